import ArgumentParser
import Directives
import Glibc
import ReminderService
import Reporting

struct CalendarAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Count days from a date, with the steps.",
        discussion: """
            The date itself is not counted. Days, weeks, months and years that end on a day off end on the next working \
            day, as those of a deadline do; counted backwards they stay.
            """)

    @Argument(help: "How many: \"5 working days\", \"10 days\", \"2 months\".")
    var count: String

    @Argument(help: "The date from which to count, such as 2026-02-10, or 'today'.")
    var date: String

    @Flag(help: "Count backwards.")
    var before = false

    @OptionGroup var calendar: CalendarOptions

    private struct Record: Encodable {
        let start: String
        let count: String
        let direction: String
        let result: String
        let steps: [CountedDays.Step]
        let derivation: [String]
        let provisional: Bool
    }

    func run() throws {
        let (settings, language) = try calendar.settings()
        let start = try CalendarOptions.date(date, in: settings.time.zone)
        let direction: Direction = before ? .before : .after
        guard let deadline = Deadline("\(count) \(direction.rawValue) \(start)"),
            case .counted(let number, _, _, _) = deadline, number.unit != .hours
        else {
            throw ValidationError(
                "'\(count)' is not a number of days such as \"5 working days\", \"10 days\", \"2 months\"")
        }
        let notice = Notice(id: "calendar", symbol: "", number: "", title: "", issuer: "", issued: start)
        let derivation: Derivation
        do throws(DerivationError) {
            derivation = try Deriver(settings.time).derivation(of: deadline, in: notice, event: nil)
        } catch {
            Output.error("dondoc: \(error)")
            throw ExitCode(EX_DATAERR)
        }
        guard case .dated(let due) = derivation.track else { return }
        let counted = CountedDays(
            from: start, to: due.dueDate, calendar: settings.time.calendar, language: language)
        let isWorkingDays = number.unit == .workingDays
        let sentences = DerivationWords(settings.time, language: language).sentences(derivation)
        if calendar.json {
            Output.line(
                try JSONLine.text(
                    Record(
                        start: "\(start)", count: "\(number)", direction: direction.rawValue, result: "\(due.dueDate)",
                        steps: isWorkingDays ? counted.steps : [], derivation: sentences,
                        provisional: due.provisional)))
            return
        }
        let words = DayWords(language)
        let side =
            switch (language, direction) {
            case (.vietnamese, .after): "sau"
            case (.vietnamese, .before): "trước"
            case (.english, _): direction.rawValue
            }
        Output.line("\(words.count(number)) \(side) \(words.day(start)): \(words.day(due.dueDate))")
        Output.lines(isWorkingDays ? counted.lines : sentences.map { "  - \($0)" })
    }
}
