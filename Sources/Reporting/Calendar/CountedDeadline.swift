import Basics
package import Directives
import Glibc
package import Rendering

/// A number of days counted from a date, as `calendar add` shows it: a deadline of that count, with its derivation.
package struct CountedDeadline {
    package struct Record: Encodable {
        let start: String
        let count: String
        let direction: String
        let result: String
        let steps: [CountedDays.Step]
        let derivation: [String]
        let provisional: Bool
    }

    package let record: Record
    /// For people.
    package let lines: [String]

    /// - Parameter count: "5 working days", "10 days", "2 months".
    package init(
        _ count: String, _ direction: Direction, from start: CivilDate, _ time: OfficeTime, texts: any LanguageTexts
    ) throws {
        guard let deadline = Deadline("\(count) \(direction.rawValue) \(start)"),
            case .counted(let number, _, _, _) = deadline, number.unit != .hours
        else {
            let hint = Respelling.hint(for: count) { Deadline("\($0) after 2021-11-30") != nil }
            throw CommandFailure(
                EX_USAGE,
                "'\(count)' is not a number of days such as \"5 working days\", \"10 days\", \"2 months\"\(hint)")
        }
        let notice = Notice(id: "calendar", symbol: "", number: "", title: "", issuer: "", issued: start)
        let derivation = try Deriver(time).derivation(of: deadline, in: notice, event: nil)
        guard case .dated(let due) = derivation.track else {
            throw CommandFailure(EX_SOFTWARE, "'\(deadline)' has no date")
        }
        let counted = CountedDays(from: start, to: due.dueDate, calendar: time.calendar, texts: texts)
        let isWorkingDays = number.unit == .workingDays
        let sentences = texts.sentences(derivation, in: time)
        record = Record(
            start: "\(start)", count: "\(number)", direction: direction.rawValue, result: "\(due.dueDate)",
            steps: isWorkingDays ? counted.steps : [], derivation: sentences, provisional: due.provisional)
        let end = texts.shortDay(due.dueDate)
        lines =
            [texts.added(texts.count(number), direction, texts.shortDay(start), gives: end)]
            + (isWorkingDays ? counted.lines : sentences.map { "  - \($0)" })
    }
}
