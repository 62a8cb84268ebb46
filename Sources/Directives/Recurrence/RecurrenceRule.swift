/// A recurrence rule of iCalendar (RFC 5545, section 3.3.10) over civil dates.
///
/// Supported are the frequencies from DAILY to YEARLY with INTERVAL, COUNT, UNTIL (a date), BYMONTH, BYMONTHDAY, BYYEARDAY,
/// BYWEEKNO, BYDAY, BYSETPOS and WKST. By the RFC a rule skips periods that have no such day: the 31st of each
/// month comes seven times a year. The initialiser accepts only what the RFC allows.
public struct RecurrenceRule: Hashable, Sendable {
    public enum Frequency: String, Hashable, Sendable, CaseIterable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// A weekday, or the n-th of its month or year: `MO`, `-1FR`.
    public struct Day: Hashable, Sendable {
        /// 1 to 53 from the start, negative from the end; nil for each such weekday.
        public let ordinal: Int?
        public let weekday: Weekday
    }

    public let frequency: Frequency
    /// 1 to 999.
    public let interval: Int
    /// How many occurrences there are, exceptions included; nil where it does not end by a number.
    public let count: Int?
    /// The last day on which there can be one.
    public let until: CivilDate?
    public let months: [Int]
    /// 1 to 31 from the start of the month, negative from its end.
    public let monthDays: [Int]
    /// 1 to 366 from the start of the year, negative from its end.
    public let yearDays: [Int]
    /// 1 to 53 from the start of the year, negative from its end; weeks begin on `weekStart`.
    public let weekNumbers: [Int]
    public let days: [Day]
    /// Which of the dates of one period count, from 1 or, negative, from the end; all where empty.
    public let positions: [Int]
    public let weekStart: Weekday

    /// Why a text is not a rule.
    public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }
}

extension RecurrenceRule {
    /// The kind of period that has one occurrence at most, so that its name identifies it; nil where only the date does.
    var period: PeriodKind? {
        switch frequency {
        case .daily: nil
        case .weekly: days.count <= 1 && positions.isEmpty ? .week : nil
        case .monthly:
            positions.count == 1 || days.isEmpty && monthDays.count <= 1
                || monthDays.isEmpty && days.count == 1 && days[0].ordinal != nil ? .month : nil
        case .yearly: hasOneDateAYear ? .year : nil
        }
    }

    private var hasOneDateAYear: Bool {
        if positions.count == 1 { return true }
        guard months.count <= 1, weekNumbers.isEmpty else { return false }
        switch (monthDays.count, yearDays.count, days.count) {
        case (0, 0, 0): return true
        case (1, 0, 0): return months.count == 1
        case (0, 1, 0): return true
        case (0, 0, 1): return days[0].ordinal != nil
        default: return false
        }
    }

    /// The day one interval before another: where the period of a first occurrence begins.
    func before(_ date: CivilDate) -> CivilDate {
        switch frequency {
        case .daily: date.adding(days: -interval)
        case .weekly: date.adding(days: -7 * interval)
        case .monthly: date.adding(months: -interval) ?? date
        case .yearly: date.adding(months: -12 * interval) ?? date
        }
    }
}
