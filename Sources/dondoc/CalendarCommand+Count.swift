import ArgumentParser
import Directives
import ReminderService
import Reporting

struct CalendarCount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Count the working days between two dates, with the steps.",
        discussion: "The first date is not counted, the second is: the inverse of 'add'. The second may be the earlier."
    )

    @Argument(help: "The date from which to count, such as 2026-02-10, or 'today'.")
    var start: String

    @Argument(help: "The date up to which to count.")
    var end: String

    @OptionGroup var calendar: CalendarOptions

    private struct Record: Encodable {
        let from: String
        let to: String
        let workingDays: Int
        let days: Int
        let steps: [CountedDays.Step]
        let provisionalYears: [Int]

        enum CodingKeys: String, CodingKey {
            case from, to
            case workingDays = "working_days"
            case days, steps
            case provisionalYears = "provisional_years"
        }
    }

    func run() throws {
        let (settings, language) = try calendar.settings()
        let first = try CalendarOptions.date(start, in: settings.time.zone)
        let last = try CalendarOptions.date(end, in: settings.time.zone)
        let counted = CountedDays(from: first, to: last, calendar: settings.time.calendar, language: language)
        let days = abs(last.dayNumber - first.dayNumber)
        if calendar.json {
            Output.line(
                try JSONLine.text(
                    Record(
                        from: "\(first)", to: "\(last)", workingDays: counted.workingDays, days: days,
                        steps: counted.steps, provisionalYears: counted.provisionalYears)))
            return
        }
        let words = DayWords(language)
        let (from, to) = (words.day(first), words.day(last))
        Output.line(
            language == .vietnamese
                ? "Từ \(from) (không tính) đến \(to): \(counted.workingDays) ngày làm việc trong \(days) ngày"
                : "From \(from) (not counted) to \(to): \(counted.workingDays) working days in \(days) days")
        Output.lines(counted.lines)
    }
}
