import ArgumentParser
import Directives
import Glibc
import Reporting

struct CalendarShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Draw a month or a year with its days off.",
        discussion:
            "With --json one object per day, one per line: date, weekday, working, reason, source, lunar, official.")

    @Argument(help: "A month such as 2026-02, or a year. Default: the current month.")
    var period: PeriodArgument?

    @Flag(help: "The whole year.")
    var year = false

    @OptionGroup var calendar: CalendarOptions

    func run() throws {
        let (settings, texts) = try calendar.settings()
        let today = settings.time.zone.date(at: Machine.now)
        let month = period?.period ?? .month(year: today.year, month: today.month)
        let span = year ? Period.year(month.start.year) : month
        let working = settings.time.calendar
        if calendar.json {
            let days = (span.start.dayNumber...span.end.dayNumber).map(CivilDate.init(dayNumber:))
            return try Output.json(each: days.map { CalendarDay($0, in: working) })
        }
        let ink: Ink = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil ? .terminal : .plain
        let lines =
            if case .month = span {
                MonthDrawing(span.start, calendar: working, texts: texts, ink: ink).lines
            } else {
                YearDrawing(span.start.year, calendar: working, texts: texts, ink: ink).lines
            }
        Output.lines(lines, keeping: ["\u{1B}"])
    }
}
