import Directives
import Ledger

/// Ending what has ended by itself: on the day of its withdrawal, or with its unit when all is said.
extension ReminderEngine {
    /// Ends what has ended by itself by a horizon, in a transaction of its own, and gives what is open.
    ///
    /// Of what the files ended before, it is time to write the letters.
    ///
    /// A part of planning rather than a stage before it: both rest on one read of the obligations that are due.
    func endExpired(
        _ obligations: [WakingObligation], _ settled: SettledKeys, through horizon: Instant, at now: Instant
    ) throws(LedgerError) -> [WakingObligation] {
        var open: [WakingObligation] = []
        var ended: [Ended] = []
        var transaction = LedgerTransaction(at: now)
        let told = obligations.filter { $0.row.obligation.state != .open }
        let closings = told.isEmpty ? [] : try ledger.postponedClosings(of: told.map(\.row.obligation.key))
        let reasons = Dictionary(closings.map { ($0.obligation, $0.reason) }, uniquingKeysWith: { first, _ in first })
        for waking in told {
            let (row, key) = (waking.row, waking.row.obligation.key)
            transaction.advance(.init(id: key, settled: row.settled, wake: nil, held: false))
            if !isHoldingAll { transaction.endPostponement(ofClosing: key) }
            ended.append(
                Ended(
                    obligation: row.obligation, directive: waking.directive, notice: waking.notice,
                    reason: reasons[key] ?? nil))
        }
        for waking in obligations where waking.row.obligation.state == .open {
            guard let state = ending(of: waking, settled, at: horizon) else {
                open.append(waking)
                continue
            }
            var obligation = waking.row.obligation
            obligation.state = state
            obligation.ended = obligation.ended ?? now
            transaction.skip(
                planner.unclaimed(waking.row, in: waking.directive, before: obligation.ended ?? now, settled),
                as: .noLongerTrue)
            let withdrawal = state == .withdrawn ? waking.directive.withdrawn?.reason ?? "" : nil
            transaction.end(
                ObligationRow(obligation: obligation, settled: now, wake: nil), as: state,
                reason: withdrawal ?? "the unit \(obligation.unit) ended and nobody succeeds it")
            ended.append(
                Ended(
                    obligation: obligation, directive: waking.directive, notice: waking.notice, reason: withdrawal))
        }
        guard !ended.isEmpty else { return open }
        try close(ended, &transaction, at: told.isEmpty ? now : max(now, horizon))
        try commit(transaction)
        return open
    }

    private func ending(
        of waking: WakingObligation, _ settled: SettledKeys, at instant: Instant
    ) -> Obligation.State? {
        let row = waking.row
        if row.obligation.isOver(at: instant) { return .withdrawn }
        let slots = planner.slots(of: row.obligation, in: waking.directive)
        guard let end = planner.unitEnd(of: row.obligation, slots), end <= instant else { return nil }
        return planner.unclaimed(row, in: waking.directive, before: end, settled).isEmpty ? .unitEnded : nil
    }
}

extension Obligation {
    /// Whether the day of its withdrawal has come and it is still open.
    func isOver(at instant: Instant) -> Bool {
        state == .open && ended.map { $0 <= instant } ?? false
    }
}
