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
