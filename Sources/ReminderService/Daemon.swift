import Delivery
import DirectiveFiles
import Directives
import Dispatch
import Glibc
public import Ledger
public import Logging

/// The daemon from its start to its stop: opens the ledger, loads the files, runs the engine, follows the signals.
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

    public init(_ options: Options, logger: Logger) {
        self.options = options
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT, or until the storage fails.
    public func run() async throws {
        try refuseStrangers()
        GatewayProcess.prepareHost()
        let queue = DispatchQueue(label: "dondoc.scheduler", qos: .userInteractive)
        let occurrences = Occurrences(queue: queue)
        let ledger = try open()
        defer { ledger.close() }
        let stored = try ledger.configurationInForce()
        let folder = ConfigurationFolder(path: options.configuration)
        let first = try stored?.settings ?? initial(folder)
        let clock = WallClock(startingAt: try start(in: first.time.zone), queue: queue)
        let engine = ReminderEngine(
            .init(
                ledger: ledger, clock: clock, runner: ProcessRunner(), queue: queue, logger: logger,
                stateDirectory: options.state,
                templates: TemplateLibrary.load(from: options.configuration + "/templates").library,
                storageFailed: { occurrences.send(.storageFailed($0)) }),
            settings: first)

        try await engine.resume(hadConfiguration: stored != nil)
        do {
            try await load(folder, into: engine)
        } catch let refusal as ConfigurationRefusal {
            guard stored != nil else { throw Failure(EX_CONFIG, refusal.description) }
        }
        try await engine.start()
        let status = try await engine.statusLine()
        logger.notice("ready: \(status)", metadata: ["event": "ready"])
        for await occurrence in occurrences.stream {
            switch occurrence {
            case .stop:
                logger.notice("stopping", metadata: ["event": "stopped"])
                await engine.stop()
                try await engine.recordStop()
                return
            case .reload:
                do {
                    try await load(folder, into: engine)
                } catch let refusal as ConfigurationRefusal {
                    logger.error("\(refusal)")
                }
            case .storageFailed(let error):
                throw Failure(EX_IOERR, error.message)
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

    private func load(_ folder: ConfigurationFolder, into engine: ReminderEngine) async throws {
        let summary = try await engine.load(folder)
        logger.notice("configuration: \(summary)", metadata: ["event": "reloaded"])
    }

    /// The settings of a first start, which has nothing stored to fall back on.
    private func initial(_ folder: ConfigurationFolder) throws -> Settings {
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

/// What the daemon's main loop waits for.
private final class Occurrences: Sendable {
    enum Occurrence: Sendable {
        case stop, reload
        case storageFailed(LedgerError)
    }

    let stream: AsyncStream<Occurrence>
    private let continuation: AsyncStream<Occurrence>.Continuation
    private let signals: [SignalSource]

    private struct SignalSource: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }

    init(queue: DispatchQueue) {
        let (stream, continuation) = AsyncStream.makeStream(of: Occurrence.self)
        (self.stream, self.continuation) = (stream, continuation)
        signals = [(SIGTERM, Occurrence.stop), (SIGINT, .stop), (SIGHUP, .reload)].map { number, occurrence in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { continuation.yield(occurrence) }
            source.activate()
            return SignalSource(source: source)
        }
    }

    func send(_ occurrence: Occurrence) {
        continuation.yield(occurrence)
    }
}

extension ConfigurationRefusal: CustomStringConvertible {
    public var description: String {
        diagnostics.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
}

extension LedgerError {
    /// The exit status that says what an administrator can do about it.
    public var exitCode: Int32 {
        switch code {
        case .io, .corrupt: EX_IOERR
        case .full: EX_TEMPFAIL
        case .locked: EX_TEMPFAIL
        case .wrongOwner: EX_NOPERM
        case .newerVersion, .olderVersion, .foreign, .wrongClock: EX_CONFIG
        case .notFound: EX_NOINPUT
        case .refused, .other: EX_SOFTWARE
        }
    }
}
