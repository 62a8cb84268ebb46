import Basics

/// A day of the year that a directive may name: Christmas, Tết.
public enum NamedDay: Hashable, Sendable {
    /// A day of the Gregorian year, such as `12-25`.
    case solar(month: Int, day: Int)
    /// A day of the Vietnamese lunar year that begins in the Gregorian year, such as `lunar 1-1`.
    case lunar(month: Int, day: Int)

    /// The day in a year; nil where the year has none (29 February).
    public func date(in year: Int) -> CivilDate? {
        switch self {
        case .solar(let month, let day): CivilDate(year: year, month: month, day: day)
        case .lunar(let month, let day): LunarDate(year: year, month: month, day: day).civilDate
        }
    }
}

extension NamedDay: LosslessStringConvertible {
    /// Parses `12-25` and `lunar 3-10`.
    public init?(_ description: String) {
        let words = description.split(separator: " ", omittingEmptySubsequences: false)
        guard let last = words.last else { return nil }
        let parts = last.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count <= 2 }), let month = Int(asciiDigits: parts[0].utf8),
            let day = Int(asciiDigits: parts[1].utf8)
        else { return nil }
        switch words.count {
        case 1 where CivilDate(year: 2000, month: month, day: day) != nil: self = .solar(month: month, day: day)
        case 2 where words[0] == "lunar" && (1...12).contains(month) && (1...30).contains(day):
            self = .lunar(month: month, day: day)
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .solar(let month, let day): "\(month.padded(to: 2))-\(day.padded(to: 2))"
        case .lunar(let month, let day): "lunar \(month)-\(day)"
        }
    }
}
