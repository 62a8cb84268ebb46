package import Directives

/// What a message says of an item beside its facts.
package protocol SentenceTexts: Sendable {
    /// The kind of message in a word or two: `Đôn đốc lần 2`.
    func label(_ facts: ItemFacts) -> String
    func digestLabel(overdue: Bool) -> String
    /// What stands before the first of several in an SMS.
    func leading(_ rank: Standing.Rank) -> String
    /// What the message is about: a sentence.
    func opening(_ facts: ItemFacts, office: String) -> String
    /// What the reader is asked to do: a sentence.
    func request(_ facts: ItemFacts) -> String
    /// The reader's part in it: `chủ trì`.
    func part(_ facts: ItemFacts) -> String
    /// The steps that fell on the same instant: `thư này đồng thời là thông báo giao việc`; nil where none needs a word.
    func merged(_ merged: [Slot.Merged]) -> String?
    /// That it was to come at another time: a sentence.
    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String
    /// That it was to come at another time, in a few words.
    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String
    /// How often the lead was reminded and whether that reached it: a phrase on a line of its own.
    func history(_ history: ItemFacts.HistoryWords) -> String
    /// Who led before and until when: `Phòng Kinh tế (đến hết ngày 30/06/2025)`.
    func formerLead(_ name: String, until: CivilDate?) -> String
    /// Who leads, for an SMS: `chủ trì Phòng TN&MT`.
    func shortLead(_ name: String) -> String
    /// That the aim is a day off: a sentence.
    func dayOff(lastWorkingDay: CivilDate) -> String
    /// That the due rests on a year without an official calendar: a sentence.
    func provisional(year: Int) -> String
    /// That the message would have gone to another address: a line.
    func redirected(to address: String) -> String
}
