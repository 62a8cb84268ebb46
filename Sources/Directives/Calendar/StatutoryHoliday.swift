/// A holiday that Vietnamese law gives every year.
///
/// By the Labour Code 2019, article 112, and for 24/11 by Resolution 28/2026/QH16.
public enum StatutoryHoliday: String, Hashable, Sendable, CaseIterable {
    case newYear, tet, hungKings, victory, labour, nationalDay, culture

    /// The day that the law itself fixes; nil before the holiday existed.
    ///
    /// For Tết it is the first day of the lunar year, for National Day 2 September: which days beside it are off is
    /// decided year by year.
    public func date(in year: Int) -> CivilDate? {
        switch self {
        case .newYear: CivilDate(year: year, month: 1, day: 1)
        case .tet: LunarDate(year: year, month: 1, day: 1).civilDate
        case .hungKings: LunarDate(year: year, month: 3, day: 10).civilDate
        case .victory: CivilDate(year: year, month: 4, day: 30)
        case .labour: CivilDate(year: year, month: 5, day: 1)
        case .nationalDay: CivilDate(year: year, month: 9, day: 2)
        case .culture: year >= 2026 ? CivilDate(year: year, month: 11, day: 24) : nil
        }
    }

    /// Whether the next working day is off when it falls on a weekend.
    ///
    /// Article 111.3 gives the rule for the holidays of article 112. The day of culture is none of these, and no rule is
    /// known for it.
    public var isMadeUp: Bool {
        self != .culture
    }
}
