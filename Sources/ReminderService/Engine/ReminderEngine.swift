public import Directives
import Dispatch
import Gateways
public import Ledger
import Logging
import Rendering
import Systemd

/// The engine: claims what is due, hands it to the couriers, and lays down what came of it.
///
/// It lives on one serial queue. It wakes for one timer, for couriers that end and for commands; between them it holds
/// nothing but the settings and the places of the gateways. All that it must not forget is in the ledger.
public actor ReminderEngine {
    /// How long before its instant a message may be claimed, so that its gateway starts on it: design §5 allows 100.
    static let claimAhead: Int64 = 50
    /// How long planning and writing ahead may take for each obligation that is due with others; a third is usual.
    static let planningMicroseconds: Int64 = 600
    /// How long before its first claim a round is planned at most, in milliseconds.
    static let planningLimit: Int64 = 10_000
    /// How many messages one transaction claims at most.
    static let batchLimit = 64
    /// How long an outcome waits for company when others are in flight, in milliseconds.
    static let outcomeLinger = 5
    /// A timer that comes later than this has slept: what it passed over is late.
    static let watchGap: Int64 = 60_000

    private nonisolated let executor: QueueExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let ledger: Ledger
    let clock: any EngineClock
    let runner: any CommandRunner
    let logger: Logger
    let stateDirectory: String
    var templates: TemplateLibrary
    let voice: OperatorVoice
    let credentials: Credentials
    let plantedBugs: Set<PlantedBug>
    private let storageFailed: @Sendable (LedgerError) -> Void

    // What the configuration in force says.
    var settings: Settings
    var planner: Planner
    var renderer: Renderer

    // The couriers.
    var pools: [String: CourierPool] = [:]
    var flights: [String: Flight] = [:]
    var busy: Set<Lane> = []
    var landings: [Landing] = []
    /// What the operator is to hear of with the next transaction.
    var alarmsDue: [Alarm] = []
    /// Slots before these instants passed while their gateway was suspended, by its name.
    var silentUntil: [String: Instant] = [:]

    // The scheduler.
    var round: Round?
    var fuse: Fuse?
    /// When the fuse last counted the messages of the hour.
    var fuseCountedAt = Instant.distantPast
    /// Lanes of which the next message of the round waits for an earlier one that was put off.
    var waiting: Set<Lane> = []
    /// Deliveries whose hold by the fuse is recorded, while their obligation is not settled.
    var toldHeld: Set<String> = []
    /// A large burst has been written ahead: its memory goes back to the system when it is over.
    var hasWrittenMuch = false
    /// False while the ledger is known to hold no deferred message: a burst then asks for none.
    var mayHaveDeferred = true
    var watchedSince: Instant
    /// What a clock that was right has shown last, to this process or to the ledger; nil before the first time.
    var latestSeen: Instant?
    /// What the timer is set to; a call that comes much later has slept.
    var armedFor: Instant?
    private var passIsQueued = false
    /// Set by the start, until the stop: a pass before would claim what the files that are being looked at may change, and
    /// one after would find the ledger closed.
    private var isWatching = false
    private(set) var isStopping = false
    /// Set while the disk is full: claim nothing, look again each minute.
    private var storageFullUntil: Instant?
    /// Since when nothing could be laid down.
    var storageFullSince: Instant?
    /// Set when the storage has failed: what is not durable by then stays so, and the next start takes it up.
    private(set) var storageFailure: LedgerError?
    /// Since when the clock cannot be right.
    var faultSince: Instant?
    /// What an earlier run left in flight is taken up with the first pass on a sane clock.
    private var mustTakeUp = false
    private var quietWaiters: [CheckedContinuation<Void, Never>] = []
    /// An order holds everything.
    var isHeld = false
    /// What the limits count is counted from here on: a person let go what was held.
    private var fuseSince = Instant.distantPast
    var sanity: ClockSanity
    var lastFault: ClockSanity.Fault?
    let startedAt: Instant
    /// For how many messages since the last load a built-in template stood in for one of the office.
    var fallbacks = 0
    /// Called with a line for `systemctl status` whenever it changes.
    var tellStatus: (@Sendable (String) -> Void)?
    var lastStatus = ""
    var lastRoutine: Routine?
    /// When something is to be said next; worked out anew when something was said or the office's hours have changed.
    var plannedRoutine: Instant?
    var routineIsPlanned = false
    /// What went wrong last and is wrong still, for the status line.
    var lastTrouble: String?
    /// How many looks there were since the start: tests hold it against what there was to do.
    package private(set) var passes = 0
    /// How many obligations were planned since the start, one that was planned again counted again: for tests, too.
    package var planned = 0
    /// Alarms that were told today, so that one fault is one letter.
    var alarmsTold: [String: CivilDate] = [:]

    public init(_ surroundings: Surroundings, settings: Settings) {
        executor = QueueExecutor(queue: surroundings.queue)
        ledger = surroundings.ledger
        clock = surroundings.clock
        runner = surroundings.runner
        logger = surroundings.logger
        stateDirectory = surroundings.stateDirectory
        templates = surroundings.templates
        voice = surroundings.voice
        credentials = surroundings.credentials
        plantedBugs = surroundings.plantedBugs
        storageFailed = surroundings.storageFailed
        startedAt = surroundings.clock.now
        watchedSince = startedAt
        sanity = ClockSanity(newestEntry: nil, now: startedAt, elapsed: surroundings.clock.elapsed)
        self.settings = settings
        planner = Planner(settings: settings)
        renderer = Renderer(settings: settings, templates: surroundings.templates)
    }

    /// Puts other settings in force; the plan made by the old ones is thrown away.
    func use(_ settings: Settings) {
        routineIsPlanned = false
        self.settings = settings
        planner = Planner(settings: settings)
        renderer = Renderer(settings: settings, templates: templates)
        let names = Set(settings.gateways.map(\.name))
        for gateway in settings.gateways {
            pools[gateway.name, default: CourierPool(gateway: gateway)].adopt(gateway)
        }
        for (name, pool) in pools where pool.isIdle && !names.contains(name) { pools[name] = nil }
        forgetRound()
    }

    /// Throws the plan of the moment away: something else than a claim changed what it rests on.
    func forgetRound() {
        round = nil
        fuse = nil
        mayHaveDeferred = true
    }

    // MARK: Life

    /// Takes up what an earlier run left, and starts to watch.
    public func start() throws(LedgerError) {
        watchedSince = clock.now
        try judgeClock()
        // The clock may have been set back while nobody watched.
        latestSeen = sanity.newestEntry
        isHeld = try ledger.isHeldByOrder()
        isWatching = true
        use(settings)
        mustTakeUp = true
        pass()
    }

    /// Lets what is in flight end, claims nothing more, and returns when its outcomes are durable.
    public func stop() async {
        isStopping = true
        clock.arm(at: nil) {}
        // Claimed some milliseconds ahead: durable, so they go.
        startDue(at: .distantFuture)
        // Outcomes that a full disk kept waiting have no timer now.
        if !landings.isEmpty { queuePass() }
        await quiet()
        isWatching = false
    }

    /// Returns when no program runs and every outcome is durable.
    public func quiet() async {
        if isQuiet || storageFailure != nil { return }
        await withCheckedContinuation { quietWaiters.append($0) }
    }

    private var isQuiet: Bool {
        landings.isEmpty && !passIsQueued && flights.values.allSatisfy { !$0.isRunning }
    }

    /// Whether nothing is left to do before the timer fires, a program ends or a command comes.
    var isAtRest: Bool {
        !passIsQueued && (landings.isEmpty || storageFullUntil != nil)
    }

    private func tellQuiet() {
        guard isQuiet || storageFailure != nil else { return }
        for waiter in quietWaiters { waiter.resume() }
        quietWaiters = []
    }

    /// What Dispatch calls back on.
    nonisolated var executorQueue: DispatchQueue { executor.queue }

    // MARK: Passes

    /// Sets what hears of the status line.
    func tell(status: @escaping @Sendable (String) -> Void) {
        tellStatus = status
    }

    /// Whether the ledger answers; asked on the scheduler's own queue.
    var isAlive: Bool {
        (try? ledger.nextWake()) != nil || (try? ledger.nextExpiry()) != nil || (try? ledger.head()) != nil
    }

    /// Asks for a pass after what is on the queue already, so that nothing is starved.
    func queuePass() {
        guard isWatching, !passIsQueued else { return }
        passIsQueued = true
        executor.queue.async {
            self.assumeIsolated { engine in
                engine.passIsQueued = false
                engine.pass()
            }
        }
    }

    /// One look at everything: outcomes are laid down, what is due is claimed, the timer is set.
    func pass() {
        let now = clock.now
        guard isWatching, storageFailure == nil else { return }
        passes += 1
        defer { tellQuiet() }
        // Before all else: what is durable and due is not to wait for what is not.
        startDue(at: now)
        // Unless the clock was set back meanwhile.
        if let until = storageFullUntil, (1...60_000).contains(until.milliseconds(since: now)), !isStopping {
            arm(at: min(until, nextStart ?? until))
            return
        }
        watch(at: now)
        storageFullUntil = nil
        do throws(LedgerError) {
            // For as long as there is no room nothing is planned or written that could not be laid down.
            if storageFullSince != nil { try ledger.probe() }
            let fault = try noteFault(at: now)
            if fault == nil { try noteTime(now) }
            endSilence(of: fault, at: now)
            if mustTakeUp, fault == nil {
                try takeUpUnfinished()
                mustTakeUp = false
            }
            // Outcomes come on a wrong clock, too.
            let present = fault == nil ? now : likelyNow
            var transaction = LedgerTransaction(at: present)
            let landed = try take(into: &transaction, at: present)
            let taken = isStopping || fault != nil ? [] : try claim(into: &transaction, freeing: landed, at: now)
            if fault == nil, !isStopping {
                try performRoutine(into: &transaction, at: now)
            }
            try commit(transaction)
            land(landed)
            launch(taken)
            if fault == nil {
                try scheduleNext(after: now, worked: !taken.isEmpty)
            } else {
                arm(at: now.adding(seconds: 60))
            }
            try showStatus(fault)
            storageFullSince = nil
        } catch {
            storageTrouble(error, at: now)
        }
    }

    /// Writes a transaction: the one door of the engine to the ledger.
    func commit(_ transaction: LedgerTransaction) throws(LedgerError) {
        try ledger.commit(transaction)
        if transaction.defersAny { mayHaveDeferred = true }
    }

    /// What the limits have counted so far counts no more.
    func releaseFuse() {
        fuseSince = clock.now
        forgetRound()
    }

    /// A clock that was set back: what was let go before counts from here on.
    func limitFuse(to now: Instant) {
        fuseSince = min(fuseSince, now)
    }

    /// When the fuse begins to count messages of a window.
    func fuseStart(_ window: Instant) -> Instant {
        max(window, fuseSince)
    }

    /// The disk is full: stay and look again.
    ///
    /// Anything else, or a full disk at the stop: the process ends, and systemd starts it anew.
    func storageTrouble(_ error: LedgerError, at now: Instant) {
        forgetRound()
        logger.critical("\(error)", metadata: ["event": "storage-failed"])
        guard error.code == .full, !isStopping else {
            isStopping = true
            storageFailure = error
            clock.arm(at: nil) {}
            storageFailed(error)
            return
        }
        // The operator was not notified as the transaction would have done, nor was the day's report written.
        alarmsTold = [:]
        lastRoutine = nil
        routineIsPlanned = false
        storageFullSince = storageFullSince ?? now
        let again = now.adding(seconds: 60)
        storageFullUntil = again
        arm(at: again)
    }
}
