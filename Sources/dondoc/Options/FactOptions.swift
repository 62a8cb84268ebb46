import ArgumentParser
import Basics
import Directives
import Glibc
import Reporting

/// What is taken as recorded besides what the ledger has.
struct FactOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            When the directives count as first loaded, where no ledger has it. Default: the start of the span; for list, \
            --at; for explain and preview, the day on which they were assigned.
            """, valueName: "instant"))
    var loaded: WrittenInstant?

    @Option(
        help: ArgumentHelp(
            "As if the event that a directive waits for were recorded: DIRECTIVE=CASE@DATE[THH:MM].",
            valueName: "event"))
    var occur: [SupposedOccurrence] = []

    @Option(help: ArgumentHelp("As if a directive were recorded as failed: DIRECTIVE@DATE.", valueName: "event"))
    var fail: [SupposedEnd] = []

    @Option(help: ArgumentHelp("As if a directive were recorded as done: DIRECTIVE@DATE.", valueName: "event"))
    var done: [SupposedEnd] = []

    /// The obligations of an overview with all that is taken as recorded.
    ///
    /// - Parameter loaded: the instant of the first load where the option is not given.
    func obligations(
        of overview: Overview, loaded: Instant, until horizon: Instant? = nil
    ) throws(CommandFailure) -> [(Obligation, Directive)] {
        let events = try events(among: overview.directives, in: overview.settings.time.zone)
        do throws(DerivationError) {
            return try overview.obligations(loaded: loaded, events: events, until: horizon)
        } catch {
            throw CommandFailure(EX_USAGE, "\(error); with --occur write DIRECTIVE=CASE@DATETHH:MM")
        }
    }

    /// The events, checked against the directives.
    func events(among directives: [Directive], in zone: Zone) throws(CommandFailure) -> [SupposedEvent] {
        var events: [SupposedEvent] = []
        for given in occur {
            events.append(
                try .occurrence(
                    of: given.directive, occasion: given.occasion, at: given.at, among: directives, in: zone))
        }
        for (ends, what) in [(fail, SupposedEvent.What.failure), (done, .completion)] {
            for given in ends {
                events.append(try .end(what, of: given.directive, at: given.at, among: directives, in: zone))
            }
        }
        return events
    }
}
