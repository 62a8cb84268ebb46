import Directives
import Gateways
import Ledger

/// Planning: from the obligations that are due to the messages of a round.
extension ReminderEngine {
    /// Brings the round up to the moment: planned where there is none, extended by what has come due since, or planned
    /// anew where what waits in it is to be said otherwise.
    func updateRound(_ places: [String: CourierPool], at now: Instant) throws(LedgerError) {
        if let next = round?.next, next <= now.adding(milliseconds: Self.claimAhead) { try extendRound(at: now) }
        if round == nil { round = try planRound(at: now) }
        if mustReplan(places, at: now) {
            forgetRound()
            round = try planRound(at: now)
        }
    }

    /// Whether a message of the round has lain so long at a suspended gateway that it is to say that it is late, or is
    /// late and has seen the office close or, out of hours, the due pass that pressed: passed slots follow one rule,
    /// whatever let them pass.
    private func mustReplan(_ places: [String: CourierPool], at now: Instant) -> Bool {
        guard let round, round.opens <= now else { return false }
        let closedSince = settings.time.closedSince(at: now)
        let schedule = RetrySchedule(settings.time)
        return places.contains { name, pool in
            guard let next = round.first(of: name) else { return false }
            var pool = pool
            guard pool.room(at: now) > 0 else { return false }
            if next.items.contains(where: { $0.lateSince == nil }) {
                return !pool.breaker.isClosed && next.at < now.adding(milliseconds: -Self.watchGap)
            }
            guard let closedSince, next.at <= now else { return false }
            return next.at < closedSince || !round.dues(of: next).allSatisfy { schedule.isNear($0, at: now) }
        }
    }

    /// Slots before these instants have passed while their gateway was suspended.
    private func silence(at now: Instant) -> [String: Instant] {
        var silence = silentUntil
        for (name, pool) in pools where !pool.breaker.isClosed {
            silence[name] = now.adding(milliseconds: -Self.watchGap)
        }
        return silence
    }

    /// When the round of the next wake is to be planned: in time for its first claim, however many are due with it.
    func nextPlanning() throws(LedgerError) -> Instant? {
        guard let wake = try ledger.nextWake() else { return nil }
        // More than this many need no counting: planning begins no earlier for them.
        let most = Int(Self.planningLimit * 1_000 / Self.planningMicroseconds)
        let planning = Int64(try ledger.wakingCount(through: wake, limit: most)) * Self.planningMicroseconds / 1_000
        return wake.adding(milliseconds: -Self.claimAhead - planning)
    }

    /// Plans the messages of all obligations that are due now or with the next wake; nil when it is not time for that.
    private func planRound(at now: Instant) throws(LedgerError) -> Round? {
        guard let wake = try ledger.nextWake(), let planning = try nextPlanning(), planning <= now else { return nil }
        let horizon = max(now.adding(milliseconds: Self.claimAhead), wake)
        let round = try plan(try ledger.waking(through: horizon), through: horizon, at: now)
        // It may be planned before midnight and claimed after it: the fuse counts the day of the claim.
        fuseCountedAt = max(now, round.opens)
        fuse = Fuse(
            settings: settings, isHeld: isHeld, hour: try countHour(at: fuseCountedAt),
            day: try countDay(round, at: fuseCountedAt))
        return round.isEmpty ? nil : round
    }

    /// Takes up in the round what has come due since it was planned, however much waits in it: a gateway that lags
    /// behind keeps no later instant of another one waiting.
    ///
    /// The round is forgotten instead where an obligation that it has comes due again before all of it is claimed, and
    /// at midnight, when the fuse begins a new day.
    private func extendRound(at now: Instant) throws(LedgerError) {
        let horizon = now.adding(milliseconds: Self.claimAhead)
        let zone = settings.time.zone
        guard var current = round, current.reopening.map({ $0 > horizon }) ?? true,
            zone.date(at: fuseCountedAt) == zone.date(at: now)
        else { return forgetRound() }
        // What it has settled is laid down with this pass; the ledger knows it in the next one.
        guard current.skips.isEmpty, current.advances.isEmpty else { return }
        let waking = try ledger.waking(after: current.horizon, through: horizon)
        let later = try plan(waking, through: horizon, at: now)
        let isOld = abs(now.milliseconds(since: fuseCountedAt)) >= Self.watchGap
        fuse?.recount(hour: isOld ? try countHour(at: now) : nil, day: try countDay(later, at: now))
        if isOld { fuseCountedAt = now }
        // Out of its place while it changes: held twice, all of it would be copied.
        round = nil
        current.extend(by: later)
        round = current
    }

