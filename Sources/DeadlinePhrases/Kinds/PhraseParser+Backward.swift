import Directives

// Counting back from a day, which is never moved off a day off.
extension PhraseParser {
    /// "105 ngày trước ngày bầu cử", "trước ngày 15/12/2021 ít nhất 10 ngày".
    func backwardCount() -> PhraseReading? {
        for index in elements.indices {
            guard case .amount(let amount) = elements[index].kind else { continue }
            if let next = beforeMarker(after: index) { return back(amount, target: next + 1, gloss: index) }
            // The amount after the day: "ít nhất", "tối thiểu", "chậm nhất" stand between.
            let words: Term = ["ít nhất", "tối thiểu", "chậm nhất", "trước"]
            let lower = elements[index].tokens.lowerBound
            var scanner = Scanner(text)
            scanner.index = max(0, lower - 2)
            guard index > 1, scanner.sees(words) || isMark(at: index - 1),
                let marker = elements.indices.prefix(index).last(where: { marker(at: $0) == .before }),
                marker + 1 < index,
                elements[(marker + 1)..<index].contains(where: { isDayOrEvent($0) })
            else { continue }
            return back(amount, target: marker + 1, gloss: index)
        }
        return nil
    }

    private func isDayOrEvent(_ element: PhraseElement) -> Bool {
        switch element.kind {
        case .date, .event: true
        default: false
        }
    }

    private func beforeMarker(after index: Int) -> Int? {
        var place = index + 1
        while place < elements.count, isMark(at: place), tokens[elements[place].tokens.lowerBound].isMark(",") {
            place += 1
        }
        return marker(at: place) == .before ? place : nil
    }

    private func back(_ amount: Amount, target start: Int, gloss index: Int) -> PhraseReading {
        var target: CivilDate?
        var flags: [PhraseFlag] = []
        for place in elements.indices.dropFirst(start) where target == nil {
            switch elements[place].kind {
            case .date(let date) where !chain(before: place).markers.contains(.gloss):
                target = find(date).date
                flags += find(date).flags
            case .event(let event):
                if case .tetBreak = event.event.day { flags.append(.tetBreak) }
                target = day(of: event)
            case .daysOfMonth, .period, .amount: break
            default: continue
            }
            break
        }
        guard let target, let day = goBack(amount, from: target) else {
            let name = eventSlug(from: start < elements.count ? elements[start].tokens.lowerBound : tokens.count)
            var reading = PhraseReading(
                .beforeEvent, .event("\(name)-\(amount)", before: true), flags: [.eventDateUnknown])
            checkGloss(after: index, &reading)
            return reading
        }
        let count = Count(amount.amount, amount.unit == .workingDays ? .workingDays : .days)
        let exact = amount.unit == .workingDays || amount.unit == .days
        var reading = due(
            .beforeEvent, Moment(day), printed: day,
            deadline: exact ? count.map { .counted($0, .before, .day(.date(target)), roll: nil) } : .on(day),
            flags: flags)
        checkGloss(after: index, &reading)
        return reading
    }

    private func goBack(_ amount: Amount, from day: CivilDate) -> CivilDate? {
        switch amount.unit {
        case .days: day.adding(days: -amount.amount)
        case .workingDays: calendar.adding(workingDays: -amount.amount, to: day)
        case .weeks: day.adding(days: -7 * amount.amount)
        case .months: day.adding(months: -amount.amount)
        case .years: day.adding(months: -12 * amount.amount)
        case .minutes, .hours, .workingHours: nil
        }
    }
}
