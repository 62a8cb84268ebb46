/// A recurring deadline: one obligation for each period.
public struct Recurrence: Hashable, Sendable {
    public enum Pattern: Hashable, Sendable {
        /// In words.
        case cycle(Cycle)
        /// RFC 5545.
        case rule(RecurrenceRule)
    }

    /// An exception: what the recurrence skips.
    public enum Exception: Hashable, Sendable {
        /// The occurrence on that day, before any roll.
        case date(CivilDate)
        /// All occurrences in that period.
        case period(Period)
    }

    public let pattern: Pattern
    /// Due at this minute instead of the end of the day.
    public let time: TimeOfDay?
    /// No occurrence lies before it, and intervals are counted from it; the notice's assigned day where nil.
    public let from: CivilDate?
    /// No occurrence lies after it.
    public let until: CivilDate?
    public let except: [Exception]
    /// What happens when a day is a day off; with nil the day is not moved, as a date written as such.
    public let roll: Roll?

    public init(
        _ pattern: Pattern, time: TimeOfDay? = nil, from: CivilDate? = nil, until: CivilDate? = nil,
        except: [Exception] = [], roll: Roll? = nil
    ) {
        self.pattern = pattern
        self.time = time
        self.from = from
        self.until = until
        self.except = except
        self.roll = roll
    }

    /// Whether reminders aim at the day before the one named.
    public var isBefore: Bool {
        if case .cycle(let cycle) = pattern { cycle.preposition == .before } else { false }
    }

    /// The kind of period that names each occurrence; nil where its date does.
    var period: PeriodKind? {
        switch pattern {
        case .cycle(let cycle): cycle.period
        case .rule(let rule): rule.period
        }
    }

    /// The same recurrence with another rule for days off.
    func rolled(_ roll: Roll) -> Recurrence {
        Recurrence(pattern, time: time, from: from, until: until, except: except, roll: self.roll ?? roll)
    }
}

extension Recurrence {
    /// One of its days.
    public struct Occurrence: Hashable, Sendable {
        /// `2021-12`, `2021-W48`, `2021-Q4`, or the date where a period may have several; the last part of the obligation's id.
        public let period: String
        /// The day by the rule, before any roll.
        public let date: CivilDate
        /// The day on which its period begins: the one after the occurrence before.
        public let opens: CivilDate
    }

    /// Calls the body with each occurrence, ascending, until it returns false or there are no more.
    ///
    /// The period of an occurrence begins when the one before has ended. So of one duty only one period is current at a
    /// time, and there is time for the steps before a due, even one on the first day of a month. An exception leaves a
    /// gap; it does not make the next period longer.
    ///
    /// - Parameters:
    ///   - start: counts where the recurrence has no `from`.
    ///   - last: no occurrence after it is looked for.
    public func forEachOccurrence(
        from start: CivilDate, _ calendar: WorkingCalendar, until last: CivilDate? = nil, _ body: (Occurrence) -> Bool
    ) {
        let start = from ?? start
        var before: CivilDate?
        let visit = { (date: CivilDate) -> Bool in
            defer { before = date }
            if date < start { return true }
            if let until, date > until { return false }
            if let last, date > last { return false }
            if isExcepted(date) { return true }
            let opens = (before ?? self.before(date, calendar)).adding(days: 1)
            return body(Occurrence(period: name(of: date), date: date, opens: opens))
        }
        switch pattern {
        case .cycle(let cycle): cycle.forEachDate(from: start, calendar, visit)
        case .rule(let rule): rule.forEachDate(from: start, until: last, visit)
        }
    }

    /// The occurrence with the name of a period.
    public func occurrence(
        _ period: String, from start: CivilDate, _ calendar: WorkingCalendar
    ) -> Occurrence? {
        guard let last = CivilDate(period) ?? Period(period)?.end else { return nil }
        var found: Occurrence?
        forEachOccurrence(from: start, calendar, until: last) { occurrence in
            if occurrence.period == period { found = occurrence }
            return found == nil
        }
        return found
    }

    private func before(_ date: CivilDate, _ calendar: WorkingCalendar) -> CivilDate {
        switch pattern {
        case .cycle(let cycle): cycle.before(date, calendar)
        case .rule(let rule): rule.before(date)
        }
    }

    private func isExcepted(_ date: CivilDate) -> Bool {
        except.contains { exception in
            switch exception {
            case .date(let other): other == date
            case .period(let period): period.start <= date && date <= period.end
            }
        }
    }

    private func name(of date: CivilDate) -> String {
        period.map { "\(Period($0, holding: date))" } ?? "\(date)"
    }
}
