import Directives

/// A period as a phrase writes it.
struct StatedPeriod: Hashable, Sendable {
    enum Span: Hashable, Sendable {
        /// Nil for a month relative to the reference date.
        case month(Int?)
        case quarter(Int?)
        case half(Int)
        /// The first n months of a year.
        case firstMonths(Int)
        case year
        /// A week relative to the reference date, or a numbered one.
        case week(Int?)
        /// So many weeks of a month: the first ones, the last one (-1), or the n-th.
        case weekOfMonth(WeekOfMonth, month: Int?)
        /// "thượng", "trung" and "hạ tuần": the n-th ten days of a month, the last to its end.
        case tenDays(Int, month: Int?)
        /// "tháng Giêng" is 1, "tháng Chạp" 12.
        case lunarMonth(Int)
        case term(Int, Int)
    }

    enum WeekOfMonth: Hashable, Sendable {
        case first(Int)
        case nth(Int)
        case last
    }

    enum Point: Hashable, Sendable {
        case beginning, middle, end
    }

    var span: Span
    var year: StatedYear?
    /// Months, quarters or weeks from the reference date's own, for "này", "tới" and "sau".
    var offset: Int?
    var point: Point?
}
