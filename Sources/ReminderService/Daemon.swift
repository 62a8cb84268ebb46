import Basics
internal import CLinux
import DirectiveFiles
public import Directives
import Dispatch
import Gateways
import Glibc
import Ledger
public import Logging
import Rendering
import Systemd

/// The daemon from its start to its stop: opens the ledger, loads the files, runs the engine, follows signals and orders.
public struct Daemon: Sendable {
    public struct Options: Sendable {
        /// The configuration folder.
        public let configuration: String
        /// The state directory.
        public let state: String
        /// Where the clock starts; nil for the machine's own time.
        public let startingAt: WrittenInstant?

        public init(configuration: String, state: String, startingAt: WrittenInstant? = nil) {
            self.configuration = configuration
            self.state = state
            self.startingAt = startingAt
        }
    }

    private let options: Options
    private let logger: Logger
    private let folder: ConfigurationFolder
    private let manager = ServiceManager()
    private let queue = DispatchQueue(label: "dondoc.scheduler", qos: .userInteractive)

    public init(_ options: Options, logger: Logger) {
        self.options = options
        self.logger = logger
        folder = ConfigurationFolder(path: options.configuration)
    }

    /// Runs until SIGTERM or SIGINT, or until the storage fails.
    ///
    /// On the main actor, as everything that awaits the engine: once a task has run on the shared pool of threads,
    /// Dispatch wakes the process each second for ever to manage that pool.
    ///
    /// - Throws: `CommandFailure`, `LedgerError`, `ConfigurationRefusal` or `ClockRefusal`: why it does not start, or had
    ///   to end.
    @MainActor
    public func run() async throws {
        try requireTrust()
        GatewayProcess.prepareHost()
        let signals = DaemonSignals(queue: queue)
        let ledger = try openLedger(signals)
        defer { ledger.close() }
        let engine = try await prepare(ledger, signals)
        let server = try serve(engine)
        defer { server.close() }
        let watch = ClockWatch(queue: queue) { engine.assumeIsolated { $0.clockStepped() } }
        defer { withExtendedLifetime(watch) {} }
        await engine.notify(status: { [manager] in manager.notifyStatus($0) })
        let status = await engine.statusSummary()
        logger.notice("ready: \(status)", metadata: ["event": "ready"])
        manager.notifyReady(status: status)
        let feeder = manager.watchdogInterval.map { WatchdogFeeder(interval: $0, queue: queue, manager, engine) }
        defer { feeder?.stop() }

        while true {
            switch await signals.next() {
            case .stop:
                logger.notice("stopping", metadata: ["event": "stopped"])
                manager.notifyStopping()
                await engine.stop()
                try await engine.recordStop()
                return
            case .reload:
                manager.notifyReloading()
                do { _ = try await engine.load(folder) } catch { logger.error("\(error)") }
                manager.notifyReady(status: await engine.statusSummary())
            case .storageFailed(let error):
                throw CommandFailure(EX_IOERR, error.message)
            }
        }
    }

    /// Waits where another process holds the database, until a signal says to stop.
    private func openLedger(_ signals: DaemonSignals) throws(LedgerError) -> Ledger {
        var isSaid = false
        return try Ledger.open(
            directory: options.state, clock: options.startingAt == nil ? .wall : .virtual,
            progress: { [manager] in
                manager.notifyStillStarting(for: .seconds(60), status: "bringing the ledger up to date")
            },
            whileLocked: { (error) throws(LedgerError) in
                if signals.isStopRequested { throw error }
                if !isSaid { logger.critical("\(error)", metadata: ["event": "storage-locked"]) }
                isSaid = true
                manager.notifyStillStarting(for: .seconds(60), status: "\(error)")
                usleep(500_000)
            })
    }

    /// The engine with its configuration loaded, and what was interrupted resumed.
    ///
    /// A first start has no settings but those of the files, which it reads once for them and for the load.
    @MainActor
    private func prepare(_ ledger: Ledger, _ signals: DaemonSignals) async throws -> ReminderEngine {
        let stored = try ledger.configurationInForce()
        if let stored { try requireTrust(in: stored.settings.gateways) }
        var first = stored == nil ? ConfigurationReview(of: folder, for: .service, credentials: Credentials()) : nil
        guard let settings = try stored?.settings ?? first?.accepted().settings else { throw CommandFailure(EX_CONFIG) }
        let files = folder.followingLinks(of: try ledger.filesInForce() ?? [])
        let engine = ReminderEngine(
            .init(
                ledger: ledger,
                clock: WallClock(startingAt: options.startingAt?.instant(in: settings.time.zone), queue: queue),
                runner: ProcessRunner(), queue: queue, logger: logger, stateDirectory: options.state,
                templates: first?.templates ?? TemplateLibrary.load(files.templateFiles()).library,
                storageFailed: { signals.send(.storageFailed($0)) }),
            settings: settings)
        try await engine.recordStart()
        try await engine.adoptPlanner()
        if let review = first.take() {
            _ = try await engine.putInForce(review)
            // Returns the memory of the files to the system, as a reload does.
            queue.async { _ = malloc_trim(0) }
        } else {
            // After a mistake in a file, what was in force stays in force.
            do { _ = try await engine.load(folder) } catch is ConfigurationRefusal {}
        }
        try await engine.start()
        return engine
    }

    /// Answers orders on the socket of the service manager, or on one in the state directory.
    private func serve(_ engine: ReminderEngine) throws -> ControlServer {
        let folder = folder
        return try ControlServer(
            inherited: SocketActivation.sockets()["control"], path: ControlClient.path(inState: options.state),
            logger: logger
        ) { order, author, reply in
            engine.executorQueue.async {
                do throws(OrderRefusal) {
                    let answer = try engine.order(order, author, folder)
                    reply(ControlMessage.encode(ControlMessage.Reply(parameters: answer)))
                } catch {
                    reply(
                        ControlMessage.encode(ControlMessage.Refusal(error: ControlMessage.refused, parameters: error)))
                }
            }
        }
    }

    /// Whoever may write `dondoc.yaml` or a gateway's program could have anything run, so the daemon does not start while
    /// others may write one, even if it has a stored configuration.
    private func requireTrust(in gateways: [Gateway] = []) throws(CommandFailure) {
        let findings = folder.trustFindings(of: gateways)
        guard findings.isEmpty else { throw CommandFailure(EX_NOPERM, findings: findings.map(\.description)) }
    }
}

extension ReminderEngine {
    /// Follows an order on the engine's own queue.
    ///
    /// Not a `Task`, which would start on the shared pool of threads (see `Daemon.run`).
    fileprivate nonisolated func order(
        _ order: any Order, _ author: String, _ folder: ConfigurationFolder
    ) throws(OrderRefusal) -> OrderReply {
        let result = assumeIsolated { engine in
            Result { () throws(OrderRefusal) in try engine.follow(order, author: author, folder: folder) }
        }
        return try result.get()
    }
}
