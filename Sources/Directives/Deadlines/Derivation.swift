/// How a due follows from a deadline: each step with the rule that it is based on.
public struct Derivation: Hashable, Sendable {
    /// One step, as facts; `Rendering` has the words.
    public enum Step: Hashable, Sendable {
        /// A date or a minute written as such.
        case stated(CivilDate, TimeOfDay?)
        /// A period written as such, and its last day.
        case wholePeriod(Period, end: CivilDate)
        /// The beginning, middle or end of a period (Civil Code 2015, art. 146 for months and years).
        case pointOf(PeriodPoint)
        /// The first day of a range, which decides nothing, and its last.
        case range(CivilDate, end: CivilDate)
        /// What a recurrence gives for a period.
        case recurs(Recurrence, period: String, CivilDate)
        /// The period has no day of that number; its last one is taken instead (as in art. 148.3).
        case clamped(day: Int, to: CivilDate)
        /// The time of day that a recurrence gives.
        case atTime(CivilDate, TimeOfDay)
        /// A day of the calendar that is known by a name.
        case namedDay(String, CivilDate)
        /// "Before" a day: the aim is the day before, the due the day itself.
        case before(CivilDate, aim: CivilDate)
        /// The day from which counting starts.
        case countedFrom(Anchor, CivilDate, TimeOfDay?)
        /// The day of the event is not counted (Civil Code 2015, art. 147.2).
        case firstDayNotCounted(CivilDate)
        /// Days that the count passes over.
        case skipped([CivilDate])
        /// Where the count ends.
        case counted(Count, Direction, CivilDate)
        /// Hours run from the minute (art. 147.1).
        case countedHours(Count, CivilDate, TimeOfDay)
        /// Hours of the office run from the minute, or from the next office hour, and do not run in between.
        case countedWorkingHours(Count, from: CivilDate, TimeOfDay, to: CivilDate, TimeOfDay)
        /// The day is a day off; the end moves (art. 148.5 for `forward`).
        case rolled(from: CivilDate, DayOff, to: CivilDate, Roll)
        /// The day is a day off and stays; this is the last working day before.
        case onDayOff(CivilDate, DayOff, lastWorkingDay: CivilDate)
        /// The last day ends at 24:00 (art. 148.6).
        case endOfDay(CivilDate)
        /// No official dates for the year: the result is provisional.
        case provisional(year: Int)
        /// The deadline yields no due.
        case noDue(Deadline)
    }

    public var steps: [Step]
    public let track: Track
}

/// Why a deadline yields no due.
public enum DerivationError: Error, Hashable, Sendable {
    /// The calendar does not know the named day, or the year has none.
    case noSuchDay(String, year: Int)
    /// Hours cannot be counted from a day; the event needs a time.
    case timeMissing(Anchor)
    /// The event has not been recorded.
    case eventMissing(String)
    /// The directive from whose end it is counted has not ended in that way.
    case endMissing(Anchor)
    /// The recurrence has no such period, or none was named.
    case noSuchPeriod(String?)
    /// The office has no hours to count.
    case noOfficeHours
    /// The count ends outside the years 1 to 9999.
    case outOfRange
}

extension DerivationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSuchDay(let name, let year): "the calendar has no day '\(name)' in \(year)"
        case .timeMissing(let anchor): "hours are counted from a minute: '\(anchor)' needs a time"
        case .eventMissing(let name): "the event '\(name)' has not been recorded"
        case .endMissing(let anchor): "'\(anchor)' has not been recorded"
        case .noSuchPeriod(let period): "the recurrence has no period '\(period ?? "")'"
        case .noOfficeHours: "the office has no hours within ten years to count"
        case .outOfRange: "the date lies outside the years 1 to 9999"
        }
    }
}
