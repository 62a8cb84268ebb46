package import Directives

/// By when something is to be done, and which document says so.
package protocol DeadlineTexts: Sendable {
    /// By when, in the notice's own terms and as a day: `trong tháng 11/2021, tức hết thứ Ba, 30/11/2021`.
    func deadline(_ facts: ItemFacts) -> String
    /// The due of the version before: a day.
    func due(_ due: DueDay) -> String
    /// By when, for an SMS: `hạn 30/11/2021 (hôm nay)`.
    func shortDue(_ facts: ItemFacts) -> String
    /// The notice and the item, in full.
    func reference(_ source: ItemFacts.Source) -> String
    /// The notice and the item, as short as can be.
    func shortReference(_ source: ItemFacts.Source) -> String
}
