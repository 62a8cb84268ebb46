import Directives
import Ledger
import Logging
import Rendering

/// What the ledger refuses by its own rules: one row that may not be written keeps no other one back.
extension ReminderEngine {
    /// Writes a transaction of a pass, message by message where the ledger refuses it as a whole; what it refuses then is
    /// set aside.
    ///
    /// - Returns: what was refused, by part.
    func commitInParts(_ transaction: LedgerTransaction) throws(LedgerError) -> [(LedgerTransaction.Part, LedgerError)]
    {
        do throws(LedgerError) {
            try commit(transaction)
            return []
        } catch {
            guard error.code == .refused else { throw error }
        }
        var refused: [(LedgerTransaction.Part, LedgerError)] = []
        var aside: Set<String> = []
        // An obligation of which something was refused does not move on.
        for part in transaction.parts where part.message != nil || part.obligations.isDisjoint(with: aside) {
            do throws(LedgerError) {
                try commit(part.transaction)
            } catch {
                guard error.code == .refused else { throw error }
                try setAside(part, error)
                aside.formUnion(part.obligations)
                refused.append((part, error))
            }
        }
        return refused
    }

    /// Sees to it that what was refused is not tried again at once: its obligations are looked at again in an hour, as
    /// what a limit holds; a message that the ledger has is held until somebody releases it.
    private func setAside(_ part: LedgerTransaction.Part, _ error: LedgerError) throws(LedgerError) {
        let now = part.transaction.at
        logger.critical(
            "set aside: \(error)", metadata: ["event": "write-refused", "message": "\(part.message ?? "")"])
        var transaction = LedgerTransaction(at: now)
        for key in part.obligations.sorted() {
            guard let row = try ledger.obligation(key) else { continue }
            transaction.advance(
                ObligationAdvance(id: key, settled: row.settled, wake: now.adding(seconds: 3_600), held: true))
        }
        if let message = part.message, !part.isClaim, try ledger.hasMessage(message) {
            transaction.hold(message, reason: "\(error)", author: "dondoc")
        }
        try commit(transaction)
    }
}
