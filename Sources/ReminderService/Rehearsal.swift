public import Directives
import Dispatch
public import Gateways
public import Ledger
public import Logging
public import Rendering
public import Reporting

/// Runs the real engine on a clock moved by hand, with all gateways replaced by the built-in spool.
public struct Rehearsal: Sendable {
    private let configuration: Configuration
    private let span: Range<Instant>
    private let loaded: Instant
    private let events: [SupposedEvent]
    private let templates: TemplateLibrary

    /// - Parameters:
    ///   - spool: the command that replaces the one of a gateway; its program is absolute.
    ///   - loaded: when the directives count as first loaded; not after the span's start.
    public init(
        _ configuration: Configuration, span: Range<Instant>, loaded: Instant, events: [SupposedEvent] = [],
        templates: TemplateLibrary = .builtIn, spool: (Channel) -> [String]
    ) {
        self.configuration = Configuration(
            settings: configuration.settings.rehearsing(with: spool), notices: configuration.notices,
            directives: configuration.directives)
        self.span = span
        self.loaded = min(loaded, span.lowerBound)
        self.events = events.sorted { $0.at < $1.at }
        self.templates = templates
    }

    /// Runs to the end of the span, on a ledger of its own, which it returns.
    public func run(runner: any CommandRunner, logger: Logger) async throws -> Ledger {
        let queue = DispatchQueue(label: "dondoc.rehearsal")
        let clock = VirtualClock(at: loaded, queue: queue)
        let ledger = try Ledger.temporary(clock: .virtual)
        let engine = ReminderEngine(
            .init(
                ledger: ledger, clock: clock, runner: runner, queue: queue, logger: logger, stateDirectory: "/",
                templates: templates, automaticMail: .silent, storageFailed: { logger.critical("\($0)") }),
            settings: configuration.settings)
        _ = try await engine.accept(
            configuration, hashes: ReminderEngine.hashes(of: configuration), files: [], at: loaded,
            watchedFrom: span.lowerBound, horizon: span.upperBound
        ) { _ in ("", 1) }
        clock.set(to: span.lowerBound)
        var pending = events[...]
        while let next = pending.first, next.at <= span.lowerBound {
            try await record(next, engine)
            pending.removeFirst()
        }
        try await engine.start()
        await engine.quiet()
        // What is due at the end of the span is claimed a little before it, and belongs to the next span.
        let end = span.upperBound.adding(milliseconds: -ReminderEngine.claimAhead)
        while true {
            if let next = pending.first, next.at < span.upperBound, next.at <= clock.armed ?? .distantFuture {
                clock.set(to: max(clock.now, next.at))
                try await record(next, engine)
                pending.removeFirst()
            } else if !clock.fireNext(before: end) {
                break
            }
            await engine.quiet()
        }
        await engine.stop()
        return ledger
    }

    private func record(_ event: SupposedEvent, _ engine: ReminderEngine) async throws {
        switch event.what {
        case .occurrence(let occurrence): try await engine.occur(event.directive, occurrence, author: "rehearsal")
        case .failure: try await engine.end(event.directive, as: .failed, reason: nil, author: "rehearsal")
        case .completion: try await engine.end(event.directive, as: .done, reason: nil, author: "rehearsal")
        }
        // What opened by this may recur until the end of the span.
        try await engine.openComingPeriods(until: span.upperBound)
    }
}

extension Settings {
    /// The same settings with a spool for every gateway; nothing held and nothing redirected.
    fileprivate func rehearsing(with spool: (Channel) -> [String]) -> Settings {
        Settings(
            office: office, time: time, language: language, operatorAddresses: operatorAddresses,
            catchUpDays: catchUpDays, limits: limits, reports: reports, redirect: nil, hold: false,
            gateways: gateways.map { gateway in
                Gateway(
                    name: gateway.name, channel: gateway.channel, from: gateway.from, command: spool(gateway.channel),
                    timeout: gateway.timeout, concurrency: gateway.concurrency, perMinute: gateway.perMinute,
                    text: gateway.text, segments: gateway.segments)
            },
            policies: policies, units: units, groups: groups)
    }
}
