import Directives

/// The words of one language: whole phrases, so that no sentence is put together by rules of another's grammar.
///
/// Phrases begin with a small letter where they stand inside a line, and end without a full stop; sentences have both.
protocol Phrases: Sendable {
    /// `thứ Ba, 30/11/2021`
    func day(_ date: CivilDate) -> String
    /// `08:00 thứ Ba, 30/11/2021`
    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String
    /// By when, in the notice's own terms and as a day: `trong tháng 11/2021, tức hết thứ Ba, 30/11/2021`.
    func deadline(_ facts: ItemFacts) -> String
    /// `còn 1 ngày làm việc`, `quá hạn 3 ngày làm việc`
    func status(_ standing: Standing) -> String
    /// `status`, with the day beside a relative word: a letter is read on other days than its own.
    func datedStatus(_ facts: ItemFacts) -> String
    /// The notice and the item, in full.
    func reference(_ source: ItemFacts.Source) -> String
    /// The notice and the item, as short as it can be told.
    func shortReference(_ source: ItemFacts.Source) -> String
    /// The kind of message in a word or two: `Đôn đốc lần 2`.
    func label(_ facts: ItemFacts) -> String
    func digestLabel(overdue: Bool) -> String
    /// What the letter is about: a sentence.
    func opening(_ facts: ItemFacts, office: String) -> String
    /// What the reader is asked to do: a sentence.
    func request(_ facts: ItemFacts) -> String
    /// The reader's part in it: `chủ trì`.
    func part(_ facts: ItemFacts) -> String
    func ordinal(_ ordinal: Int) -> String
    /// The steps that fell on the same instant: `thư này đồng thời là thông báo giao việc`; nil for none worth a word.
    func merged(_ merged: [Slot.Merged]) -> String?
    func heading(_ rank: Standing.Rank, count: Int) -> String
    /// `1 quá hạn, 1 đến hạn hôm nay`
    func breakdown(_ counts: [(rank: Standing.Rank, count: Int)]) -> String
    /// `2 việc quá hạn`, and of several ranks `2 việc: 1 quá hạn, 1 đến hạn hôm nay`
    func tally(_ counts: [(rank: Standing.Rank, count: Int)]) -> String
    /// What stands before the first of several in an SMS.
    func leading(_ rank: Standing.Rank) -> String
    /// That it was to come at another time: a sentence.
    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String
    /// That it was to come at another time, in a few words.
    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String
    /// How often the lead was reminded and whether that reached it: a phrase of a line of its own.
    func history(_ history: ItemFacts.HistoryWords) -> String
    /// The due of the version before: a day.
    func due(_ due: ItemFacts.DueWords) -> String
    /// Who led before and until when: `Phòng Kinh tế (đến hết ngày 30/06/2025)`.
    func formerLead(_ name: String, until: CivilDate?) -> String
    /// That the aim is a day off: a sentence.
    func dayOff(lastWorkingDay: CivilDate) -> String
    /// That the due rests on a year without an official calendar: a sentence.
    func provisional(year: Int) -> String
    /// That the message would have gone elsewhere: a line.
    func redirected(to address: String) -> String
    /// By when, for an SMS: `hạn 30/11/2021 (hôm nay)`.
    func shortDue(_ facts: ItemFacts) -> String
    /// How work has ended, and when that was recorded: `đã hoàn thành (ghi nhận thứ Ba, 30/11/2021)`.
    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String
    /// Who leads, for an SMS: `chủ trì Phòng TN&MT`.
    func shortLead(_ name: String) -> String
}

extension Language {
    var phrases: any Phrases {
        switch self {
        case .vietnamese: VietnamesePhrases()
        case .english: EnglishPhrases()
        }
    }
}

extension CivilDate {
    /// `30/11/2021`, as Vietnamese offices write it and as this program writes it in every language.
    var dayMonthYear: String {
        let (year, month, day) = components
        return "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
    }
}
