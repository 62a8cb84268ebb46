import DirectiveFiles
import Directives
import Dispatch
import Foundation
import Ledger
import Logging
import Rendering
import Synchronization
import TestSupport
import Testing

@testable import ReminderService

/// The real engine on a virtual clock, with scripted gateways and a ledger that outlives it.
final class Lab {
    let gateways: ScriptedGateways
    private let automaticMail: AutomaticMail
    private(set) var ledger: Ledger
    private(set) var engine: ReminderEngine
    private(set) var clock: VirtualClock
    private var queue: DispatchQueue
    /// Of the ledger; nil for one in memory, which a new engine takes over as it is.
    private let directory: String?
    /// What was reported when the storage failed.
    let storageFailures = Failures()
    let disk = LabDisk()

    /// Loads a configuration at an instant and starts.
    init(
        _ configuration: Configuration, at start: Instant, onDisk: Bool = false,
        gateways: ScriptedGateways = ScriptedGateways(), automaticMail: AutomaticMail = .alarms
    ) async throws {
        self.automaticMail = automaticMail
        self.gateways = gateways
        directory = onDisk ? FileManager.default.temporaryDirectory.path + "/dondoc-lab-\(UUID().uuidString)" : nil
        ledger = try Self.open(directory)
        (clock, engine, queue) = Self.build(
            configuration.settings, at: start, ledger, gateways, storageFailures, automaticMail)
        try await engine.recordStart()
        _ = try await load(configuration)
        try await engine.start()
        await settle()
    }

    /// Goes on with the ledger of a directory, which goes with the lab, as a daemon does that finds its files unchanged.
    convenience init(
        continuing directory: String, at start: Instant, gateways: ScriptedGateways = ScriptedGateways(),
        plannerRevision: Int = Planner.revision
    ) async throws {
        try await self.init(
            continuing: try Self.open(directory), in: directory, at: start, gateways: gateways,
            plannerRevision: plannerRevision)
    }

    /// Goes on with a ledger; one that is in no directory stays.
    init(
        continuing ledger: Ledger, in directory: String? = nil, at start: Instant,
        gateways: ScriptedGateways = ScriptedGateways(), plannerRevision: Int = Planner.revision
    ) async throws {
        automaticMail = .all
        self.gateways = gateways
        self.directory = directory
        self.ledger = ledger
        let stored = try #require(try ledger.configurationInForce())
        (clock, engine, queue) = Self.build(stored.settings, at: start, ledger, gateways, storageFailures, .all)
        try await engine.recordStart()
        try await engine.adoptPlanner(revision: plannerRevision)
        try await engine.openComingPeriods()
        try await engine.start()
        await settle()
    }

    deinit {
        // One in memory goes with its last user.
        guard let directory else { return }
        ledger.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    var now: Instant { clock.now }

    // MARK: Time

    /// Comes to the next thing that happens before an instant, if there is one.
    func step(before bound: Instant) async -> Bool {
        let end = gateways.nextEnd
        if let end, end < bound, end <= max(clock.armed ?? .distantFuture, now) {
            clock.set(to: max(now, end))
            await deliver(through: now)
        } else if !clock.fireNext(before: bound) {
            return false
        }
        await settle()
        return true
    }

    /// Delivers from the engine's queue, so that what ends together arrives together.
    private func deliver(through instant: Instant) async {
        await withCheckedContinuation { continuation in
            queue.async { [gateways] in
                gateways.deliver(through: instant)
                continuation.resume()
            }
        }
    }

    /// Lets time pass up to an instant: what is due there exactly is not done yet.
    func run(until instant: Instant, sourceLocation: SourceLocation = #_sourceLocation) async {
        var (last, same) = (now, 0)
        while await step(before: instant) {
            same = now == last ? same + 1 : 0
            last = now
            guard same < 3_000 else {
                Issue.record("the engine spins at \(Fixture.zone.iso8601(now))", sourceLocation: sourceLocation)
                return
            }
        }
        clock.set(to: max(now, instant))
    }

    func run(until text: String, sourceLocation: SourceLocation = #_sourceLocation) async {
        await run(until: Fixture.instant(text), sourceLocation: sourceLocation)
    }

    /// Waits until the engine waits: for its timer, a program or a command.
    func settle() async {
        for _ in 0..<20_000 {
            if await engine.isAtRest { return }
        }
        Issue.record("the engine does not come to rest at \(Fixture.zone.iso8601(now))")
    }

    // MARK: Life

    /// Puts a configuration in force as a reload does.
    @discardableResult
    func load(_ configuration: Configuration) async throws -> LoadSummary {
        let summary = try await engine.accept(
            configuration, hashes: ReminderEngine.hashes(of: configuration), files: [], at: now
        ) { _ in ("directives/tb.yaml", 1) }
        await settle()
        return summary
    }

    /// The process is killed: nothing of it goes on but what its ledger holds.
    func kill() throws {
        clock.arm(at: nil) {}
        gateways.forget()
        if directory != nil { ledger.close() }
    }

    /// A new process begins at an instant.
    func begin(at instant: Instant) async throws {
        if directory != nil { ledger = try Self.open(directory) }
        let stored = try #require(try ledger.configurationInForce())
        (clock, engine, queue) = Self.build(
            stored.settings, at: instant, ledger, gateways, storageFailures, automaticMail)
        try await engine.recordStart()
        try await engine.start()
        await settle()
    }

    /// Kills the process and begins a new one after so many seconds.
    func restart(after seconds: Int = 0) async throws {
        try kill()
        try await begin(at: now.adding(seconds: seconds))
    }

    private static func open(_ directory: String?) throws -> Ledger {
        try directory.map { try Ledger.open(directory: $0, clock: .virtual) } ?? Ledger.temporary(clock: .virtual)
    }

    private static func build(
        _ settings: Settings, at start: Instant, _ ledger: Ledger, _ gateways: ScriptedGateways, _ failures: Failures,
        _ automaticMail: AutomaticMail
    ) -> (VirtualClock, ReminderEngine, DispatchQueue) {
        let queue = DispatchQueue(label: "lab")
        let clock = VirtualClock(at: start, queue: queue)
        gateways.use(clock)
        let engine = ReminderEngine(
            .init(
                ledger: ledger, clock: clock, runner: gateways, queue: queue,
                logger: Logger(label: "lab") { _ in SwiftLogNoOpLogHandler() }, stateDirectory: "/",
                templates: .builtIn, automaticMail: automaticMail, storageFailed: { failures.add($0) }),
            settings: settings)
        return (clock, engine, queue)
    }
}

/// Storage failures that the engine reported.
final class Failures: Sendable {
    private let state = Mutex<[LedgerError]>([])
    var all: [LedgerError] { state.withLock { $0 } }
    func add(_ error: LedgerError) { state.withLock { $0.append(error) } }
}
