/// The kinds of calendar periods that follow each other without a gap.
public enum PeriodKind: String, Hashable, Sendable, CaseIterable {
    case week, month, quarter
    case half = "half-year"
    case year

    /// How many months it has; nil for a week.
    var months: Int? {
        switch self {
        case .week: nil
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .year: 12
        }
    }
}

extension Period {
    /// The period of a kind that contains a day.
    public init(_ kind: PeriodKind, holding date: CivilDate) {
        let (year, month, _) = date.components
        switch kind {
        case .week:
            // The Thursday of an ISO week lies in the week's own year.
            let thursday = date.adding(days: 4 - date.weekday.rawValue)
            let first = CivilDate(year: thursday.year, month: 1, day: 1) ?? thursday
            self = .week(year: thursday.year, week: (thursday.dayNumber - first.dayNumber) / 7 + 1)
        case .month: self = .month(year: year, month: month)
        case .quarter: self = .quarter(year: year, quarter: (month + 2) / 3)
        case .half: self = .half(year: year, half: (month + 5) / 6)
        case .year: self = .year(year)
        }
    }

    /// The kind of the period.
    public var kind: PeriodKind {
        switch self {
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .half: .half
        case .year: .year
        }
    }

    /// The period of the same kind that is so many later; nil outside the years 1 to 9998.
    func adding(_ count: Int) -> Period? {
        let first = kind.months.map { start.adding(months: $0 * count) } ?? start.adding(days: 7 * count)
        guard let first, (1...9_998).contains(first.year) else { return nil }
        return Period(kind, holding: first)
    }
}
