public import Delivery
public import Directives
public import Dispatch
public import Ledger
public import Logging

/// The engine: claims what is due, hands it to the couriers, and lays down what came of it.
///
/// It lives on one serial queue. It wakes for one timer, for couriers that end and for commands; between them it holds
/// nothing but the settings and the places of the gateways. All that it must not forget is in the ledger.
public actor ReminderEngine {
    /// How long before its instant a message may be claimed, so that its gateway starts on it: design §5 allows 100.
    static let claimAhead: Int64 = 50
    /// How many messages one transaction claims at most.
    static let batchLimit = 64
    /// How long an outcome waits for company when others are in flight, in milliseconds.
    static let outcomeLinger = 5
    /// A timer that comes later than this has slept: what it passed over is late.
    static let watchGap: Int64 = 60_000

    /// Where the engine gets its surroundings from.
    public struct Surroundings: Sendable {
        public let ledger: Ledger
        public let clock: any EngineClock
        public let runner: any CommandRunner
        public let queue: DispatchQueue
        public let logger: Logger
        /// The folder that `{state}` in a command stands for.
        public let stateDirectory: String
        /// The templates; read with each accepted configuration.
        public let templates: TemplateLibrary
        /// Whether letters go to the operator; a rehearsal writes none.
        public let speaksOfItself: Bool
        /// Called once when the storage has failed and the process must end.
        public let storageFailed: @Sendable (LedgerError) -> Void

        public init(
            ledger: Ledger, clock: any EngineClock, runner: any CommandRunner, queue: DispatchQueue, logger: Logger,
            stateDirectory: String, templates: TemplateLibrary, speaksOfItself: Bool = true,
            storageFailed: @escaping @Sendable (LedgerError) -> Void
        ) {
            self.ledger = ledger
            self.clock = clock
            self.runner = runner
            self.queue = queue
            self.logger = logger
            self.stateDirectory = stateDirectory
            self.templates = templates
            self.speaksOfItself = speaksOfItself
            self.storageFailed = storageFailed
        }
    }

    private nonisolated let executor: QueueExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let ledger: Ledger
    let clock: any EngineClock
    let runner: any CommandRunner
    let logger: Logger
    let stateDirectory: String
    let templates: TemplateLibrary
    let speaksOfItself: Bool
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

    // The scheduler.
    var round: Round?
    var fuse: Fuse?
    var watchedSince: Instant
    /// What the timer is set to; a call that comes much later has slept.
    private var armedFor: Instant?
    private var passIsQueued = false
    /// No pass before `start()`: what it claimed would be taken for an earlier run's; and none after `stop()`.
    private var isStarted = false
    private var isStopping = false
    /// Set while the disk is full: claim nothing, look again each minute.
    private var storageFullUntil: Instant?
    private var quietWaiters: [CheckedContinuation<Void, Never>] = []
    /// An order holds everything.
    var isHeld = false
    /// What the limits count is counted from here on: a person let go what was held.
    private var fuseSince = Instant.distantPast
    var sanity: ClockSanity
    private var lastFault: ClockSanity.Fault?
    let startedAt: Instant
    /// Called with a line for `systemctl status` whenever it changes.
    var tellStatus: (@Sendable (String) -> Void)?
    private var lastStatus = ""
    var lastRoutine: Routine?
    /// What went wrong last and is wrong still, for the status line.
    var lastTrouble: String?
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
        speaksOfItself = surroundings.speaksOfItself
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
        self.settings = settings
        planner = Planner(settings: settings)
        renderer = Renderer(settings: settings, templates: templates)
        let names = Set(settings.gateways.map(\.name))
        for gateway in settings.gateways where pools[gateway.name]?.isIdle ?? true {
            pools[gateway.name] = CourierPool(gateway: gateway)
        }
        for (name, pool) in pools where pool.isIdle && !names.contains(name) { pools[name] = nil }
        forgetRound()
    }

    /// Throws the plan of the moment away: something else than a claim changed what it rests on.
    func forgetRound() {
        round = nil
        fuse = nil
    }

    // MARK: Life

    /// Takes up what an earlier run left, and starts to watch.
    public func start() throws(LedgerError) {
        watchedSince = clock.now
        sanity = ClockSanity(newestEntry: try ledger.newestEntry(), now: clock.now, elapsed: clock.elapsed)
        isHeld = try ledger.isHeldByOrder()
        use(settings)
        try takeUpUnfinished()
        isStarted = true
        pass()
    }

    /// Lets what is in flight end, claims nothing more, and returns when its outcomes are durable.
    public func stop() async {
        isStopping = true
        clock.arm(at: nil) {}
        // Claimed some milliseconds ahead: durable, so they go.
        startDue(at: .distantFuture)
        await quiet()
        isStarted = false
    }

    /// Returns when no program runs and every outcome is durable.
    public func quiet() async {
        if isQuiet { return }
        await withCheckedContinuation { quietWaiters.append($0) }
    }

    private var isQuiet: Bool {
        landings.isEmpty && !passIsQueued && flights.values.allSatisfy { !$0.isRunning }
    }

    private func tellQuiet() {
        guard isQuiet else { return }
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
        (try? ledger.nextWake()) != nil || (try? ledger.nextRetry()) != nil || (try? ledger.head()) != nil
    }

    /// Asks for a pass after what is on the queue already, so that nothing is starved.
    func queuePass() {
        guard isStarted, !passIsQueued else { return }
        passIsQueued = true
        executor.queue.async {
            self.assumeIsolated { engine in
                engine.passIsQueued = false
                engine.pass()
            }
        }
    }

    private func timerFired() {
        let now = clock.now
        if let armedFor, now.milliseconds(since: armedFor) > Self.watchGap {
            // The machine slept or its clock was set: what it passed over follows the rule for passed slots.
            watchedSince = now
            forgetRound()
        }
        armedFor = nil
        pass()
    }

    /// One look at everything: outcomes are laid down, what is due is claimed, the timer is set.
    func pass() {
        // A timer that was set before the stop may come after the ledger is closed.
        guard isStarted else { return }
        let now = clock.now
        defer { tellQuiet() }
        if let until = storageFullUntil, now < until, !isStopping {
            arm(at: until)
            return
        }
        storageFullUntil = nil
        let fault = noteFault(at: now)
        do throws(LedgerError) {
            var batch = ClaimBatch()
            let landed = take(into: &batch, at: now)
            let taken = isStopping || fault != nil ? [] : try claim(into: &batch, freeing: landed, at: now)
            if fault == nil, !isStopping { try performRoutine(into: &batch, at: now) }
            if !batch.isEmpty { try ledger.claim(batch) }
            land(landed)
            launch(taken)
            if fault == nil {
                try scheduleNext(after: now, worked: !taken.isEmpty)
            } else {
                arm(at: now.adding(seconds: 60))
            }
            try showStatus(fault)
        } catch {
            storageTrouble(error, at: now)
        }
    }

    /// Tells once of a clock that cannot be right; while it lasts, nothing is claimed.
    private func noteFault(at now: Instant) -> ClockSanity.Fault? {
        let fault = clockFault()
        if let fault, fault != lastFault {
            logger.critical(
                "\(fault); nothing is claimed until it is right or accepted", metadata: ["event": "clock-insane"])
            var batch = ClaimBatch()
            alarm(.clock(fault), &batch, at: now)
            try? ledger.claim(batch)
        }
        lastFault = fault
        return fault
    }

    /// The machine's clock was set: the size is told, and slots that it passed over follow the rule for passed slots.
    func clockStepped() {
        let now = clock.now
        let step = sanity.step(now: now, elapsed: clock.elapsed)
        guard abs(step) > 0 else { return }
        logger.notice(
            "the clock was set by \(step) ms", metadata: ["event": "clock-stepped", "milliseconds": "\(step)"])
        try? ledger.append([NewEvent(at: now, kind: .clockStepped, detail: ["milliseconds": "\(step)"])])
        if step > Self.watchGap { watchedSince = now }
        forgetRound()
        queuePass()
    }

    /// What the limits have counted so far counts no more.
    func releaseFuse() {
        fuseSince = clock.now
        forgetRound()
    }

    /// When the fuse begins to count messages of a window.
    func fuseStart(_ window: Instant) -> Instant {
        max(window, fuseSince)
    }

    private func showStatus(_ fault: ClockSanity.Fault?) throws(LedgerError) {
        guard let tellStatus, flights.isEmpty else { return }
        var line = try ledger.nextWake().map { "Next: \(settings.time.zone.iso8601($0))" } ?? "Nothing to come"
        if isHeld || settings.hold { line += "; HELD" }
        if let fault { line = "CLOCK: \(fault)" }
        if let trouble = lastTrouble { line += "; \(trouble)" }
        guard line != lastStatus else { return }
        lastStatus = line
        tellStatus(line)
    }

    private func scheduleNext(after now: Instant, worked: Bool) throws(LedgerError) {
        if isStopping { return }
        startDue(at: now)
        if worked || canClaim(at: now) {
            queuePass()
            return
        }
        var next = flights.values.lazy.filter { !$0.isRunning }.map(\.startsAt).min()
        let consider = { (instant: Instant?) in
            guard let instant else { return }
            next = min(next ?? instant, instant)
        }
        if round == nil {
            consider(try ledger.nextWake()?.adding(milliseconds: -Self.claimAhead))
        } else {
            consider(pools.values.compactMap { $0.rateRelease(at: now) }.min())
        }
        if hasRoom(at: now) { consider(try ledger.nextRetry()) }
        consider(try nextRoutine())
        arm(at: next)
    }

    private func arm(at instant: Instant?) {
        armedFor = instant
        clock.arm(at: instant) { self.assumeIsolated { $0.timerFired() } }
    }

    /// Whether a message of the round could be claimed at once; else the end of a flight or the rate's timer wakes.
    private func canClaim(at now: Instant) -> Bool {
        guard let round else { return false }
        return pools.keys.contains { name in
            pools[name]?.room(at: now) ?? 0 > 0
                && round.hasMessage(of: name) { busy.contains(Lane(gateway: name, address: $0)) }
        }
    }

    private func hasRoom(at now: Instant) -> Bool {
        pools.keys.contains { pools[$0]?.room(at: now) ?? 0 > 0 }
    }

    /// The disk is full: stay and look again.
    ///
    /// Anything else: the process ends, and systemd starts it anew.
    private func storageTrouble(_ error: LedgerError, at now: Instant) {
        forgetRound()
        logger.critical("\(error)", metadata: ["event": "storage-failed"])
        guard error.code == .full else {
            isStopping = true
            storageFailed(error)
            return
        }
        let again = now.adding(seconds: 60)
        storageFullUntil = again
        arm(at: again)
    }
}

extension ClaimBatch {
    /// Whether there is nothing to lay down.
    var isEmpty: Bool {
        messages.isEmpty && skips.isEmpty && advances.isEmpty && events.isEmpty && outcomes.isEmpty && starts.isEmpty
            && endings.isEmpty
    }
}
