import Directives
import Gateways
import Ledger

/// Planning: from the obligations that are due to the messages of the due queue.
extension ReminderEngine {
    /// How many milliseconds before its instant a message is claimed, so that its gateway starts at the instant; at most 100.
    static let claimAhead: Int64 = 50
    /// The time set aside for planning and rendering each obligation of a burst; about a third of it was measured.
    static let planningMicroseconds: Int64 = 600
    /// The longest time before the first claim at which planning begins, in milliseconds.
    static let planningLimit: Int64 = 10_000

    /// What a plan made now would rest on.
    var planInputs: Claimer.Inputs {
        .init(settings: settingsRevision, clock: clockAssessment.revision, claimer: claimer.revision)
    }

    /// The plan in force, to be read.
    var plan: Claimer.Plan? { claimer.plan(planInputs) }

    /// Takes the current plan out of the claimer: makes it if there is none, extends it by what has come due since, or makes
    /// it anew if waiting messages need another text.
    func takePlan(_ places: Places, at now: Instant) throws(LedgerError) -> Claimer.Plan? {
        var plan = claimer.take(planInputs)
        if let next = plan?.queue.next, next <= now.adding(milliseconds: Self.claimAhead) {
            try extend(&plan, at: now)
        }
        if plan == nil { plan = try makePlan(at: now) }
        if let current = plan, isOutdated(current.queue, places, at: now) { plan = try makePlan(at: now) }
        return plan
    }

    /// When the queue of the next wake is to be planned: in time for its first claim, however many are due with it.
    func nextPlanning() throws(LedgerError) -> Instant? {
        guard let wake = try ledger.nextWake() else { return nil }
        // Counting stops here: planning never begins earlier than `planningLimit`.
        let most = Int(Self.planningLimit * 1_000 / Self.planningMicroseconds)
        let planning = Int64(try ledger.wakingCount(through: wake, limit: most)) * Self.planningMicroseconds / 1_000
        return wake.adding(milliseconds: -Self.claimAhead - planning)
    }

    /// Plans the messages of all obligations that are due now or with the next wake; nil when it is not time for that.
    private func makePlan(at now: Instant) throws(LedgerError) -> Claimer.Plan? {
        guard let wake = try ledger.nextWake(), let planning = try nextPlanning(), planning <= now else { return nil }
        let horizon = max(now.adding(milliseconds: Self.claimAhead), wake)
        let queue = try queue(of: try ledger.waking(through: horizon), through: horizon, at: now)
        // It may be planned before midnight and claimed after it: the fuse counts the day of the claim.
        let countedAt = max(now, queue.opens)
        let fuse = Fuse(
            settings: settings, isHeld: claimer.isHeld, hour: try countHour(at: countedAt),
            day: try countDay(queue, at: countedAt))
        return queue.isEmpty ? nil : .init(queue: queue, fuse: fuse, countedAt: countedAt, inputs: planInputs)
    }

    /// Adds to the queue what has come due since it was planned, however much waits in it: a slow gateway must not delay
    /// later messages of the others.
    ///
    /// Leaves no plan if it must be made anew: an obligation in it comes due again before all its messages are claimed, or
    /// midnight has passed and the fuse counts a new day.
    private func extend(_ plan: inout Claimer.Plan?, at now: Instant) throws(LedgerError) {
        let horizon = now.adding(milliseconds: Self.claimAhead)
        let zone = settings.time.zone
        guard var current = plan.take(), current.queue.reopening.map({ $0 > horizon }) ?? true,
            zone.date(at: current.countedAt) == zone.date(at: now)
        else { return }
        // Settled slots that are not written yet would be returned by the ledger again: then it is extended next time.
        if current.queue.skips.isEmpty, current.queue.advances.isEmpty {
            let waking = try ledger.waking(after: current.queue.horizon, through: horizon)
            let later = try queue(of: waking, through: horizon, at: now)
            let isOld = abs(now.milliseconds(since: current.countedAt)) >= ClockAssessment.tolerance
            current.fuse.recount(hour: isOld ? try countHour(at: now) : nil, day: try countDay(later, at: now))
            if isOld { current.countedAt = now }
            current.queue.extend(by: later)
            // The commit of what ended in between raised the revision, but nothing of it is in this queue.
            current.inputs = planInputs
        }
        plan = current
    }

    /// Whether waiting messages must be planned anew.
    ///
    /// That is so if the first message of a gateway that is suspended, or whose programs the machine cannot start, has waited
    /// so long that its text must say that it is late; or if one did not go in the office hours of its instant; or if a late
    /// one is due while the office is closed, and was planned for office hours that are over, or for a due that is no longer
    /// near. So a passed slot follows one rule, whatever delayed it.
    private func isOutdated(_ queue: DueQueue, _ places: Places, at now: Instant) -> Bool {
        guard queue.opens <= now else { return false }
        let closedSince = settings.time.closedSince(at: now)
        let waitedSince = now.adding(milliseconds: -ClockAssessment.tolerance)
        let unserved = Set(attempts.unserved)
        let schedule = RetrySchedule(settings.time)
        return places.capacities.contains { name, capacity in
            var capacity = capacity
            guard let first = queue.first(of: name), capacity.room(at: now) > 0 else { return false }
            if !first.isLate, unserved.contains(name), first.at < waitedSince { return true }
            guard let closedSince else { return false }
            return queue.queues[name]?.contains { message in
                message.isLate
                    ? message.at <= now
                        && (message.at < closedSince
                            || !queue.dues(of: message).allSatisfy { schedule.isNear($0, at: now) })
                    : message.at < closedSince
            } ?? false
        }
    }

    /// The messages of obligations with slots up to a horizon.
    ///
    /// Obligations whose end has come (a withdrawal's day, the end of
    /// a unit) are ended first.
    private func queue(
        of obligations: [WakingObligation], through horizon: Instant, at now: Instant
    ) throws(LedgerError) -> DueQueue {
        planned += obligations.count
        let since = obligations.map(\.row.settled).min() ?? now
        let settled = try ledger.settledKeys(of: obligations.map(\.row.obligation.key), since: since)
        let open = try endExpired(obligations, settled, through: horizon, at: now)
        let changed = open.map(\.row.obligation).filter { $0.version > 1 }.map(\.key)
        let told =
            plantedBugs.contains(.writtenCountsAsKnown)
            ? try ledger.recordedSlots(of: changed).mapValues { Set($0.sent.keys) } : try ledger.toldSlots(of: changed)
        var queue = DueQueue(
            open, settled: settled, told: told,
            .init(
                planner: planner, now: now, horizon: horizon, onTimeSince: clockAssessment.onTimeSince,
                gatewayOnTimeSince: clockAssessment.onTimeSince(suspended: attempts.unserved, at: now),
                plantedBugs: plantedBugs))
        queue.note(following: try ledger.nextWake(after: horizon))
        return queue
    }

    private func countHour(at now: Instant) throws(LedgerError) -> Int {
        try ledger.claimedCount(since: claimer.countStart(now.adding(seconds: -3_600)), through: now)
    }

    private func countDay(_ queue: DueQueue, at now: Instant) throws(LedgerError) -> [String: Int] {
        let zone = settings.time.zone
        let midnight = zone.instant(zone.date(at: now))
        let start = plantedBugs.contains(.limitsForgetRestart) ? max(midnight, startedAt) : midnight
        return try ledger.claimedCounts(
            since: claimer.countStart(start), through: now, addresses: Array(queue.addresses))
    }
}
