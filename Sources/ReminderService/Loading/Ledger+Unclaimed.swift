import Directives
import Ledger

extension Ledger {
    /// Slots that have passed and are neither claimed in full nor skipped.
    func unclaimedSlots(
        of row: ObligationRow, _ side: Reconciliation.Side, before now: Instant
    ) throws(LedgerError) -> [Slot] {
        guard row.settled < now else { return [] }
        let passed = side.planner.slots(of: row.obligation, in: side.directive).filter {
            $0.at >= row.settled && $0.at < now
        }
        guard !passed.isEmpty else { return [] }
        let keys = try settledKeys(of: [row.obligation.id], since: row.settled)
        return passed.filter { slot in
            !keys.skipped.contains(slot.key.description)
                && side.planner.deliveries(of: slot).contains { !keys.deliveries.contains($0.key) }
        }
    }
}
