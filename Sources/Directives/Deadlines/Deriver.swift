/// Derives due dates from deadlines by an office's calendar.
public struct Deriver: Sendable {
    let time: OfficeTime
    var calendar: WorkingCalendar { time.calendar }

    public init(_ time: OfficeTime) {
        self.time = time
    }

    /// What a deadline is counted from when it is counted from something that happened.
    public struct Event: Hashable, Sendable {
        public let date: CivilDate
        public let time: TimeOfDay?

        public init(date: CivilDate, time: TimeOfDay? = nil) {
            self.date = date
            self.time = time
        }
    }

    /// The due of a deadline, with the steps that lead to it.
    ///
    /// - Parameters:
    ///   - notice: the notice that sets it.
    ///   - event: if the deadline waits for an event or for the end of another directive: when that happened.
    ///   - period: if the deadline recurs: which period, such as `2021-12`.
    public func derivation(
        of deadline: Deadline, in notice: Notice, event: Event?, period: String? = nil
    ) throws(DerivationError) -> Derivation {
        var steps: [Derivation.Step] = []
        if case .every(let recurrence) = deadline {
            guard let period,
                let occurrence = recurrence.occurrence(period, from: notice.assigned, calendar)
            else { throw .noSuchPeriod(period) }
            return derivation(of: recurrence, occurrence)
        }
        let track = try track(of: deadline, issued: notice.issued, event: event, &steps)
        return Derivation(steps: steps, track: track)
    }

    /// What a deadline yields if it does not recur.
    func track(
        of deadline: Deadline, issued: CivilDate, event: Event?, _ steps: inout [Derivation.Step]
    ) throws(DerivationError) -> Track {
        switch deadline {
        case .on(let date):
            steps.append(.stated(date, nil))
            return endOfFixed(date, &steps)
        case .at(let date, let minute):
            steps.append(.stated(date, minute))
            noteDayOff(date, &steps)
            let instant = time.zone.instant(date, minute)
            return .dated(Due(aim: instant, due: instant, aimDate: date, dueDate: date))
        case .within(let period):
            steps.append(.wholePeriod(period, end: period.end))
            return endOfFixed(period.end, &steps)
        case .point(let point):
            steps.append(.pointOf(point))
            return endOfFixed(point.date, &steps)
        case .range(let start, let end):
            steps.append(.range(start, end: end))
            return endOfFixed(end, &steps)
        case .before(let reference):
            return before(try date(of: reference, &steps), provisional: false, &steps)
        case .every: throw .noSuchPeriod(nil)
        case .counted(let count, let direction, let anchor, let roll):
            return try counted(count, direction, anchor, roll, issued, event, &steps)
        case .atOnce:
            steps.append(.noDue(deadline))
            return .atOnce
        case .urgent, .standing, .none:
            steps.append(.noDue(deadline))
            return .undated
        }
    }

    /// The due of `before DAY`, which is the end of that day.
    ///
    /// The last day on which the work can be done is the day before, and reminders aim at that; but it is overdue only after
    /// DAY itself, as the state's register of directives books it.
    func before(_ day: CivilDate, provisional: Bool, _ steps: inout [Derivation.Step]) -> Track {
        let eve = day.adding(days: -1)
        steps.append(.before(day, aim: eve))
        noteDayOff(eve, &steps)
        steps.append(.endOfDay(day))
        return .dated(
            Due(
                aim: time.zone.end(of: eve), due: time.zone.end(of: day), aimDate: eve, dueDate: day,
                provisional: provisional))
    }

    private func endOfFixed(_ date: CivilDate, _ steps: inout [Derivation.Step]) -> Track {
        noteDayOff(date, &steps)
        return end(of: date, provisional: false, &steps)
    }

    func end(of date: CivilDate, provisional: Bool, _ steps: inout [Derivation.Step]) -> Track {
        steps.append(.endOfDay(date))
        let end = time.zone.end(of: date)
        return .dated(Due(aim: end, due: end, aimDate: date, dueDate: date, provisional: provisional))
    }

    /// A fixed date is never moved; a step says that it is a day off.
    func noteDayOff(_ date: CivilDate, _ steps: inout [Derivation.Step]) {
        if let reason = calendar.reasonOff(date) {
            steps.append(.onDayOff(date, reason, lastWorkingDay: calendar.workingDay(onOrBefore: date)))
        }
    }

    func date(
        of reference: DayReference, _ steps: inout [Derivation.Step]
    ) throws(DerivationError) -> CivilDate {
        switch reference {
        case .date(let date): return date
        case .named(let name, let year):
            guard let date = calendar.namedDays[name]?.date(in: year) else { throw .noSuchDay(name, year: year) }
            steps.append(.namedDay(name, date))
            return date
        }
    }

