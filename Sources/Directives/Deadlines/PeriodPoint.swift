/// The beginning, middle or end of a period: `end of 2021-11`.
///
/// The Civil Code 2015 fixes the points of months and years (art. 146.2, 146.3): the beginning of a month is its 1st, the
/// middle its 15th, the end its last day; of a year they are 1 January, 30 June and 31 December. A quarter, half-year or
/// week begins and ends with its first and last day; the Code gives them no middle, so they have none here.
public struct PeriodPoint: Hashable, Sendable {
    public enum Position: String, Hashable, Sendable, CaseIterable {
        case beginning, middle, end
    }

    public let position: Position
    public let period: Period

    /// Fails for the middle of a quarter, half-year or week.
    public init?(_ position: Position, of period: Period) {
        switch (position, period) {
        case (.middle, .week), (.middle, .quarter), (.middle, .half): return nil
        default: break
        }
        self.position = position
        self.period = period
    }

    /// The day of the point.
    public var date: CivilDate {
        switch (position, period) {
        case (.beginning, _): period.start
        case (.end, _): period.end
        case (.middle, .year): period.start.adding(months: 6)?.adding(days: -1) ?? period.start
        case (.middle, _): period.start.adding(days: 14)
        }
    }

    /// The paragraph of the Civil Code that fixes it; nil where there is none.
    public var article: String? {
        switch period {
        case .month: "146.2"
        case .year: "146.3"
        case .week, .quarter, .half: nil
        }
    }
}

extension PeriodPoint: LosslessStringConvertible {
    /// Parses `end of 2021-11`.
    public init?(_ description: String) {
        let words = description.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, words[1] == "of", let position = Position(rawValue: words[0]),
            let period = Period(words[2])
        else { return nil }
        self.init(position, of: period)
    }

    public var description: String { "\(position.rawValue) of \(period)" }
}
