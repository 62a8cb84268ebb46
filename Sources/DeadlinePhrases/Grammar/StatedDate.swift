import Directives

/// A year as a phrase writes it.
enum StatedYear: Hashable, Sendable {
    case stated(Int)
    /// "năm nay" is 0, "năm sau" 1.
    case relative(Int)
}

/// A day as a phrase writes it, whether or not it exists.
struct StatedDate: Hashable, Sendable {
    var day: Int
    var month: Int
    var year: StatedYear?
    var hasDayWord = false
    var isLunar = false
}

/// The months that a bare day of the month belongs to.
enum DayOwner: Hashable, Sendable {
    /// "ngày 20": nothing stated.
    case unsaid
    /// "của tháng sau", "của tháng": every month.
    case everyMonth
    /// "tháng này", "tháng sau" without "của": that one month.
    case month(offset: Int)
    /// "của tháng cuối quý": the n-th month of every quarter.
    case quarterMonth(Int)
}
