import ArgumentParser
import Directives
import Reporting

struct CalendarAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Count days from a date, and show the steps.",
        discussion: """
            The date itself is not counted. Days, weeks, months and years that end on a day off end on the next working \
            day, as those of a deadline do; counted backwards they are not moved.
            """)

    @Argument(help: "How many: \"5 working days\", \"10 days\", \"2 months\".")
    var count: String

    @Argument(help: "The date from which to count, such as 2026-02-10, or 'today'.")
    var date: DayArgument

    @Flag(help: "Count backwards.")
    var before = false

    @OptionGroup var calendar: CalendarOptions

    func run() throws {
        let (settings, texts) = try calendar.settings()
        let counted = try CountedDeadline(
            count, before ? .before : .after, from: date.date(in: settings.time.zone), settings.time,
            texts: texts)
        if calendar.json { try Output.json(counted.record) } else { Output.lines(counted.lines) }
    }
}
