import Directives
import Ledger

extension LedgerTransaction {
    /// Cancels the messages that wait for another attempt and speak of nothing but an obligation whose due has changed.
    mutating func cancelOutdated(of obligation: Obligation, _ ledger: Ledger) throws(LedgerError) {
        for id in try ledger.deferredMessages(aboutOnly: obligation.key) {
            end(id, as: .cancelled, reason: ProgramReason.dueChanged.rawValue)
        }
    }
}

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
