import Directives

// Days, minutes and periods that are written as such: they are never moved.
extension PhraseParser {
    /// A day with what the phrase says about the time of it.
    struct DaySpec {
        var day: FoundDay
        var time: TimeOfDay?
        /// 24:00 is the end of the day.
        var isMidnight = false
        var isWeekday = false
        var isRelative = false
        var flags: [PhraseFlag] = []
        /// The elements that it is made of.
        var stretch: ClosedRange<Int>
        var hasDayWord = true
    }

    /// One deadline or several that the phrase states as dates.
    func fixed() -> PhraseReading? {
        var readings: [PhraseReading] = []
        var index = 0
        while index < elements.count {
            if let spec = daySpec(at: index) {
                if let reading = read(spec) { readings.append(reading) }
                index = spec.stretch.upperBound + 1
            } else {
                if case .period(let period) = elements[index].kind, let reading = read(period, at: index) {
                    readings.append(reading)
                } else if case .bareYear(let year) = elements[index].kind, isCell(index...index),
                    let reading = read(StatedPeriod(span: .year, year: .stated(year)), at: index)
                {
                    readings.append(reading)
                }
                index += 1
            }
        }
        return merged(readings) ?? withinTheDay()
    }

    /// "trong ngày", "ngay trong ngày": the day of the notice, where no other is named.
    private func withinTheDay() -> PhraseReading? {
        let ends = elements.indices.contains { index in
            guard marker(at: index) == .within, isWord(at: index + 1), has(Lexicon.day, at: index + 1) else {
                return false
            }
            return index + 2 == elements.count || isMark(at: index + 2)
        }
        guard ends else { return nil }
        return due(
            .date, Moment(reference), printed: reference, deadline: .on(reference), flags: [.relativeToIssue])
    }

    /// Several deadlines of one phrase are one reading, of the first one's kind.
    func merged(_ readings: [PhraseReading]) -> PhraseReading? {
        guard var first = readings.first else { return nil }
        let distinct = readings.filter { if case .due = $0.resolution { true } else { false } }
        guard readings.count > 1, distinct.count == readings.count else { return first }
        let moments = readings.flatMap { reading -> [Moment] in
            if case .due(let moments, _) = reading.resolution { moments } else { [] }
        }
        if Set(moments).count == 1 { return first }
        first.resolution = .due(moments, offset: offset)
        first.printedDate = readings.compactMap(\.printedDate).joined(separator: "; ")
        for reading in readings.dropFirst() { reading.flags.forEach { first.note($0) } }
        first.note("milestones")
        return first
    }

    /// The day at an element, with the time before or after it.
    func daySpec(at index: Int) -> DaySpec? {
        var place = index
        var spec: DaySpec?
        var stated: (StatedTime?, PartOfDay?)?
        if let time = timeElement(at: place) {
            // The day follows: "17h00 ngày 30/11", "15 giờ hôm nay", "10 giờ sáng ngày làm việc tiếp theo".
            var next = place + 1
            while next < elements.count, isMark(at: next) || marker(at: next) == .at || marker(at: next) == .within {
                next += 1
            }
            stated = time
            guard let day = plainDay(at: next) else {
                return nil
            }
            spec = day
            place = next
        } else if let day = plainDay(at: place) {
            spec = day
            // The time follows: "ngày 30/11/2021, trước 17h00", "30/11 (16:30)".
            var next = day.stretch.upperBound + 1
            while next < elements.count, next < place + 5,
                isMark(at: next) || [.at, .before, .latest].contains(marker(at: next))
            {
                next += 1
            }
            if let time = timeElement(at: next), plainDay(at: next + 1) == nil {
                stated = time
                place = next
            }
        }
        guard var spec else { return nil }
        spec.stretch = index...max(place, spec.stretch.upperBound)
        if let stated {
            if let time = stated.0 {
                spec.time = TimeOfDay(hour: time.minute / 60, minute: time.minute % 60)
                spec.isMidnight = time.minute == 1_440
            } else if let part = stated.1, let date = spec.day.date {
                spec.time = officeEnd(part, on: date)
                spec.flags.append(.officeEnd)
            }
        }
        return spec
    }

    private func timeElement(at index: Int) -> (StatedTime?, PartOfDay?)? {
        guard elements.indices.contains(index) else { return nil }
        switch elements[index].kind {
        case .time(let time): return (time, nil)
        case .officeEnd(let part): return (nil, part)
        default: return nil
        }
    }

    private func plainDay(at index: Int) -> DaySpec? {
        guard elements.indices.contains(index) else { return nil }
        switch elements[index].kind {
        case .date(let date):
            return DaySpec(day: find(date), stretch: index...index, hasDayWord: date.hasDayWord)
        case .days(_, let date): return DaySpec(day: find(date), stretch: index...index)
        case .weekday(let weekday, let offset):
            // "thứ Sáu, ngày 03/12/2021": the date says which one.
            let next = isMark(at: index + 1) ? index + 2 : index + 1
            if elements.indices.contains(next), case .date(let date) = elements[next].kind {
                var spec = DaySpec(day: find(date), stretch: index...next)
                if let found = spec.day.date, found.weekday != weekday { spec.flags.append("weekday_conflicts") }
                return spec
            }
            var spec = DaySpec(
                day: FoundDay(date: day(of: weekday, weekOffset: offset), flags: [.relativeToIssue]),
                stretch: index...index)
            spec.isWeekday = true
            return spec
        case .relativeDay(let days, let part):
            let date = reference.adding(days: days)
            var spec = DaySpec(day: FoundDay(date: date, flags: [.relativeToIssue]), stretch: index...index)
            spec.isRelative = true
            if let part, part == .morning || part == .afternoon {
                spec.time = officeEnd(part, on: date)
                spec.flags.append(.officeEnd)
            }
            return spec
        case .nextWorkingDay:
            let date = calendar.adding(workingDays: 1, to: reference)
            var spec = DaySpec(day: FoundDay(date: date, flags: [.relativeToIssue]), stretch: index...index)
            spec.isRelative = true
            return spec
        case .daysOfMonth(let days, let owner):
            guard days.count == 1, case .month(let offset) = owner else { return nil }
            let first = reference.firstOfMonth.adding(months: offset) ?? reference
            let date = CivilDate(year: first.year, month: first.month, day: days[0])
            return DaySpec(
                day: FoundDay(date: date, printed: date == nil ? nil : "", flags: [.relativeToIssue]),
                stretch: index...index)
        default: return nil
        }
    }

