import Basics

/// A calendar period that a deadline names as a whole: a day, week, month, quarter, half-year or year.
public enum Period: Hashable, Sendable {
    /// A week by ISO 8601: it begins on Monday, and week 1 holds the year's first Thursday.
    case week(year: Int, week: Int)
    case month(year: Int, month: Int)
    case quarter(year: Int, quarter: Int)
    case half(year: Int, half: Int)
    case year(Int)

    /// The first day.
    public var start: CivilDate {
        switch self {
        case .week(let year, let week): Self.firstMonday(of: year).adding(days: (week - 1) * 7)
        case .month(let year, let month): Self.date(year, month)
        case .quarter(let year, let quarter): Self.date(year, quarter * 3 - 2)
        case .half(let year, let half): Self.date(year, half * 6 - 5)
        case .year(let year): Self.date(year, 1)
        }
    }

    /// The last day.
    public var end: CivilDate {
        switch self {
        case .week: start.adding(days: 6)
        case .month: start.lastOfMonth
        case .quarter(let year, let quarter): Self.date(year, quarter * 3).lastOfMonth
        case .half(let year, let half): Self.date(year, half * 6).lastOfMonth
        case .year(let year): Self.date(year, 12).lastOfMonth
        }
    }

    /// The number of ISO weeks of a year: 52 or 53.
    package static func weeks(of year: Int) -> Int {
        (firstMonday(of: year + 1).dayNumber - firstMonday(of: year).dayNumber) / 7
    }

    private static func firstMonday(of year: Int) -> CivilDate {
        // 4 January always lies in week 1.
        let fourth = date(year, 1).adding(days: 3)
        return fourth.adding(days: 1 - fourth.weekday.rawValue)
    }

    private static func date(_ year: Int, _ month: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: 1) ?? CivilDate(dayNumber: 0)
    }
}

extension Period: LosslessStringConvertible {
    /// Parses `2021-11`, `2021-W48`, `2021-Q4`, `2021-H2` and `2021`.
    public init?(_ description: String) {
        let text = Array(description.utf8)
        guard text.count >= 4, let year = Int(asciiDigits: text[0..<4]), (1...9998).contains(year) else { return nil }
        let rest = text.dropFirst(4)
        guard let separator = rest.first else {
            self = .year(year)
            return
        }
        guard separator == UInt8(ascii: "-") else { return nil }
        let tail = rest.dropFirst()
        switch tail.first {
        case UInt8(ascii: "W"):
            guard tail.count == 3, let week = Int(asciiDigits: tail.dropFirst()),
                (1...Self.weeks(of: year)).contains(week)
            else { return nil }
            self = .week(year: year, week: week)
        case UInt8(ascii: "Q"):
            guard tail.count == 2, let quarter = Int(asciiDigits: tail.dropFirst()), (1...4).contains(quarter) else {
                return nil
            }
            self = .quarter(year: year, quarter: quarter)
        case UInt8(ascii: "H"):
            guard tail.count == 2, let half = Int(asciiDigits: tail.dropFirst()), (1...2).contains(half) else {
                return nil
            }
            self = .half(year: year, half: half)
        default:
            guard tail.count == 2, let month = Int(asciiDigits: tail), (1...12).contains(month) else { return nil }
            self = .month(year: year, month: month)
        }
    }

    public var description: String {
        switch self {
        case .week(let year, let week): "\(year.padded(to: 4))-W\(week.padded(to: 2))"
        case .month(let year, let month): "\(year.padded(to: 4))-\(month.padded(to: 2))"
        case .quarter(let year, let quarter): "\(year.padded(to: 4))-Q\(quarter)"
        case .half(let year, let half): "\(year.padded(to: 4))-H\(half)"
        case .year(let year): year.padded(to: 4)
        }
    }
}
