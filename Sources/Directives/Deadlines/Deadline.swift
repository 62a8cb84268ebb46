/// A deadline as a directive states it: the rule, not the instant that it yields.
public enum Deadline: Hashable, Codable, Sendable {
    /// `2021-11-30`: the end of that day.
    case on(CivilDate)
    /// `2021-11-30 16:00`: that minute.
    case at(CivilDate, TimeOfDay)
    /// `2021-11`, `2021-W48`, `2021-Q4`, `2021-H2`, `2021`: the end of the whole period.
    case within(Period)
    /// `before 2021-12-15`, `before christmas 2021`: reminders aim at the end of the day before; overdue only after the
    /// day named, as the state's own registers book it.
    case before(DayReference)
    /// `5 days after receipt`, `3 working days before tet 2022`.
    case counted(Count, Direction, Anchor, roll: Roll?)
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
}

/// A number of units of time.
public struct Count: Hashable, Codable, Sendable {
    public enum Unit: String, Codable, Hashable, Sendable {
        case days, workingDays, weeks, months, years, hours
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

    /// The same deadline with another rule for days off; only a counted one has such a rule.
    public func rolled(_ roll: Roll) -> Deadline {
        if case .counted(let count, let direction, let anchor, _) = self {
            .counted(count, direction, anchor, roll: roll)
        } else {
            self
        }
    }
}