    private func read(_ spec: DaySpec) -> PhraseReading? {
        let (markers, start) = chain(before: spec.stretch.lowerBound)
        if markers.contains(.since) || markers.contains(.gloss) { return nil }
        if markers.contains(.after), !markers.contains(.latest) { return nil }
        if markers.contains(.occasion), markers.isDisjoint(with: [.before, .latest]) { return nil }
        let isCell = isCell(spec.stretch)
        let binding: Set<PhraseElement.Marker> = [
            .before, .latest, .within, .throughEnd, .at, .done, .label, .progress, .until,
        ]
        guard isCell || !markers.isDisjoint(with: binding) || followsLabel(start) || isHandedIn(on: spec, start)
        else { return nil }
        // "tính đến ngày" says of what day the figures are.
        if start > 0, tokens[elements[start - 1].tokens.lowerBound].key == "tinh", markers.contains(.until) {
            return nil
        }
        // No cell has a deadline of long ago: "ngày 02/9/1945".
        if isCell, markers.isEmpty, let date = spec.day.date, date.year < reference.year - 5 { return nil }
        // "đến ngày" alone tells how far something went; a task's verb or "hết" makes it a deadline.
        if markers.isSubset(of: [.until]), !isCell, !followsLabel(start), !has(Lexicon.done),
            !isHandedIn(on: spec, start),
            !isAim(spec)
        {
            return nil
        }
        let isBefore = markers.contains(.before) || precedesTime(spec)
        let kind: PhraseKind =
            spec.time != nil || spec.isMidnight
            ? .datetime
            : isBefore ? (spec.isWeekday ? .beforePeriod : .beforeDate) : .date
        guard let date = spec.day.date else { return noSuchDate(kind, printed: spec.day.printed) }
        var reading: PhraseReading
        if let time = spec.time {
            reading = due(kind, Moment(date, time), printed: date, deadline: .at(date, time))
            if spec.isRelative { reading.flags.removeAll { $0 == .dueOnIssueDate } }
        } else if kind == .beforeDate || kind == .beforePeriod {
            reading = due(kind, Moment(date.adding(days: -1)), printed: date, deadline: .before(.date(date)))
        } else {
            reading = due(kind, Moment(date), printed: date, deadline: .on(date))
        }
        for flag in spec.day.flags + spec.flags { reading.note(flag) }
        if markers.isSuperset(of: [.latest, .before]) { reading.note(.doubleMarker) }
        if kind == .beforeDate, !spec.hasDayWord { reading.note(.withoutDayWord) }
        if isCell, markers.isEmpty, !precedesTime(spec) { reading.note(.tableCell) }
        if markers == [.at], kind == .date { reading.note(.at) }
        if let other = spec.day.other { offerOtherYear(other, spec, kind, &reading) }
        return reading
    }

    /// "gửi về Văn phòng ngày 15/12/2021": a day ahead after a verb of handing in, in the same clause.
    private func isHandedIn(on spec: DaySpec, _ start: Int) -> Bool {
        guard spec.hasDayWord, let date = spec.day.date, date >= reference else { return false }
        for place in elements.indices.prefix(start).reversed().prefix(14) {
            if isMark(at: place), tokens[elements[place].tokens.lowerBound].isMark(",;.") { return false }
            guard isWord(at: place) else {
                guard isMark(at: place) || marker(at: place) == .and else { return false }
                continue
            }
            if has(Lexicon.handingIn, at: place) { return true }
        }
        return false
    }

    /// "đến ngày 31/12/2025 giải ngân đạt 100%": how far a task must have gone.
    private func isAim(_ spec: DaySpec) -> Bool {
        guard let date = spec.day.date, date >= reference else { return false }
        return has(["phải", "đạt", "cơ bản", "đưa vào", "chấm dứt", "gia hạn", "kéo dài"])
    }

    /// Whether "trước" stands between the day and its time: "ngày 30/11/2021, trước 17h00".
    private func precedesTime(_ spec: DaySpec) -> Bool {
        spec.stretch.contains { marker(at: $0) == .before }
    }

    private func offerOtherYear(
        _ other: CivilDate, _ spec: DaySpec, _ kind: PhraseKind, _ reading: inout PhraseReading
    ) {
        let moment = Moment(kind == .beforeDate ? other.adding(days: -1) : other, spec.time)
        reading.alternatives.append(
            .init(resolution: .due([moment], offset: offset), reason: .dayPast(on: reference)))
    }
}
