import Directives

// Events: holidays, sessions, ceremonies, what has not happened yet.
extension PhraseParser {
    /// The day of a known event; nil where it has none near the reference date.
    func day(of stated: StatedEvent) -> CivilDate? {
        switch stated.event.day {
        case .yearly(let named):
            if let cycle = stated.cycle {
                // 1984 was Giáp Tý. The nearest year of that name on or after last year.
                let from = reference.year - 1
                let year = (from..<from + 60).first { (($0 - 1_984) % 60 + 60) % 60 == cycle }
                return year.flatMap { named.date(in: $0) }
            }
            if let year = stated.year { return named.date(in: number(of: year)) }
            if let date = stated.date, !date.isLunar, date.year != nil { return find(date).date }
            return (reference.year - 1...reference.year + 1).compactMap { named.date(in: $0) }.first { $0 >= reference }
        case .once(let days):
            if let date = stated.date { return find(date).date }
            if let year = stated.year { return days.first { $0.year == number(of: year) } }
            return days.first { $0 >= reference && $0.dayNumber - reference.dayNumber < 400 }
        case .tetBreak:
            let tet = day(of: StatedEvent(event: .lunarNewYear, year: stated.year, cycle: stated.cycle, date: nil))
            guard var day = tet else { return nil }
            while !calendar.isWorkingDay(day.adding(days: -1)) { day = day.adding(days: -1) }
            return day
        }
    }

    private var stated: [(index: Int, event: StatedEvent)] {
        elements.indices.compactMap { index in
            if case .event(let event) = elements[index].kind { (index, event) } else { nil }
        }
    }

    /// "các ngày lễ trong tháng như: Giáng Sinh, Tết dương lịch": due on the day before each.
    func eventList() -> PhraseReading? {
        let events = stated
        guard events.count > 1 || has(["các ngày lễ", "các ngày nghỉ lễ", "các dịp lễ"]), let first = events.first,
            !chain(before: first.index).markers.contains(.before)
        else { return nil }
        let days = events.compactMap { day(of: $0.event) }
        guard !days.isEmpty, days.count == events.count else { return nil }
        let isOccasion = chain(before: first.index).markers.contains(.occasion) || takesOccasion(first.index)
        let moments = days.map { Moment(isOccasion ? $0 : $0.adding(days: -1)) }
        var reading = PhraseReading(
            .eventDate, .due(moments, offset: offset), flags: [.eventList],
            deadline: isOccasion ? .on(days[0]) : .before(.date(days[0])))
        reading.printedDate = days.map { "\($0)" }.joined(separator: "; ")
        reading.lastWorkingDay = moments.first.flatMap { lastWorkingDay($0.date) }
        return reading
    }

    /// Whether the event's own words begin with "dịp".
    private func takesOccasion(_ index: Int) -> Bool {
        elements[index].tokens.contains { tokens[$0].key == "dip" }
    }

    /// "trước Tết Nguyên đán Quý Mão năm 2023", "dịp Quốc khánh 2/9".
    func knownEvent() -> PhraseReading? {
        for (index, event) in stated {
            let (markers, start) = chain(before: index)
            let isLater = markers.contains(.after) || markers.contains(.since)
            guard let day = day(of: event) else { continue }
            if let date = event.date, !date.isLunar, find(date).date == nil {
                return noSuchDate(.beforeEvent, printed: nil)
            }
            if markers.contains(.before) {
                var reading = due(
                    .beforeEvent, Moment(day.adding(days: -1)), printed: day, deadline: .before(.date(day)))
                note(event, &reading)
                return reading
            }
            if isLater { return earliest(after: day) }
            let isOccasion = markers.contains(.occasion) || takesOccasion(index)
            guard
                isOccasion || isCell(index...index) || !markers.isDisjoint(with: [.latest, .at, .within, .done])
                    || followsLabel(start)
            else { continue }
            var reading = due(.eventDate, Moment(day), printed: day, deadline: .on(day))
            note(event, &reading)
            if isOccasion { reading.note(.soft) }
            return reading
        }
        return nil
    }

    private func note(_ event: StatedEvent, _ reading: inout PhraseReading) {
        if case .yearly(.lunar) = event.event.day { reading.note(.lunar) }
        if case .tetBreak = event.event.day { reading.note(.tetBreak) }
        if case .once = event.event.day, event.date == nil { reading.note("date_in_footnote") }
        if let date = event.date, !date.isLunar { reading.note(.eventAndDate) }
        if event.year == nil, event.cycle == nil, event.date?.year == nil { reading.note(.yearInferred) }
    }

