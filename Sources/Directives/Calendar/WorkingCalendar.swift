/// Which days an office works: weekends, days off and swapped working days, year by year with their source.
///
/// In years without data only the weekend is known; a result that depends on such a year is provisional.
public struct WorkingCalendar: Hashable, Sendable {
    /// The days off and the worked days that an authority set for one year.
    public struct Year: Hashable, Sendable {
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
    /// The years whose days an authority has set.
    public let years: [Int: Year]
    /// Years as an office expects them before the official list: they are used, but results stay provisional.
    public let proposals: [Int: Year]
    public let namedDays: [String: NamedDay]

    /// The working days of the years with data and one year on each side, so that counting is a look-up.
    private let span: WorkingDaySpan

    /// Where a year is both official and proposed, the official list counts.
    public init(
        name: String, weekend: Set<Weekday>, years: [Int: Year], proposals: [Int: Year] = [:],
        namedDays: [String: NamedDay]
    ) {
        self.name = name
        self.weekend = weekend
        self.years = years
        self.proposals = proposals.filter { years[$0.key] == nil }
        self.namedDays = namedDays
        var exceptions: [CivilDate: Bool] = [:]
        let known = years.merging(self.proposals) { official, _ in official }
        for year in known.values {
            for day in year.daysOff.keys { exceptions[day] = false }
            for day in year.working.keys { exceptions[day] = true }
        }
        span = WorkingDaySpan(
            weekend: weekend, years: known.keys.min().map { $0...(known.keys.max() ?? $0) }, exceptions)
    }

    /// Whether the office works on a day.
    public func isWorkingDay(_ date: CivilDate) -> Bool {
        span.isWorkingDay(date)
    }

    /// Why the office does not work on a day; nil on a working day.
    public func reasonOff(_ date: CivilDate) -> DayOff? {
        if isWorkingDay(date) { return nil }
        return list(for: date)?.daysOff[date].map { .holiday($0) } ?? .weekend(date.weekday)
    }

    /// The days of a day's year, official or expected; nil where only the weekend is known.
    public func list(for date: CivilDate) -> Year? {
        years[date.year] ?? proposals[date.year]
    }

    /// Of the current year and, from 1 October on, the next, those without an official list.
    ///
    /// The list of a year is published in the last months of the year before.
    public func missingLists(on date: CivilDate) -> [Int] {
        (date.month >= 10 ? [date.year, date.year + 1] : [date.year]).filter { years[$0] == nil }
    }

    /// Whether there are official dates for the year of a day.
    public func covers(_ date: CivilDate) -> Bool {
        years[date.year] != nil
    }

    /// The day itself if it is worked, else the next one that is.
    public func workingDay(onOrAfter date: CivilDate) -> CivilDate {
        isWorkingDay(date) ? date : adding(workingDays: 1, to: date)
    }

    /// The day itself if it is worked, else the last one before that is.
    public func workingDay(onOrBefore date: CivilDate) -> CivilDate {
        isWorkingDay(date) ? date : adding(workingDays: -1, to: date)
    }

    /// The n-th working day after a day, the day itself not counted; before it for a negative n; the day itself for 0.
    public func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
        span.adding(count, to: date)
    }

    /// How many working days lie after a day, up to and including another; negative when the other is earlier.
    public func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
        end < start ? -span.count(after: end, through: start) : span.count(after: start, through: end)
    }
}

extension WorkingCalendar {
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.name == rhs.name && lhs.weekend == rhs.weekend && lhs.years == rhs.years && lhs.proposals == rhs.proposals
            && lhs.namedDays == rhs.namedDays
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(years)
    }
}

/// Why a day is not worked.
public enum DayOff: Hashable, Sendable {
    case weekend(Weekday)
    case holiday(String)
}
