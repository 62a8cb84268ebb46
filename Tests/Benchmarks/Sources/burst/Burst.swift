import DirectiveFiles
import Directives
import Dispatch
import Gateways
import Glibc
import Ledger
import Logging
import ReminderService
import Synchronization
import Systemd

/// Drives the real engine, ledger and processes in real time.
///
///     burst prepare CONFIG STATE INSTANT           accepts a configuration, as a daemon that starts then would
///     burst at CONFIG STATE INSTANT COUNT          starts some seconds before an instant, ends after COUNT messages
///     burst slots CONFIG STATE COUNT APART QUEUED  COUNT obligations whose slots are APART milliseconds apart, and
///                                                  QUEUED that come due a second before them, by SMS
///
/// The last two print one line: the first instant in nanoseconds of the machine's clock, then from that instant to
/// the last durable outcome, then the CPU time of this process without its children, then how much of that came after
/// the first program was started, all in nanoseconds; last the largest resident size in bytes.
@main
struct Burst {
    struct Usage: Error {}

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        GatewayProcess.prepareHost()
        switch arguments.first {
        case "prepare" where arguments.count == 4:
            try await prepare(arguments[1], state: arguments[2], at: arguments[3])
        case "at" where arguments.count == 5:
            try await run(arguments[1], state: arguments[2], at: arguments[3], count: Int(arguments[4]) ?? 0)
        case "slots" where arguments.count == 6:
            try await slots(
                arguments[1], state: arguments[2], count: Int(arguments[3]) ?? 0, apart: Int64(arguments[4]) ?? 0,
                queued: Int(arguments[5]) ?? 0)
        default: throw Usage()
        }
    }

    static func prepare(_ configuration: String, state: String, at text: String) async throws {
        let ledger = try Ledger.open(directory: state, clock: .virtual)
        defer { ledger.close() }
        let queue = DispatchQueue(label: "burst")
        let folder = ConfigurationFolder(path: configuration)
        guard let settings = folder.load().configuration?.settings,
            let start = settings.time.zone.instant(parsing: text)
        else { throw Usage() }
        let clock = VirtualClock(at: start, queue: queue)
        let engine = engine(ledger, clock, ProcessRunner(), queue, state, settings)
        _ = try await engine.load(folder)
        await engine.stop()
    }

    static func run(_ configuration: String, state: String, at text: String, count: Int) async throws {
        let ledger = try Ledger.open(directory: state, clock: .virtual)
        defer { ledger.close() }
        guard let settings = try ledger.configurationInForce()?.settings,
            let instant = settings.time.zone.instant(parsing: text)
        else { throw Usage() }
        let queue = DispatchQueue(label: "burst", qos: .userInteractive)
        // A millisecond for each message to be planned and written ahead, as a daemon that has run for long has it.
        let clock = WallClock(startingAt: instant.adding(milliseconds: -2_000 - Int64(count)), queue: queue)
        try await measure(ledger, clock, queue, state, settings, first: instant, count: count)
    }

    static func slots(
        _ configuration: String, state: String, count: Int, apart: Int64, queued: Int
    ) async throws {
        let ledger = try Ledger.open(directory: state, clock: .wall)
        defer { ledger.close() }
        guard let loaded = ConfigurationFolder(path: configuration).load().configuration else { throw Usage() }
        let queue = DispatchQueue(label: "burst", qos: .userInteractive)
        let clock = WallClock(queue: queue)
        let now = clock.now
        let first = now.adding(seconds: queued == 0 ? 2 : 5)
        var transaction = LedgerTransaction(at: now)
        var update = ConfigurationUpdate(files: [], settings: loaded.settings)
        for (index, directive) in loaded.directives.prefix(count + queued).enumerated() {
            guard let unit = directive.lead.first,
                let notice = loaded.notices.first(where: { $0.id == directive.id.notice })
            else { throw Usage() }
            // A slot at any instant: one that an earlier ladder left to be claimed.
            var obligation = Obligation(directive: directive.id, unit: unit, opened: now, track: .undated)
            let key = Slot.Key(
                obligation: obligation.id, version: 1, role: .lead, step: .onAssignment, unit: unit)
            let at = first.adding(milliseconds: index < count ? Int64(index) * apart : -1_000)
            obligation.past = Obligation.Past(
                until: .distantFuture, overdue: [:], leadOverdueInVersion: 0,
                unclaimed: [Slot(key: key, at: at, via: [index < count ? .email : .sms])])
            update.upserted.append(
                StoredDirective(
                    directive: directive, notice: notice, sourceFile: "", sourceLine: 1, firstLoaded: now))
            transaction.replan(ObligationRow(obligation: obligation, settled: now, wake: at))
        }
        transaction.install(update)
        try ledger.commit(transaction)
        try await measure(ledger, clock, queue, state, loaded.settings, first: first, count: count)
    }

    private static func measure(
        _ ledger: Ledger, _ clock: WallClock, _ queue: DispatchQueue, _ state: String, _ settings: Settings,
        first: Instant, count: Int
    ) async throws {
        let runner = CountingRunner(expecting: count)
        let engine = engine(ledger, clock, runner, queue, state, settings)
        try await engine.start()
        let shift = clock.now.milliseconds(since: Instant(milliseconds: nanoseconds(CLOCK_REALTIME) / 1_000_000))
        let firstReal = (first.milliseconds - shift) * 1_000_000
        let before = ownTime()
        for await _ in runner.done {}
        await engine.stop()
        let wall = nanoseconds(CLOCK_REALTIME) - firstReal
        let end = ownTime()
        let used = end - before
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        print(firstReal, wall, used, end - runner.begun.withLock { $0 ?? before }, usage.ru_maxrss * 1_024)
        let accepted = try ledger.counts().messages[.accepted, default: 0]
        guard accepted == count else {
            print("only \(accepted) of \(count) were accepted")
            throw Usage()
        }
    }

    private static func engine(
        _ ledger: Ledger, _ clock: any EngineClock, _ runner: any CommandRunner, _ queue: DispatchQueue,
        _ state: String, _ settings: Settings
    ) -> ReminderEngine {
        ReminderEngine(
            .init(
                ledger: ledger, clock: clock, runner: runner, queue: queue,
                logger: Logger(label: "burst") { makeLogHandler(label: $0) }, stateDirectory: state,
                templates: .builtIn, automaticMail: .silent, storageFailed: { fatalError("\($0)") }),
            settings: settings)
    }

    static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func ownTime() -> Int64 {
        nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
    }
}

/// Real processes; those that send e-mail are counted.
final class CountingRunner: CommandRunner {
    private let runner = ProcessRunner()
    private let left: Mutex<Int>
    /// The CPU time when the first one was started.
    let begun = Mutex<Int64?>(nil)
    /// Ends when as many runs have ended as were expected.
    let done: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init(expecting count: Int) {
        left = Mutex(count)
        (done, continuation) = AsyncStream.makeStream()
    }

    func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void) {
        begun.withLock { $0 = $0 ?? Burst.ownTime() }
        let counts = run.environment["DONDOC_CHANNEL"] == "email"
        runner.start(run) { result in
            completion(result)
            guard counts else { return }
            let isLast = self.left.withLock { left in
                left -= 1
                return left == 0
            }
            if isLast { self.continuation.finish() }
        }
    }
}
