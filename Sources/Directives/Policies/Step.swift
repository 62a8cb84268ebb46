/// One rung of a ladder of reminders, as a policy writes it.
public enum Step: Hashable, Sendable {
    /// `on assignment`: when the obligation opens; for a later version it is `changed` in its place.
    case onAssignment
    /// `7 days before`, `1 working day before`: counted back from the aim.
    case before(StepCount)
    /// `on the day`: on the aim's day.
    case onTheDay
    /// `3 working days after`: counted from the due.
    case after(StepCount)
    /// `then every 5 working days`: repeated from the step before it in the list.
    case every(StepCount)
    /// `until 60 working days after`: the last day of the ladder, counted from the due.
    case until(StepCount)
}

/// A distance in days of one of the two kinds.
public struct StepCount: Hashable, Sendable {
    public let amount: Int
    public let working: Bool

    /// Fails for an amount that is not one of 1 to 999.
    public init?(_ amount: Int, working: Bool) {
        guard (1...999).contains(amount) else { return nil }
        self.amount = amount
        self.working = working
    }
}

extension Step: LosslessStringConvertible {
    public init?(_ description: String) {
        let words = description.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch (words.first, words.last) {
        case ("on", "assignment") where words.count == 2: self = .onAssignment
        case ("on", "day") where words == ["on", "the", "day"]: self = .onTheDay
        case ("then", _) where words.count > 2 && words[1] == "every":
            guard let count = StepCount(words: words.dropFirst(2)) else { return nil }
            self = .every(count)
        case ("every", _):
            guard let count = StepCount(words: words.dropFirst()) else { return nil }
            self = .every(count)
        case ("until", "after"):
            guard let count = StepCount(words: words.dropFirst().dropLast()) else { return nil }
            self = .until(count)
        case (_, "before"):
            guard let count = StepCount(words: words.dropLast()) else { return nil }
            self = .before(count)
        case (_, "after"):
            guard let count = StepCount(words: words.dropLast()) else { return nil }
            self = .after(count)
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .onAssignment: "on assignment"
        case .before(let count): "\(count) before"
        case .onTheDay: "on the day"
        case .after(let count): "\(count) after"
        case .every(let count): "every \(count)"
        case .until(let count): "until \(count) after"
        }
    }
}

extension StepCount: LosslessStringConvertible {
    /// Parses `7 days` and `1 working day`.
    public init?(_ description: String) {
        self.init(words: description.split(separator: " ", omittingEmptySubsequences: false).map(String.init))
    }

    init?(words: some Collection<String>) {
        guard let count = Count(words: words) else { return nil }
        switch count.unit {
        case .days: self.init(count.amount, working: false)
        case .workingDays: self.init(count.amount, working: true)
        default: return nil
        }
    }

    public var description: String {
        "\(amount) \(working ? "working " : "")\(amount == 1 ? "day" : "days")"
    }
}