    /// "trước kỳ họp HĐND", "ngay khi hoàn thành", "ngay sau khi nhận được văn bản"; an event's date where it is stated.
    func unknownEvent() -> PhraseReading? {
        if let reading = immediatelyAfter() { return reading }
        if has(["phù hợp với thời điểm", "bảo đảm thời điểm"]) {
            return event("hieu_luc", before: true)
        }
        for index in elements.indices where marker(at: index) == .before {
            let start = index + 1
            guard start < elements.count, !isMark(at: start) else { continue }
            // The date of the event: "trước ngày diễn ra Lễ diễu binh ngày 2/9".
            if let place = elements.indices.dropFirst(start).first(where: { isDate($0) }),
                case .date(let date) = elements[place].kind
            {
                let found = find(date)
                guard let day = found.date else { return noSuchDate(.beforeEvent, printed: found.printed) }
                var reading = due(
                    .beforeEvent, Moment(day.adding(days: -1)), printed: day, deadline: .before(.date(day)))
                found.flags.forEach { reading.note($0) }
                return reading
            }
            let from = elements[start].tokens.lowerBound
            guard has(Self.happenings, from: from) else { continue }
            return event(eventSlug(from: from), before: true)
        }
        return nil
    }

    private static let happenings: Term = [
        "kỳ họp", "phiên họp", "hội nghị", "đại hội", "khi", "lễ", "khai mạc", "khai giảng", "mùa", "bão", "năm học",
        "tết", "cuộc họp", "buổi làm việc", "khởi công", "diễn ra", "bầu cử", "thời điểm", "kỳ thi", "giao ban",
    ]

    private func isDate(_ index: Int) -> Bool {
        if case .date = elements[index].kind { true } else { false }
    }

    private func event(_ name: String, before: Bool) -> PhraseReading {
        PhraseReading(before ? .beforeEvent : .onEvent, .event(name, before: before), flags: [.eventDateUnknown])
    }

    /// "ngay sau khi nhận được", "ngay khi hoàn thành", "khi hoàn thành".
    private func immediatelyAfter() -> PhraseReading? {
        if let place = place(of: ["ngay sau khi", "ngay sau", "liền sau khi"]) {
            return atTrigger(eventName(from: place))
        }
        guard let place = place(of: ["ngay khi", "ngay từ khi", "ngay lúc"]) else { return nil }
        let name = eventName(from: place)
        if name == "receipt" || trigger != nil { return atTrigger(name) }
        return PhraseReading(.onEvent, .event(name, before: false), flags: [.triggerEvent])
    }

    private func atTrigger(_ name: String) -> PhraseReading {
        guard let trigger else { return PhraseReading(.onEvent, .afterTrigger(nil), flags: [.triggerEvent]) }
        return due(
            .onEvent, Moment(trigger.date, trigger.time), printed: trigger.date, deadline: .on(trigger.date),
            flags: [.triggerGiven])
    }

    /// A name for an event: a few words without accents, or the one that the offices' sessions have.
    func eventSlug(from start: Int) -> String {
        if has(["kỳ họp", "phiên họp"], from: start) {
            if has(["hđnd", "hội đồng nhân dân"], from: start) { return "ky_hop_HDND" }
            if has(["quốc hội"], from: start) { return "ky_hop_Quoc_hoi" }
            return "ky_hop"
        }
        let skipped = ["ngay", "khi", "thoi", "diem", "cac", "dien", "ra"]
        let words = tokens.dropFirst(start).filter { $0.kind == .word }.map(\.key).drop { skipped.contains($0) }
        let name = words.prefix(3).joined(separator: "_")
        return name.isEmpty ? "unnamed" : name
    }

    /// "sau 10 ngày kể từ ngày ký": the first day on which something may begin.
    func earliest(_ amount: Amount, _ start: Start) -> PhraseReading {
        let from: CivilDate
        switch (start, trigger) {
        case (.date(let date, _, _), _): from = date
        case (_, let trigger?): from = trigger.date
        default:
            return PhraseReading(
                .notBefore, .notBeforeEvent("trigger+\(amount)"), flags: [.notADueDate, .triggerMissing])
        }
        let end: CivilDate?
        switch amount.unit {
        case .workingDays: end = calendar.adding(workingDays: amount.amount, to: from)
        case .days: end = from.adding(days: amount.amount)
        case .weeks: end = from.adding(days: 7 * amount.amount)
        case .months: end = from.adding(months: amount.amount)
        case .years: end = from.adding(months: 12 * amount.amount)
        case .hours, .minutes, .workingHours: end = nil
        }
        guard let end else {
            return PhraseReading(.notBefore, .notBeforeEvent("trigger+\(amount)"), flags: [.notADueDate])
        }
        return earliest(after: end)
    }

    func earliest(after day: CivilDate) -> PhraseReading {
        PhraseReading(.notBefore, .notBefore(day.adding(days: 1)), flags: [.notADueDate])
    }

    /// "sau ngày 15/12/2021", "sau khi Nghị định được ban hành".
    func earliest() -> PhraseReading? {
        for index in elements.indices {
            guard chain(before: index).markers.contains(.after), !chain(before: index).markers.contains(.latest) else {
                continue
            }
            switch elements[index].kind {
            case .date(let date): return find(date).date.map { earliest(after: $0) }
            case .period(let period): return find(period).map { earliest(after: $0.end) }
            default: continue
            }
        }
        guard let place = place(of: ["sau khi"]) else { return nil }
        return PhraseReading(
            .notBefore, .notBeforeEvent("event:\(eventName(from: place))"), flags: [.notADueDate, .triggerEvent])
    }
}
