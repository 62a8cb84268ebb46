/// A deadline as a directive states it: the rule, not the instant that it yields.
public enum Deadline: Hashable, Codable, Sendable {
    /// `2021-11-30`: the end of that day.
    case on(CivilDate)
    /// `2021-11-30 16:00`: that minute.
    case at(CivilDate, TimeOfDay)
    /// `2021-11`, `2021-W48`, `2021-Q4`, `2021-H2`, `2021`: the end of the whole period.
    case within(Period)
    /// `beginning of 2021-12`, `middle of 2021-11`, `end of 2021`: the end of that day.
    case point(PeriodPoint)
    /// `from 2021-12-01 to 2021-12-15`: the end of the last day; the first is told along.
    ///
    /// The start changes neither the opening nor the ladder: who is to begin on a day wants to hear of it before.
    case range(CivilDate, CivilDate)
    /// `before 2021-12-15`, `before christmas 2021`: reminders aim at the end of the day before; overdue only after the
    /// day named, as the state's own registers book it.
    case before(DayReference)
    /// `5 days after receipt`, `3 working days before tet 2022`.
    case counted(Count, Direction, Anchor, roll: Roll?)
    /// `every month on day 20`, an RFC 5545 rule: one obligation a period.
    case every(Recurrence)
    /// No due: reminded each working day until it is acknowledged, ten times at most.
    case atOnce
    /// No due: pressing.
    case urgent
    /// No due: a standing duty.
    case standing
    /// No due was given.
    case none
}

/// A day that a deadline names by its date or its name.
public enum DayReference: Hashable, Codable, Sendable {
    case date(CivilDate)
    /// A key of the calendar's `named-days` and a year.
    case named(String, year: Int)
}

/// What a counted deadline is counted from.
public enum Anchor: Hashable, Codable, Sendable {
    /// The day on which the notice was issued.
    case notice
    case day(DayReference)
    /// An event that someone records, such as `receipt`.
    case event(String)
    /// `8.1 is done`: the day on which that is recorded.
    case completion(of: DirectiveID)
    /// `9.6 fails`: the day on which that is recorded.
    case failure(of: DirectiveID)
}

/// A number of units of time.
public struct Count: Hashable, Codable, Sendable {
    public enum Unit: String, Codable, Hashable, Sendable {
        case days, workingDays, weeks, months, years, hours
        /// Hours of the office on working days.
        case workingHours

        /// Whether it is counted from a minute and ends at one.
        public var isHours: Bool { self == .hours || self == .workingHours }
    }

    /// 1 to 9999.
    public let amount: Int
    public let unit: Unit

    /// Fails for an amount that is not one of 1 to 9999.
    public init?(_ amount: Int, _ unit: Unit) {
        guard (1...9_999).contains(amount) else { return nil }
        self.amount = amount
        self.unit = unit
    }
}

/// Which way a deadline is counted.
public enum Direction: String, Hashable, Codable, Sendable {
    case after, before
}

/// What happens when a computed day is a day off.
public enum Roll: String, Hashable, Codable, Sendable, CaseIterable {
    /// The next working day (Civil Code 2015, art. 148.5).
    case forward
    /// The last working day before.
    case backward
    /// The day stays.
    case none
}

extension Deadline {
    /// The event that must be recorded before there is anything to do; nil where none is waited for.
    public var awaitedEvent: String? {
        if case .counted(_, _, .event(let name), _) = self { name } else { nil }
    }

    /// The end of another directive that it is counted from.
    public var awaitedEnd: Directive.Condition? {
        switch self {
        case .counted(_, _, .completion(let id), _): .completion(of: id)
        case .counted(_, _, .failure(let id), _): .failure(of: id)
        default: nil
        }
    }

    /// Whether it comes again, with one obligation a period.
    public var recurs: Bool {
        if case .every = self { true } else { false }
    }

    /// The same deadline with another rule for days off; only counted and recurring ones have such a rule.
    ///
    /// A recurring one that has its own keeps it.
    public func rolled(_ roll: Roll) -> Deadline {
        switch self {
        case .counted(let count, let direction, let anchor, _): .counted(count, direction, anchor, roll: roll)
        case .every(let recurrence): .every(recurrence.rolled(roll))
        default: self
        }
    }
}
