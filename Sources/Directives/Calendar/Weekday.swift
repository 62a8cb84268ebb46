/// A day of the week, numbered as in ISO 8601: Monday is 1.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

extension Weekday: LosslessStringConvertible {
    /// Parses the English name in lower case: `monday`.
    public init?(_ description: String) {
        guard let day = Self.allCases.first(where: { $0.description == description }) else { return nil }
        self = day
    }

    /// The name in an English sentence: `Monday`.
    package var name: String { description.prefix(1).uppercased() + description.dropFirst() }

    public var description: String {
        switch self {
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }
}

extension Weekday: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}
