import Directives
import Ledger
import Logging

extension ReminderEngine {
    /// At the first start of a program whose planner is another one than that which planned so far, sets the past of each
    /// open obligation from what was recorded: nothing that was sent or skipped before now is planned anew.
    ///
    /// What passed and was never recorded, as during a standstill, stays unclaimed, and follows the rule for passed slots.
    /// It is done in chunks; one that is cut off begins anew, to the same end.
    ///
    /// - Parameter revision: of this program's planner.
    func adoptPlanner(revision: Int = Planner.revision) throws(LedgerError) {
        let known = try ledger.state.plannerRevision()
        guard known != revision else { return }
        let now = likelyNow
        var last = ""
        var count = 0
        while true {
            let chunk = try ledger.allObligations(after: last, limit: 200)
            guard let final = chunk.last else { break }
            last = final.row.obligation.key
            let open = chunk.filter { $0.row.obligation.state == .open && !$0.row.obligation.isToCome(at: now) }
            if open.isEmpty { continue }
            let recorded = try ledger.recordedSlots(of: open.map(\.row.obligation.key))
            var transaction = LedgerTransaction(at: now)
            for one in open {
                transaction.replan(
                    try settled(one, recorded[one.row.obligation.key] ?? RecordedSlots(), at: now))
            }
            try ledger.commit(transaction)
            count += open.count
        }
        var transaction = LedgerTransaction(at: now)
        transaction.adopt(plannerRevision: revision)
        try ledger.commit(transaction)
        // A new ledger has nothing that another program planned.
        if count == 0 { return }
        logger.notice(
            "the planner is of revision \(revision), and was of \(known): \(count) obligations go on from now",
            metadata: ["event": "planner-adopted"])
    }

    private func settled(
        _ one: WakingObligation, _ recorded: RecordedSlots, at now: Instant
    ) throws(LedgerError) -> ObligationRow {
        let unclaimed = try ledger.unclaimedSlots(
            of: one.row, .init(planner: planner, directive: one.directive, notice: one.notice), before: now)
        var row = planner.row(
            of: one.row.obligation.settled(at: now, recorded: recorded, unclaimed: unclaimed), in: one.directive,
            settled: unclaimed.isEmpty ? now : one.row.settled)
        // As at a load: what the fuse held is looked at.
        if one.row.held, !unclaimed.isEmpty { (row.held, row.wake) = (true, now) }
        return row
    }
}
