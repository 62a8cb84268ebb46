import Directives

// Lengths of time, counted from an event (Civil Code 2015, art. 147 and 148) or back from one.
extension PhraseParser {
    typealias Amount = PhraseResolution.Pending

    /// What a length of time is counted from.
    enum Start {
        case date(CivilDate, TimeOfDay?, [PhraseFlag])
        case awaited(String)
        case unsaid
    }

    /// A count from an event: "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản".
    func forwardCount() -> PhraseReading? {
        if let reading = sameOrNextDay() { return reading }
        for index in elements.indices {
            guard case .amount(let amount) = elements[index].kind else { continue }
            if has(["qua", "vừa qua", "liên tục", "gần đây", "gần nhất"], from: elements[index].tokens.upperBound),
                elements[index].tokens.upperBound < tokens.count,
                ["qua", "vua", "lien", "gan"].contains(tokens[elements[index].tokens.upperBound].key)
            {
                continue
            }
            let (markers, start) = chain(before: index)
            if trigger == nil, isLifeSpan(before: index) { continue }
            let counting = self.start(after: index)
            let isCounted: Bool
            if case .unsaid = counting { isCounted = false } else { isCounted = true }
            let binding: Set<PhraseElement.Marker> = [.within, .latest, .label, .after, .done]
            guard
                isCounted || !markers.isDisjoint(with: binding) || followsLabel(start)
                    || (trigger != nil && isCell(index...index))
            else { continue }
            if markers.contains(.after), !markers.contains(.latest), !markers.contains(.within) {
                return earliest(amount, counting)
            }
            return count(amount, from: counting, index)
        }
        return nil
    }

    /// How long something lasts: "thời hạn hợp đồng 12 tháng", "lễ hội diễn ra trong 3 ngày".
    private func isLifeSpan(before index: Int) -> Bool {
        guard case .unsaid = start(after: index) else { return false }
        let end = elements[index].tokens.lowerBound
        let start = max(0, end - 7)
        guard let place = place(of: ["hợp đồng", "sử dụng", "diễn ra", "đào tạo", "bảo hành", "tập sự"], from: start)
        else { return false }
        return place < end
    }

    /// "ngay trong ngày làm việc hoặc chậm nhất là ngày làm việc tiếp theo": one working day at most.
    private func sameOrNextDay() -> PhraseReading? {
        guard has(["trong ngày làm việc", "trong ngày"]), has(Lexicon.or),
            elements.contains(where: { if case .nextWorkingDay = $0.kind { true } else { false } }),
            !elements.contains(where: { if case .time = $0.kind { true } else { false } })
        else { return nil }
        return count(Amount(1, .workingDays), from: .awaited("event"), nil)
    }

    private func count(_ amount: Amount, from start: Start, _ index: Int?) -> PhraseReading {
        let kind = kind(of: amount.unit)
        var flags: [PhraseFlag] = []
        let from: (CivilDate, TimeOfDay?)
        let anchor: Anchor
        switch (start, trigger) {
        case (.date(let date, let time, let noted), _):
            from = (date, time ?? trigger?.time)
            flags = noted
            anchor = noted.contains(.triggerIsIssue) ? .notice : .day(.date(date))
        case (_, let trigger?):
            from = (trigger.date, trigger.time)
            flags = [.triggerGiven]
            if case .awaited(let name) = start { anchor = .event(name) } else { anchor = .event("receipt") }
        case (.awaited(let name), nil): return pending(kind, amount, name, .triggerEvent)
        case (.unsaid, nil):
            // A rapid report is a report on an incident.
            let isIncident = has(["báo cáo nhanh"])
            return pending(
                kind, amount, isIncident ? "incident" : "receipt", isIncident ? .triggerEvent : .triggerMissing)
        }
        var reading: PhraseReading
        switch amount.unit {
        case .hours, .minutes:
            guard let time = from.1 else {
                reading = pending(kind, amount, "receipt", .triggerTimeMissing)
                break
            }
            let seconds = amount.amount * (amount.unit == .hours ? 3_600 : 60)
            let instant = self.time.zone.instant(from.0, time).adding(seconds: seconds)
            let moment = Moment(self.time.zone.date(at: instant), self.time.zone.time(at: instant))
            reading = due(kind, moment, printed: nil, deadline: deadline(amount, anchor))
        case .workingHours:
            guard let time = from.1, let moment = advance(workingHours: amount.amount, from.0, time) else {
                reading = pending(kind, amount, "receipt", .triggerTimeMissing)
                break
            }
            reading = due(kind, moment, printed: nil, deadline: .at(moment.date, moment.time ?? .midnight))
        case .workingDays:
            let end = calendar.adding(workingDays: amount.amount, to: from.0)
            reading = due(kind, Moment(end), printed: nil, deadline: deadline(amount, anchor))
            noteCalendar(from.0, end, &reading)
        case .days, .weeks, .months, .years:
            guard let end = advance(from.0, amount) else { return noSuchDate(kind, printed: nil) }
            let moved = calendar.workingDay(onOrAfter: end)
            reading = due(kind, Moment(moved), printed: end, deadline: deadline(amount, anchor))
            if amount.unit == .months || amount.unit == .years, end.day != from.0.day {
                reading.note(.noCorrespondingDay)
            }
            if moved != end { reading.note(.shifted) }
        }
        flags.forEach { reading.note($0) }
        if let index { checkGloss(after: index, &reading) }
        return reading
    }

