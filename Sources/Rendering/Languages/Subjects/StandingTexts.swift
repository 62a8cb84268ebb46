package import Directives

/// How an obligation stands, and how it has ended.
package protocol StandingTexts: Sendable {
    /// `còn 1 ngày làm việc`, `quá hạn 3 ngày làm việc`
    func status(_ standing: Standing) -> String
    /// `status`, with the date beside a relative word: a message may be read on another day.
    func datedStatus(_ facts: ItemFacts) -> String
    /// How work has ended, and when that was recorded: `đã hoàn thành (ghi nhận thứ Ba, 30/11/2021)`.
    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String
}
