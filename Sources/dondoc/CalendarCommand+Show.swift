import ArgumentParser
import Directives
import Glibc
import ReminderService
import Reporting

struct CalendarShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Draw a month or a year with its days off.",
        discussion: "With --json one object a line and a day: date, weekday, working, reason, source, lunar, official.")

    @Argument(help: "A month such as 2026-02, or a year with --year; the current one where left out.")
    var period: String?

    @Flag(help: "The whole year.")
    var year = false

    @OptionGroup var calendar: CalendarOptions

    func run() throws {
        let (settings, language) = try calendar.settings()
        let today = settings.time.zone.date(at: Machine.now)
        let span = try span(today)
        let working = settings.time.calendar
        if calendar.json {
            let days = (span.start.dayNumber...span.end.dayNumber).map(CivilDate.init(dayNumber:))
            Output.lines(try days.map { try JSONLine.text(CalendarDay($0, in: working)) })
            return
        }
        let ink: Ink = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil ? .terminal : .plain
        switch span {
        case .year(let year):
            Output.lines(YearDrawing(year, calendar: working, language: language, ink: ink)?.lines ?? [])
        default:
            let start = span.start
            Output.lines(
                MonthDrawing(year: start.year, month: start.month, calendar: working, language: language, ink: ink)?
                    .lines ?? [])
        }
    }

    private func span(_ today: CivilDate) throws -> Period {
        guard let period else { return year ? .year(today.year) : .month(year: today.year, month: today.month) }
        switch Period(period) {
        case .year(let number): return .year(number)
        case .month(let number, let month): return year ? .year(number) : .month(year: number, month: month)
        default: throw ValidationError("'\(period)' is not a month such as 2026-02 or a year such as 2026")
        }
    }
}
