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
    /// How long planning may take for each obligation that is due with others; a third of it is usual.
    static let planningMicroseconds: Int64 = 200
    /// How long before its first claim a round is planned at most, in milliseconds.
    static let planningLimit: Int64 = 5_000
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
        /// Called once when the storage has failed and the process must end.
        public let storageFailed: @Sendable (LedgerError) -> Void

        public init(
            ledger: Ledger, clock: any EngineClock, runner: any CommandRunner, queue: DispatchQueue, logger: Logger,
            stateDirectory: String, templates: TemplateLibrary,
            storageFailed: @escaping @Sendable (LedgerError) -> Void
        ) {
            self.ledger = ledger
            self.clock = clock
            self.runner = runner
            self.queue = queue
            self.logger = logger
            self.stateDirectory = stateDirectory
            self.templates = templates
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
    private var isStopping = false
    /// Set while the disk is full: claim nothing, look again each minute.
    private var storageFullUntil: Instant?
    private var quietWaiters: [CheckedContinuation<Void, Never>] = []
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
        storageFailed = surroundings.storageFailed
        watchedSince = surroundings.clock.now
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
        use(settings)
        try takeUpUnfinished()
        pass()
    }

    /// Lets what is in flight end, claims nothing more, and returns when its outcomes are durable.
    public func stop() async {
        isStopping = true
        clock.arm(at: nil) {}
        // Claimed some milliseconds ahead: durable, so they go.
        startDue(at: .distantFuture)
        await quiet()
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

    /// Asks for a pass after what is on the queue already, so that nothing is starved.
    func queuePass() {
        guard !passIsQueued else { return }
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
        let now = clock.now
        defer { tellQuiet() }
        // Before all else: what is durable and due is not to wait for what is not.
        startDue(at: now)
        if let until = storageFullUntil, now < until, !isStopping {
            arm(at: until)
            return
        }
        storageFullUntil = nil
        do throws(LedgerError) {
            var batch = ClaimBatch()
            let landed = take(into: &batch, at: now)
            let taken = isStopping ? [] : try claim(into: &batch, freeing: landed, at: now)
            if !batch.isEmpty { try ledger.claim(batch) }
            land(landed)
            launch(taken)
            try scheduleNext(after: now, worked: !taken.isEmpty)
        } catch {
            storageTrouble(error, at: now)
        }
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
        if let round, round.opens > now {
            consider(round.opens)
        } else if round == nil {
            consider(try nextPlanning())
        } else {
            consider(pools.values.compactMap { $0.rateRelease(at: now) }.min())
        }
        if hasRoom(at: now) { consider(try ledger.nextRetry()) }
        arm(at: next)
    }

    private func arm(at instant: Instant?) {
        armedFor = instant
        clock.arm(at: instant) { self.assumeIsolated { $0.timerFired() } }
    }

    /// Whether a message of the round could be claimed at once; else the end of a flight or the rate's timer wakes.
    private func canClaim(at now: Instant) -> Bool {
        guard let round, round.opens <= now else { return false }
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
