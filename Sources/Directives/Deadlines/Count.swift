import Basics

/// A number of units of time.
public struct Count: Hashable, Sendable {
    public enum Unit: String, Hashable, Sendable, CaseIterable {
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
public enum Direction: String, Hashable, Sendable {
    case after, before
}

extension Count: CustomStringConvertible {
    /// Reads `5 days`, `1 working day`, `24 hours`.
    init?(words: some Collection<String>) {
        let words = Array(words)
        guard words.count >= 2, let amount = Int(asciiDigits: words[0].utf8),
            let unit = Unit(words: words.dropFirst().joined(separator: " "))
        else { return nil }
        self.init(amount, unit)
    }

    public var description: String {
        "\(amount) \(amount == 1 ? String(unit.words.dropLast()) : unit.words)"
    }
}

extension Count.Unit {
    /// Reads the plural or the singular.
    init?(words: String) {
        guard let unit = Self.allCases.first(where: { $0.words == words || $0.words.dropLast() == words }) else {
            return nil
        }
        self = unit
    }

    /// The plural in words.
    public var words: String {
        switch self {
        case .workingDays: "working days"
        case .workingHours: "working hours"
        case .days, .weeks, .months, .years, .hours: rawValue
        }
    }
}