    private func countHour(at now: Instant) throws(LedgerError) -> Int {
        try ledger.claimedCount(since: fuseStart(now.adding(seconds: -3_600)), through: now)
    }

    private func countDay(_ round: Round, at now: Instant) throws(LedgerError) -> [String: Int] {
        let zone = settings.time.zone
        return try ledger.claimedCounts(
            since: fuseStart(zone.instant(zone.date(at: now))), through: now, addresses: Array(round.addresses))
    }

    /// The messages of obligations with slots up to a horizon; those that have ended by themselves are ended.
    private func plan(
        _ obligations: [WakingObligation], through horizon: Instant, at now: Instant
    ) throws(LedgerError) -> Round {
        planned += obligations.count
        var waking = obligations
        let since = waking.map(\.row.settled).min() ?? now
        let settled = try ledger.settledKeys(of: waking.map(\.row.obligation.id), since: since)
        var over: [(WakingObligation, Obligation.State)] = []
        waking.removeAll { one in
            guard let state = ending(of: one, settled, at: horizon) else { return false }
            over.append((one, state))
            return true
        }
        if !over.isEmpty { try close(over, settled, at: now) }
        var round = Round(
            waking, settled: settled,
            .init(
                planner: planner, now: now, horizon: horizon, watchedSince: watchedSince,
                silentUntil: silence(at: now)))
        round.note(following: try ledger.nextWake(after: horizon))
        return round
    }

    /// How an open obligation has ended by itself: on the day of its withdrawal, or with its unit when all is said.
    private func ending(
        of waking: WakingObligation, _ settled: SettledKeys, at instant: Instant
    ) -> Obligation.State? {
        let row = waking.row
        if row.obligation.isOver(at: instant) { return .withdrawn }
        let slots = planner.slots(of: row.obligation, in: waking.directive)
        guard let end = planner.unitEnd(of: row.obligation, slots), end <= instant else { return nil }
        return planner.unclaimed(row, in: waking.directive, before: end, settled).isEmpty ? .unitEnded : nil
    }

    /// Ends obligations that have ended by themselves.
    private func close(
        _ over: [(WakingObligation, Obligation.State)], _ settled: SettledKeys, at now: Instant
    ) throws(LedgerError) {
        var transaction = LedgerTransaction(at: now)
        var ended: [Ended] = []
        for (waking, state) in over {
            var obligation = waking.row.obligation
            obligation.state = state
            obligation.ended = obligation.ended ?? now
            transaction.skip(
                planner.unclaimed(waking.row, in: waking.directive, before: obligation.ended ?? now, settled),
                as: .noLongerTrue)
            let reason =
                state == .withdrawn
                ? waking.directive.withdrawn?.reason ?? ""
                : "the unit \(obligation.unit) ended and nobody succeeds it"
            ended.append(
                Ended(
                    obligation: obligation, directive: waking.directive, notice: waking.notice,
                    reason: state == .withdrawn ? reason : nil))
            transaction.end(
                ObligationRow(obligation: obligation, settled: now, wake: nil), as: state, reason: reason)
        }
        try close(ended, &transaction, at: now)
        try commit(transaction)
    }
}

extension Obligation {
    /// Whether the day of its withdrawal has come and it is still open.
    func isOver(at instant: Instant) -> Bool {
        state == .open && ended.map { $0 <= instant } ?? false
    }
}
