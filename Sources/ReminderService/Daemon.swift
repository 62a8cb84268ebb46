import DirectiveFiles
import Directives
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
        public let startingAt: String?

        public init(configuration: String, state: String, startingAt: String? = nil) {
            self.configuration = configuration
            self.state = state
            self.startingAt = startingAt
        }
    }

    /// Why the daemon does not start or had to end; the code is one of `sysexits.h`.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        public let exitCode: Int32
        public let description: String

        public init(_ exitCode: Int32, _ description: String) {
            self.exitCode = exitCode
            self.description = description
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
    /// On the main actor, as all that awaits the engine: once a task has been on the pool of threads, Dispatch wakes each
    /// second for ever to look after that.
    @MainActor
    public func run() async throws {
        try refuseStrangers()
        GatewayProcess.prepareHost()
        let occurrences = DaemonOccurrences(queue: queue)
        let ledger = try open()
        defer { ledger.close() }
        let engine = try await prepare(ledger, occurrences)
        let server = try serve(engine)
        defer { server.close() }
        let watch = ClockWatch(queue: queue) { engine.assumeIsolated { $0.clockStepped() } }
        defer { withExtendedLifetime(watch) {} }
        await engine.notify(status: { [manager] in manager.notifyStatus($0) })
        let status = try await engine.statusSummary()
        logger.notice("ready: \(status)", metadata: ["event": "ready"])
        manager.notifyReady(status: status)
        let feeder = manager.watchdogInterval.map { WatchdogFeeder(interval: $0, queue: queue, manager, engine) }
        defer { feeder?.stop() }

        while true {
            switch await occurrences.next() {
            case .stop:
                logger.notice("stopping", metadata: ["event": "stopped"])
                manager.notifyStopping()
                await engine.stop()
                try await engine.recordStop()
                return
            case .reload:
                manager.notifyReloading()
                do { _ = try await engine.load(folder) } catch { logger.error("\(error)") }
                manager.notifyReady(status: try await engine.statusSummary())
            case .storageFailed(let error):
                throw Failure(EX_IOERR, error.message)
            }
        }
    }

    /// The engine with its configuration loaded and what was cut off taken up.
    @MainActor
    private func prepare(_ ledger: Ledger, _ occurrences: DaemonOccurrences) async throws -> ReminderEngine {
        let stored = try ledger.configurationInForce()
        let first = try stored?.settings ?? initialSettings()
        let clock = WallClock(startingAt: try start(in: first.time.zone), queue: queue)
        let engine = ReminderEngine(
            .init(
                ledger: ledger, clock: clock, runner: ProcessRunner(), queue: queue, logger: logger,
                stateDirectory: options.state,
                templates: TemplateLibrary.load(folder.templateFiles()).library,
                storageFailed: { occurrences.send(.storageFailed($0)) }),
            settings: first)
        try await engine.recordStart()
        do {
            _ = try await engine.load(folder)
        } catch let refusal as ConfigurationRefusal {
            // Nothing is lost to a mistake in a file: what was in force goes on.
            guard stored != nil else { throw Failure(EX_CONFIG, refusal.description) }
        } catch let refusal as ClockRefusal {
            throw Failure(EX_TEMPFAIL, refusal.description)
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
        ) { command, author, reply in
            engine.executorQueue.async {
                do throws(CommandRefusal) {
                    let answer = try engine.order(command, author, folder)
                    reply(ControlMessage.encode(ControlMessage.Reply(parameters: answer)))
                } catch {
                    reply(
                        ControlMessage.encode(ControlMessage.Refusal(error: ControlMessage.refused, parameters: error)))
                }
            }
        }
    }

    /// Whoever may write `dondoc.yaml` may have any program run: such a file is not begun with, whatever is stored.
    private func refuseStrangers() throws {
        let findings = ConfigurationFolder(path: options.configuration).ownershipFindings()
        guard findings.isEmpty else { throw Failure(EX_NOPERM, findings.map(\.description).joined(separator: "\n")) }
    }

    private func open() throws -> Ledger {
        do throws(LedgerError) {
            return try Ledger.open(directory: options.state, clock: options.startingAt == nil ? .wall : .virtual)
        } catch {
            throw Failure(error.exitCode, error.message)
        }
    }

    /// The settings of a first start, which has nothing stored to fall back on.
    private func initialSettings() throws -> Settings {
        let result = folder.load()
        guard let configuration = result.configuration else {
            throw Failure(EX_CONFIG, ConfigurationRefusal(diagnostics: result.diagnostics).description)
        }
        return configuration.settings
    }

    private func start(in zone: Zone) throws -> Instant? {
        guard let text = options.startingAt else { return nil }
        guard let instant = zone.instant(parsing: text) else {
            throw Failure(EX_USAGE, "--starting-at: '\(text)' is not an instant such as 2021-11-29T07:59:58+07:00")
        }
        return instant
    }
}

extension ReminderEngine {
    /// Follows an order on the engine's own queue.
    ///
    /// Not a `Task`: the pool that one starts on wakes each second for ever once it has been used.
    fileprivate nonisolated func order(
        _ command: Command, _ author: String, _ folder: ConfigurationFolder
    ) throws(CommandRefusal) -> CommandReply {
        let result = assumeIsolated { engine in
            Result { () throws(CommandRefusal) in try engine.follow(command, author: author, folder: folder) }
        }
        return try result.get()
    }
}
