import Directives
import Ledger

extension Ledger {
    /// Slots that have passed and are neither claimed in full nor skipped.
    func unclaimedSlots(
        of row: ObligationRow, _ side: Reconciliation.Side, before now: Instant
    ) throws(LedgerError) -> [Slot] {
        guard row.settled < now else { return [] }
        let keys = try settledKeys(of: [row.obligation.key], since: row.settled)
        return side.planner.unclaimed(row, in: side.directive, before: now, keys)
    }
}
