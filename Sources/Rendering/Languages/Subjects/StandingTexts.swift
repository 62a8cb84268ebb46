package import Directives

/// How an obligation stands, and how it has ended.
package protocol StandingTexts: Sendable {
    /// `còn 1 ngày làm việc`, `quá hạn 3 ngày làm việc`
    func status(_ standing: Standing) -> String
    /// `status`, with the date beside a relative word: a message may be read on another day.
    func datedStatus(_ facts: ItemFacts) -> String
    /// How work has ended, and when that was recorded: `đã hoàn thành (ghi nhận thứ Ba, 30/11/2021)`.
    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String
    /// That the office follows something no longer, though nobody took the task back.
    var outcomeByProgram: String { get }
    /// Why the program ended something.
    func words(of reason: ProgramReason) -> String
}