    private func pending(_ kind: PhraseKind, _ amount: Amount, _ event: String, _ flag: PhraseFlag) -> PhraseReading {
        PhraseReading(kind, .afterTrigger(amount), flags: [flag], deadline: deadline(amount, .event(event)))
    }

    func kind(of unit: Amount.Unit) -> PhraseKind {
        switch unit {
        case .minutes, .hours, .workingHours: .durationHours
        case .days: .durationDays
        case .workingDays: .durationWorkdays
        case .weeks: .durationWeeks
        case .months, .years: .durationMonths
        }
    }

    private func deadline(_ amount: Amount, _ anchor: Anchor) -> Deadline? {
        let unit: Count.Unit
        switch amount.unit {
        case .hours: unit = .hours
        case .days: unit = .days
        case .workingDays: unit = .workingDays
        case .weeks: unit = .weeks
        case .months: unit = .months
        case .years: unit = .years
        case .minutes, .workingHours: return nil
        }
        return Count(amount.amount, unit).map { .counted($0, .after, anchor, roll: nil) }
    }

    private func advance(_ date: CivilDate, _ amount: Amount) -> CivilDate? {
        let end: CivilDate?
        switch amount.unit {
        case .days: end = date.adding(days: amount.amount)
        case .weeks: end = date.adding(days: 7 * amount.amount)
        case .months: end = date.adding(months: amount.amount)
        case .years: end = date.adding(months: 12 * amount.amount)
        default: end = nil
        }
        return end.flatMap { (1...9_990).contains($0.year) ? $0 : nil }
    }

    /// This number of office hours later.
    private func advance(workingHours: Int, _ date: CivilDate, _ start: TimeOfDay) -> Moment? {
        var left = workingHours * 60
        var day = date
        for _ in 0..<3_660 {
            for span in time.hours.spans(on: day, calendar: calendar) {
                let begin = day == date ? max(span.start, start) : span.start
                let length = span.end.minute - begin.minute
                if length <= 0 { continue }
                if length >= left {
                    let minute = begin.minute + left
                    return TimeOfDay(hour: minute / 60, minute: minute % 60).map { Moment(day, $0) }
                }
                left -= length
            }
            day = day.adding(days: 1)
        }
        return nil
    }

    /// How the office's calendar changed a count of working days.
    private func noteCalendar(_ start: CivilDate, _ end: CivilDate, _ reading: inout PhraseReading) {
        guard end.dayNumber - start.dayNumber < 800 else { return }
        for number in (start.dayNumber + 1)...max(start.dayNumber + 1, end.dayNumber) {
            let day = CivilDate(dayNumber: number)
            if !calendar.covers(day) { reading.note(.provisional) }
            if calendar.years[day.year]?.working[day] != nil { reading.note(.swap) }
            guard case .holiday(let name)? = calendar.reasonOff(day) else { continue }
            let key = name.unaccented
            if key.contains("hoan doi") { reading.note(.swap) }
            if key.contains("nguyen dan") { reading.note(.tet) }
        }
    }

    /// The date in brackets, "(tức ngày 18/03/2026)", against the one that was counted.
    func checkGloss(after index: Int, _ reading: inout PhraseReading) {
        guard let gloss = gloss(after: index) else { return }
        guard case .due(let moments, _) = reading.resolution, let counted = moments.first?.date else {
            reading.resolution = .due([Moment(gloss)], offset: offset)
            reading.printedDate = "\(gloss)"
            reading.lastWorkingDay = lastWorkingDay(gloss)
            reading.note(.glossOnly)
            return
        }
        if counted == gloss || reading.printedDate == "\(gloss)" {
            reading.note(.glossAgrees)
            return
        }
        let dates = [counted, gloss].sorted()
        reading.resolution = .conflict(dates)
        reading.printedDate = "\(dates[0])"
        reading.lastWorkingDay = nil
        reading.deadline = nil
        reading.flags = [.glossConflicts]
        reading.alternatives = [
            .init(resolution: .due([Moment(gloss)], offset: offset), reason: .gloss),
            .init(resolution: .due([Moment(counted)], offset: offset), reason: .count),
        ]
    }

    func gloss(after index: Int) -> CivilDate? {
        for place in elements.indices.dropFirst(index + 1) {
            guard case .date(let date) = elements[place].kind else { continue }
            let chain = chain(before: place)
            if chain.markers.contains(.gloss) { return find(date).date }
        }
        return nil
    }
}
