/// A deadline as a directive states it: the rule, not the instant that it yields.
///
/// A new form is a case here with its words, and what it yields in `Deriver.swift`, with a step of `Derivation` where
/// none fits.
public enum Deadline: Hashable, Sendable {
    /// `2021-11-30`: the end of that day.
    case on(CivilDate)
    /// `2021-11-30 16:00`: that minute.
    case at(CivilDate, TimeOfDay)
    /// `2021-11`, `2021-W48`, `2021-Q4`, `2021-H2`, `2021`: the end of the whole period.
    case within(Period)
    /// `beginning of 2021-12`, `middle of 2021-11`, `end of 2021`: the end of that day.
    case point(PeriodPoint)
    /// `from 2021-12-01 to 2021-12-15`: the end of the last day.
    ///
    /// The first day is only mentioned. It changes neither the opening nor the ladder, since a unit that is to begin on
    /// that day needs the reminder before it.
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
    /// No due: urgent.
    case urgent
    /// No due: a standing duty.
    case standing
    /// No due was given.
    case none
}

extension Deadline: LosslessStringConvertible {
    /// An example of each spelling, for a diagnostic.
    package static let spellings = """
        write 2021-11-30, "2021-11-30 16:00", 2021-11, 2021-W48, 2021-Q4, 2021-H2, 2021, before 2021-12-15, \
        before christmas 2021, end of 2021-11, from 2021-12-01 to 2021-12-15, 5 days after receipt, 8 working hours after \
        receipt, 3 working days after notice, 10 days before tet 2022, 10 days after 8.1 is done, every month on day 20, \
        {rrule: FREQ=MONTHLY;BYDAY=-1FR}, at once, urgent, standing or none
        """

    /// Parses the spellings of a configuration file, such as `2021-11`, `before christmas 2021`,
    /// `3 working days after receipt`, `at once`.
    ///
    /// A named day is not looked up here: the calendar may not have it.
    public init?(_ description: String) {
        self.init(description, in: nil)
    }

    /// The same, for the file of one notice: `8.1` is then the directive of that notice.
    package init?(_ description: String, in notice: String?) {
        switch description {
        case "at once": self = .atOnce
        case "urgent": self = .urgent
        case "standing": self = .standing
        case "none": self = .none
        default:
            let words = description.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard !words.contains(""), let first = words.first else { return nil }
            if first == "before", let day = DayReference(words: words.dropFirst()) {
                self = .before(day)
            } else if let date = CivilDate(first) {
                switch words.count {
                case 1: self = .on(date)
                case 2:
                    guard let time = TimeOfDay(words[1]) else { return nil }
                    self = .at(date, time)
                default: return nil
                }
            } else if words.count == 1, let period = Period(first) {
                self = .within(period)
            } else if let point = PeriodPoint(description) {
                self = .point(point)
            } else if first == "every" || first == "rrule" {
                guard let recurrence = try? Recurrence(words: words) else { return nil }
                self = .every(recurrence)
            } else if let range = Self.range(words) ?? Self.counted(words, notice) {
                self = range
            } else {
                return nil
            }
        }
    }

    private static func range(_ words: [String]) -> Deadline? {
        guard words.count == 4, words[0] == "from", words[2] == "to", let start = CivilDate(words[1]),
            let end = CivilDate(words[3]), start <= end
        else { return nil }
        return .range(start, end)
    }

    private static func counted(_ words: [String], _ notice: String?) -> Deadline? {
        guard let split = words.firstIndex(where: { $0 == "after" || $0 == "before" }),
            let count = Count(words: words[..<split]), let direction = Direction(rawValue: words[split]),
            let anchor = Anchor(words: words[(split + 1)...], in: notice)
        else { return nil }
        // A count back from an end that nobody can foresee has no meaning.
        if direction == .before, anchor.isEnd { return nil }
        return .counted(count, direction, anchor, roll: nil)
    }

    public var description: String {
        switch self {
        case .on(let date): "\(date)"
        case .at(let date, let time): "\(date) \(time)"
        case .within(let period): "\(period)"
        case .point(let point): "\(point)"
        case .range(let start, let end): "from \(start) to \(end)"
        case .before(let day): "before \(day)"
        case .every(let recurrence): "\(recurrence)"
        case .counted(let count, let direction, let anchor, _): "\(count) \(direction.rawValue) \(anchor)"
        case .atOnce: "at once"
        case .urgent: "urgent"
        case .standing: "standing"
        case .none: "none"
        }
    }
}

extension Deadline {
    /// The event that must be recorded before there is anything to do; nil where none is waited for.
    public var awaitedEvent: String? {
        if case .counted(_, _, .event(let name), _) = self { name } else { nil }
    }

    /// Whether it recurs, with one obligation for each period.
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