    private func counted(
        _ count: Count, _ direction: Direction, _ anchor: Anchor, _ roll: Roll?, _ issued: CivilDate, _ event: Event?,
        _ steps: inout [Derivation.Step]
    ) throws(DerivationError) -> Track {
        let start: Event
        switch anchor {
        case .notice: start = Event(date: issued)
        case .day(let reference): start = Event(date: try date(of: reference, &steps))
        case .event(let name):
            guard let event else { throw .eventMissing(name) }
            start = event
        case .completion, .failure:
            guard let event else { throw .endMissing(anchor) }
            start = event
        }
        steps.append(.countedFrom(anchor, start.date, start.time))
        if count.unit.isHours { return try countedHours(count, direction, anchor, start, &steps) }

        steps.append(.firstDayNotCounted(start.date))
        let signed = direction == .after ? count.amount : -count.amount
        guard let reached = advance(start.date, by: signed, count.unit), (1...9_998).contains(reached.year) else {
            throw .outOfRange
        }
        if count.unit == .workingDays { steps.append(.skipped(daysOff(between: start.date, and: reached))) }
        steps.append(.counted(count, direction, reached))
        let roll = roll ?? (direction == .after ? .forward : .stay)
        let day = rolled(reached, roll, &steps)
        // Days off change a count of calendar days only if its end may roll to a working day; otherwise a year without
        // official dates does not matter. The day of the event itself is not counted, hence the one day added.
        let counted = count.unit == .workingDays ? start.date.adding(days: signed.signum()) : reached
        let unknown = count.unit == .workingDays || roll != .stay ? uncoveredYear(from: counted, to: day) : nil
        let track = end(of: day, provisional: unknown != nil, &steps)
        if let unknown { steps.append(.provisional(year: unknown)) }
        return track
    }

    /// The earliest year of a span without official dates.
    func uncoveredYear(from start: CivilDate, to end: CivilDate) -> Int? {
        (min(start, end).year...max(start, end).year).first { calendar.years[$0] == nil }
    }

    private func countedHours(
        _ count: Count, _ direction: Direction, _ anchor: Anchor, _ start: Event, _ steps: inout [Derivation.Step]
    ) throws(DerivationError) -> Track {
        guard let minute = start.time else { throw .timeMissing(anchor) }
        let hours = direction == .after ? count.amount : -count.amount
        let begin = time.zone.instant(start.date, minute)
        if count.unit == .workingHours {
            guard let end = time.adding(officeHours: hours, to: begin) else { throw .noOfficeHours }
            return endOfWorkingHours(count, start.date, minute, end, &steps)
        }
        let instant = begin.adding(seconds: hours * 3_600)
        let day = time.zone.date(at: instant)
        steps.append(.countedHours(count, day, time.zone.time(at: instant)))
        noteDayOff(day, &steps)
        return .dated(Due(aim: instant, due: instant, aimDate: day, dueDate: day))
    }

    private func endOfWorkingHours(
        _ count: Count, _ date: CivilDate, _ minute: TimeOfDay, _ end: Instant, _ steps: inout [Derivation.Step]
    ) -> Track {
        let day = time.zone.date(at: end)
        let off = daysOff(between: date, and: day)
        if !off.isEmpty { steps.append(.skipped(off)) }
        steps.append(.countedWorkingHours(count, from: date, minute, to: day, time.zone.time(at: end)))
        let unknown = uncoveredYear(from: date, to: day)
        if let unknown { steps.append(.provisional(year: unknown)) }
        return .dated(Due(aim: end, due: end, aimDate: day, dueDate: day, provisional: unknown != nil))
    }

    func advance(_ date: CivilDate, by amount: Int, _ unit: Count.Unit) -> CivilDate? {
        switch unit {
        case .days, .hours, .workingHours: date.adding(days: amount)
        case .workingDays: calendar.adding(workingDays: amount, to: date)
        case .weeks: date.adding(days: amount * 7)
        case .months: date.adding(months: amount)
        case .years: date.adding(months: amount * 12)
        }
    }

    private func daysOff(between start: CivilDate, and end: CivilDate) -> [CivilDate] {
        let (first, last) = start < end ? (start.adding(days: 1), end) : (end, start.adding(days: -1))
        guard first <= last, last.dayNumber - first.dayNumber < 400 else { return [] }
        return (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)).filter { !calendar.isWorkingDay($0) }
    }

    func rolled(_ date: CivilDate, _ roll: Roll, _ steps: inout [Derivation.Step]) -> CivilDate {
        guard let reason = calendar.reasonOff(date) else { return date }
        let moved: CivilDate
        switch roll {
        case .forward: moved = calendar.workingDay(onOrAfter: date)
        case .backward: moved = calendar.workingDay(onOrBefore: date)
        case .stay:
            noteDayOff(date, &steps)
            return date
        }
        steps.append(.rolled(from: date, reason, to: moved, roll))
        return moved
    }
}
