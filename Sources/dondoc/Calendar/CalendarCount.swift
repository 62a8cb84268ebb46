import ArgumentParser
import Directives
import Reporting

struct CalendarCount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Count the working days between two dates, and show the steps.",
        discussion: "The first date is not counted, the second is: the inverse of 'add'. The second may be the earlier."
    )

    @Argument(help: "The date from which to count, such as 2026-02-10, or 'today'.")
    var start: DayArgument

    @Argument(help: "The date up to which to count.")
    var end: DayArgument

    @OptionGroup var calendar: CalendarOptions

    func run() throws {
        let (settings, texts) = try calendar.settings()
        let zone = settings.time.zone
        let counted = CountedSpan(
            from: start.date(in: zone), to: end.date(in: zone), settings.time.calendar, texts: texts)
        if calendar.json { try Output.json(counted.record) } else { Output.lines(counted.lines) }
    }
}
