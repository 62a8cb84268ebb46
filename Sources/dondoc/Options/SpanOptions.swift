import ArgumentParser
import Basics
import Directives
import Glibc

/// A stretch of time: days with their ends, or instants.
struct SpanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The first day, or an instant such as 2021-11-29T07:59. Default: today.", valueName: "date"))
    var from: WrittenInstant?

    @Option(
        help: ArgumentHelp(
            "The last day, which is included, or an instant, which is not. Default: 30 days later.",
            valueName: "date"))
    var to: WrittenInstant?

    func span(in zone: Zone) throws(CommandFailure) -> Range<Instant> {
        let start = from?.instant(in: zone) ?? Machine.today(in: zone)
        let end = to?.end(in: zone) ?? zone.end(of: zone.date(at: start).adding(days: 30))
        guard start < end else {
            throw CommandFailure(EX_USAGE, "--to must be after --from; a day alone includes its end")
        }
        return start..<end
    }
}
