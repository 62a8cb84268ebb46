/// A recurrence in words: `every month on day 20`, `every quarter by last working day`, `every 2 weeks on friday`.
///
/// Each period has exactly one day. A month without the day has its last one instead (as the Civil Code 2015, art. 148.3,
/// ends a count of months); an RFC 5545 rule would skip it. Weeks begin on Monday (ISO 8601).
public struct Cycle: Hashable, Sendable {
    public enum Every: Hashable, Sendable {
        case day
        case workingDay
        case period(PeriodKind)
    }

    /// Which day of its period.
    public enum Day: Hashable, Sendable {
        /// No day is named: the last day of the period.
        case whole
        /// The n-th day of a month.
        case day(Int)
        case first, last
        /// The n-th working day, from the end where negative; where there are fewer, the last of them in that direction.
        case workingDay(Int)
        /// A day of the week.
        case weekday(Weekday)
        /// The n-th such weekday of the period, 1 to 4; -1 is the last.
        case ordinal(Int, Weekday)
        /// A day of the year.
        case date(month: Int, day: Int)
    }

    /// The word before the day, which decides on aim and due.
    public enum Preposition: String, Hashable, Sendable, CaseIterable {
        /// The end of the day; so does `by`.
        case on, by
        /// Reminders aim at the day before, as for `before 2021-12-15`.
        case before
    }

    public let every: Every
    /// 1 to 99; 1 for days.
    public let interval: Int
    public let preposition: Preposition
    public let day: Day
    /// In which month of a quarter, half-year or year the day lies, 1 to 12, or -1 for the last; nil for the whole period.
    public let month: Int?
}

extension Cycle {
    var period: PeriodKind? {
        if case .period(let kind) = every { kind } else { nil }
    }

    /// Calls the body with each day, ascending, from the period that contains the start on, until it returns false.
    ///
    /// The first days may lie before the start.
    func forEachDate(from start: CivilDate, _ calendar: WorkingCalendar, _ body: (CivilDate) -> Bool) {
        guard case .period(let kind) = every else {
            var date = every == .workingDay ? calendar.workingDay(onOrAfter: start) : start
            while date.year <= 9_998, body(date) {
                date = every == .workingDay ? calendar.adding(workingDays: 1, to: date) : date.adding(days: interval)
            }
            return
        }
        let first = Period(kind, holding: start)
        var index = 0
        while let period = first.adding(index * interval), body(date(in: period, calendar)) { index += 1 }
    }

    /// The day one interval before another one of the cycle: where the period of a first occurrence begins.
    func before(_ date: CivilDate, _ calendar: WorkingCalendar) -> CivilDate {
        guard case .period(let kind) = every else {
            return every == .workingDay ? calendar.adding(workingDays: -1, to: date) : date.adding(days: -interval)
        }
        return Period(kind, holding: date).adding(-interval).map { self.date(in: $0, calendar) } ?? date
    }

    /// The day of a period.
    func date(in period: Period, _ calendar: WorkingCalendar) -> CivilDate {
        var (first, last) = (period.start, period.end)
        if let month, let count = period.kind.months {
            first = first.adding(months: month > 0 ? month - 1 : count + month) ?? first
            last = first.lastOfMonth
        }
        switch day {
        case .whole, .last: return last
        case .first: return first
        case .day(let number): return min(first.adding(days: number - 1), last)
        case .weekday(let weekday): return first.adding(days: weekday.rawValue - 1)
        case .workingDay(let number): return workingDay(number, first, last, calendar)
        case .ordinal(let number, let weekday): return Self.ordinal(number, weekday, first, last)
        case .date(let month, let day):
            let length = CivilDate.length(ofMonth: month, year: first.year)
            return CivilDate(year: first.year, month: month, day: min(day, length)) ?? last
        }
    }

    /// The number of the day in the rule, where the period has no such day and another one is taken.
    func missingDay(in period: Period) -> Int? {
        switch day {
        case .day(let number): number > date(in: period, .weekly).day ? number : nil
        case .date(_, let day): day > date(in: period, .weekly).day ? day : nil
        default: nil
        }
    }

    private func workingDay(
        _ number: Int, _ first: CivilDate, _ last: CivilDate, _ calendar: WorkingCalendar
    ) -> CivilDate {
        if number > 0 {
            let date = calendar.adding(workingDays: number, to: first.adding(days: -1))
            return date <= last ? date : max(first, calendar.workingDay(onOrBefore: last))
        }
        let date = calendar.adding(workingDays: number, to: last.adding(days: 1))
        return date >= first ? date : min(last, calendar.workingDay(onOrAfter: first))
    }

    private static func ordinal(
        _ number: Int, _ weekday: Weekday, _ first: CivilDate, _ last: CivilDate
    ) -> CivilDate {
        if number > 0 {
            return first.adding(days: (weekday.rawValue - first.weekday.rawValue + 7) % 7 + 7 * (number - 1))
        }
        return last.adding(days: -((last.weekday.rawValue - weekday.rawValue + 7) % 7) + 7 * (number + 1))
    }
}

extension WorkingCalendar {
    /// A calendar without days off, for questions that do not depend on them.
    fileprivate static let weekly = WorkingCalendar(
        name: "", weekend: [.saturday, .sunday], years: [:], namedDays: [:])
}
