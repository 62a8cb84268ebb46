/// Which days an office works: weekends, days off and swapped working days, year by year with their source.
///
/// Beyond the years with data only the weekend is known; a result that rests on such a year is provisional.
public struct WorkingCalendar: Hashable, Sendable {
    /// The days off and the worked days that an authority set for one year.
    public struct Year: Hashable, Codable, Sendable {
        /// Where the dates come from: the act or letter.
        public let source: String
        /// Days off besides the weekend, with their names.
        public let daysOff: [CivilDate: String]
        /// Weekend days that are worked in exchange for another day, with the reason.
        public let working: [CivilDate: String]

        public init(source: String, daysOff: [CivilDate: String], working: [CivilDate: String]) {
            self.source = source
            self.daysOff = daysOff
            self.working = working
        }
    }

    public let name: String
    public let weekend: Set<Weekday>
    public let years: [Int: Year]
    public let namedDays: [String: NamedDay]

    /// One bit a weekday, so that the usual question costs no hashing.
    private let weekendBits: UInt8
    /// Dates that differ from the weekly pattern; the value says whether the day is worked.
    private let exceptions: [CivilDate: Bool]

    public init(name: String, weekend: Set<Weekday>, years: [Int: Year], namedDays: [String: NamedDay]) {
        self.name = name
        self.weekend = weekend
        self.years = years
        self.namedDays = namedDays
        weekendBits = weekend.reduce(0) { $0 | 1 << UInt8($1.rawValue) }
        var exceptions: [CivilDate: Bool] = [:]
        for year in years.values {
            for day in year.daysOff.keys { exceptions[day] = false }
            for day in year.working.keys { exceptions[day] = true }
        }
        self.exceptions = exceptions
    }

    /// Whether the office works on a day.
    public func isWorkingDay(_ date: CivilDate) -> Bool {
        exceptions[date] ?? (weekendBits & 1 << UInt8(date.weekday.rawValue) == 0)
    }

    /// Why the office does not work on a day; nil on a working day.
    public func reasonOff(_ date: CivilDate) -> DayOff? {
        if isWorkingDay(date) { return nil }
        return years[date.year]?.daysOff[date].map { .holiday($0) } ?? .weekend(date.weekday)
    }

    /// Whether there are official dates for the year of a day.
    public func covers(_ date: CivilDate) -> Bool {
        years[date.year] != nil
    }

    /// The day itself if it is worked, else the next one that is.
    public func workingDay(onOrAfter date: CivilDate) -> CivilDate {
        var day = date
        while !isWorkingDay(day) { day = day.adding(days: 1) }
        return day
    }

    /// The day itself if it is worked, else the last one before that is.
    public func workingDay(onOrBefore date: CivilDate) -> CivilDate {
        var day = date
        while !isWorkingDay(day) { day = day.adding(days: -1) }
        return day
    }

    /// The n-th working day after a day, the day itself not counted; before it for a negative n; the day itself for 0.
    public func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
        let step = count < 0 ? -1 : 1
        var (day, left) = (date, abs(count))
        while left > 0 {
            day = day.adding(days: step)
            if isWorkingDay(day) { left -= 1 }
        }
        return day
    }

    /// How many working days lie after a day, up to and including another; negative when the other is earlier.
    public func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
        if end < start { return -workingDays(from: end, to: start) }
        var (count, day) = (0, start)
        while day < end {
            day = day.adding(days: 1)
            if isWorkingDay(day) { count += 1 }
        }
        return count
    }
}

extension WorkingCalendar: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, weekend, years, namedDays
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            weekend: try container.decode(Set<Weekday>.self, forKey: .weekend),
            years: try container.decode([Int: Year].self, forKey: .years),
            namedDays: try container.decode([String: NamedDay].self, forKey: .namedDays))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(weekend.sorted(), forKey: .weekend)
        try container.encode(years, forKey: .years)
        try container.encode(namedDays, forKey: .namedDays)
    }
}

/// Why a day is not worked.
public enum DayOff: Hashable, Sendable {
    case weekend(Weekday)
    case holiday(String)
}
