import ArgumentParser
import Directives
import ReminderService
import Reporting

/// What is taken as recorded besides what the ledger knows.
struct FactOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            When the directives count as first loaded, where no ledger knows it. Where left out: the start of the span; \
            for list, --at; for explain, the day they were assigned.
            """, valueName: "instant"))
    var loaded: String?

    @Option(
        help: ArgumentHelp(
            "As if the event that a directive waits for had been recorded: DIRECTIVE=CASE@DATE[THH:MM].",
            valueName: "event"))
    var occur: [String] = []

    @Option(help: ArgumentHelp("As if a directive had been recorded as failed: DIRECTIVE@DATE.", valueName: "event"))
    var fail: [String] = []

    @Option(help: ArgumentHelp("As if a directive had been recorded as done: DIRECTIVE@DATE.", valueName: "event"))
    var done: [String] = []

    func loaded(in zone: Zone) throws -> Instant? {
        try loaded.map { try SpanOptions.instant($0, zone, "--loaded") }
    }

    /// The events, checked against the directives.
    func supposedEvents(for directives: [Directive], in zone: Zone) throws -> [SupposedEvent] {
        let known = Dictionary(directives.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try occur.map { try occurrence($0, known, zone) }
            + fail.map { try end($0, known, zone, "--fail", as: .failure) }
            + done.map { try end($0, known, zone, "--done", as: .completion) }
    }

    private func occurrence(
        _ text: String, _ known: [DirectiveID: Directive], _ zone: Zone
    ) throws -> SupposedEvent {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let tail = parts.count == 2 ? parts[1].split(separator: "@", maxSplits: 1).map(String.init) : []
        guard tail.count == 2, let id = DirectiveID(parts[0]) else {
            throw ValidationError("--occur: '\(text)' is not of the form DIRECTIVE=CASE@DATE[THH:MM]")
        }
        let recorded = try SpanOptions.instant(tail[1], zone, "--occur")
        let date = zone.date(at: recorded)
        guard let directive = known[id] else { throw ValidationError("--occur: there is no directive '\(id)'") }
        guard let event = directive.awaitedEvents.first else {
            throw ValidationError("--occur: the directive '\(id)' waits for no event")
        }
        let time = tail[1].count > 10 ? zone.time(at: recorded) : nil
        return SupposedEvent(
            .occurrence(.init(event: event, occasion: tail[0], date: date, time: time, recorded: recorded)), of: id,
            at: recorded)
    }

    private func end(
        _ text: String, _ known: [DirectiveID: Directive], _ zone: Zone, _ option: String,
        as what: SupposedEvent.What
    ) throws -> SupposedEvent {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = DirectiveID(parts[0]) else {
            throw ValidationError("\(option): '\(text)' is not of the form DIRECTIVE@DATE[THH:MM]")
        }
        let recorded = try SpanOptions.instant(parts[1], zone, option)
        guard known[id] != nil else { throw ValidationError("\(option): there is no directive '\(id)'") }
        return SupposedEvent(what, of: id, at: recorded)
    }
}
