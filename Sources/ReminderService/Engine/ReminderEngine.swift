public import Directives
import Dispatch
import Gateways
public import Ledger
import Logging
import Rendering
import Systemd

/// The engine: claims what is due, hands it to the gateways, and records what came of it.
///
/// It lives on one serial queue and wakes for one timer, for gateways that end and for orders. All that it must not forget
/// is in the ledger. Each part below owns its variables; the stages of a pass (`Stages/`) say what to write.
public actor ReminderEngine {
    private nonisolated let executor: QueueExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    /// What Dispatch calls back on.
    nonisolated var executorQueue: DispatchQueue { executor.queue }

    let ledger: Ledger
    let clock: any EngineClock
    let runner: any CommandRunner
    let background: any BackgroundWork
    let logger: Logger
    let automaticMail: AutomaticMail
    let credentials: Credentials
    let plantedBugs: Set<PlantedBug>
    let startedAt: Instant
    let storageFailed: @Sendable (LedgerError) -> Void

    private(set) var settings: Settings
    private(set) var settingsRevision = 0
    private(set) var planner: Planner
    var outgoing: Outgoing

    var lifecycle = Lifecycle()
    var clockAssessment: ClockAssessment
    var attempts: Attempts
    var claimer: Claimer
    var operatorMail = OperatorMail()
    var routineMail = RoutineMail()
    var statusLine = StatusLine()

    /// How many passes there were, and how often obligations were planned: tests compare it with what there was to do.
    package private(set) var passes = 0
    package var planned = 0

    public init(_ dependencies: Dependencies, settings: Settings) {
        executor = QueueExecutor(queue: dependencies.queue)
        ledger = dependencies.ledger
        clock = dependencies.clock
        runner = dependencies.runner
        background = dependencies.backgroundWork
        logger = dependencies.logger
        automaticMail = dependencies.automaticMail
        credentials = dependencies.credentials
        plantedBugs = dependencies.plantedBugs
        attempts = Attempts(plantedBugs: plantedBugs)
        claimer = Claimer(plantedBugs: plantedBugs)
        storageFailed = dependencies.storageFailed
        let reading = dependencies.clock.reading
        startedAt = reading.now
        clockAssessment = ClockAssessment(reading, isJudged: dependencies.clock.isWall)
        self.settings = settings
        planner = Planner(settings: settings)
        outgoing = Outgoing(
            settings, dependencies.templates, stateDirectory: dependencies.stateDirectory,
            credentials: dependencies.credentials, logger: dependencies.logger)
    }

    /// Puts other settings in force, and other templates where there are any.
    func use(_ settings: Settings, _ templates: TemplateLibrary? = nil) {
        self.settings = settings
        settingsRevision += 1
        if !plantedBugs.contains(.loadKeepsOldPlanner) { planner = Planner(settings: settings) }
        outgoing = outgoing.using(settings, templates ?? outgoing.templates)
        attempts.use(settings.gateways)
    }

    /// Starts to make passes; the first resumes what an earlier process left.
    public func start() throws(LedgerError) {
        watchStorage()
        clockAssessment.start(clock.reading, newestEntry: try newestEntry())
        claimer.setHold(try ledger.state.hold().isOn && !plantedBugs.contains(.holdForgottenAtRestart))
        lifecycle.started()
        use(settings)
        pass()
    }

    /// Lets what runs end, claims nothing more, and returns when its outcomes are written.
    public func stop() async {
        lifecycle.stopRequested()
        clock.arm(at: nil) {}
        // Claimed some milliseconds ahead: durable, so they go.
        startDue(at: .distantFuture)
        // Outcomes that a full disk kept waiting have no timer now.
        if !attempts.finished.isEmpty { queuePass() }
        await quiet()
        lifecycle.stopped()
    }

    /// Returns when no program runs and every outcome is written.
    public func quiet() async {
        if attempts.isQuiet && !lifecycle.passIsQueued || lifecycle.failure != nil { return }
        await withCheckedContinuation { lifecycle.wait($0) }
    }

    func notifyQuiet() {
        for waiter in lifecycle.takeWaiters(isQuiet: attempts.isQuiet) { waiter.resume() }
    }

    /// Whether nothing is left to do before the timer fires, a program ends or an order comes.
    var isAtRest: Bool { !lifecycle.passIsQueued && (attempts.finished.isEmpty || lifecycle.isPaused) }

    // MARK: Passes

    /// Asks for a pass after what is on the queue already, so that nothing is starved.
    func queuePass() {
        guard lifecycle.passRequested() else { return }
        executor.queue.async {
            self.assumeIsolated { engine in
                engine.lifecycle.passDequeued()
                engine.pass()
            }
        }
    }

    /// One look at everything, in this order.
    ///
    /// The clock comes before the outcomes, in transactions of its own: it says at what instant they are recorded, and a
    /// step back changes what the stages after it read. What has expired ends with the plan, which finds it.
    func pass() {
        guard lifecycle.isActive else { return }
        let reading = clock.reading
        let now = reading.now
        passes += 1
        defer { notifyQuiet() }
        // Before all else: what is durable and due does not wait for what is not.
        startDue(at: now)
        if let until = lifecycle.pause(at: now) { return arm(at: min(until, attempts.nextStart ?? until)) }
        let look = clockAssessment.look(reading, storageBlockedSince: lifecycle.storageBlockedSince)
        do throws(LedgerError) {
            // While nothing can be written nothing is planned or rendered that could not be written.
            if lifecycle.storageBlockedSince != nil { try ledger.probe() }
            try write(look)
            let isRight = look.isRight || plantedBugs.contains(.insaneClockClaims)
            if isRight, lifecycle.mustResume {
                try resumeUnfinished()
                lifecycle.resumed()
            }
            var transaction = LedgerTransaction(at: isRight ? now : likelyNow)
            let finished = try recordFinished(into: &transaction)
            var claimed: [RunningAttempt] = []
            var plan: Claimer.Plan?
            if isRight, !lifecycle.isStopping {
                var places = attempts.places(freeing: finished)
                try retry(&places, &claimed, into: &transaction, at: now)
                plan = try takePlan(places, at: now)
                try claim(from: &plan, &places, &claimed, into: &transaction, at: now)
                try closePostponed(into: &transaction, at: now)
                try sendRoutineMail(into: &transaction, at: now)
            }
            if plantedBugs.contains(.claimAfterSend) { start(claimed) }
            if plantedBugs.contains(.outcomeBeforeDurable) { release(finished) }
            let refused = try commitInParts(transaction)
            claimed.removeAll { attempt in refused.contains { $0.0.message == attempt.message } }
            if let plan = plan.take(), refused.isEmpty { claimer.keep(plan) }
            if !plantedBugs.contains(.outcomeBeforeDurable) { release(finished) }
            if !plantedBugs.contains(.claimAfterSend) { start(claimed) }
            if let (_, error) = refused.first { alarmSoon(.refused("\(error)")) }
            if isRight {
                try scheduleNext(after: now, worked: !claimed.isEmpty)
            } else {
                arm(at: now.adding(seconds: 60))
            }
            try showStatus(look.fault)
            noteStorageWorks(at: now)
        } catch {
            storageTrouble(error, at: now)
        }
    }

    /// Writes a transaction: the one door of the engine to the ledger.
    func commit(_ transaction: LedgerTransaction) throws(LedgerError) {
        claimer.note(transaction)
        try ledger.commit(transaction)
        claimer.noteCommitted(transaction)
        if transaction.acceptsClock { clockAssessment.accept(clock.reading) }
    }
}
