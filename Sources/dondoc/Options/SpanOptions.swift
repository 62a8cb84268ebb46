import ArgumentParser
import Directives

/// A stretch of time: days with their ends, or instants.
struct SpanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The first day, or an instant such as 2021-11-29T07:59; today where left out.", valueName: "date"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "The last day, which is included, or an instant, which is not; 30 days later where left out.",
            valueName: "date"))
    var to: String?

    func span(in zone: Zone) throws -> Range<Instant> {
        let start = try from.map { try Self.instant($0, zone, "--from") } ?? zone.instant(zone.date(at: Machine.now))
        let end: Instant
        if let to {
            end = CivilDate(to).map(zone.end) ?? zone.instant(parsing: to) ?? .distantPast
            guard end != .distantPast else { throw ValidationError("--to: '\(to)' is not a date such as 2022-01-05") }
        } else {
            end = zone.end(of: zone.date(at: start).adding(days: 30))
        }
        guard start < end else { throw ValidationError("--to must be after --from; a day alone includes its end") }
        return start..<end
    }

    static func instant(_ text: String, _ zone: Zone, _ option: String) throws -> Instant {
        guard let instant = zone.instant(parsing: text) else {
            throw ValidationError(
                "\(option): '\(text)' is not a date such as 2021-11-26 or an instant such as 2021-11-29T07:59")
        }
        return instant
    }
}
