/// A way to reach a unit.
public enum Channel: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case email, sms

    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

extension Channel: CodingKeyRepresentable {}
