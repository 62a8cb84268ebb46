public import Directives
import GRDB

extension Ledger {
    /// Holds a message that has not come to its end, or lets it go, with the event of it.
    ///
    /// A held message is not due, and expires as others do. Let go, it is due at once where it waits for an attempt.
    ///
    /// - Parameter reason: why it is held; nil lets it go.
    public func hold(
        message: String, reason: String?, at now: Instant, author: String
    ) throws(LedgerError) {
        try writing { database in
            try database.change(
                "message \(message) that is still open",
                """
                UPDATE message SET hold = ?2, next_attempt = CASE
                  WHEN ?2 IS NULL AND state = 'deferred' THEN ?3 ELSE next_attempt END
                WHERE id = ?1 AND state IN ('claimed', 'deferred')
                """, [message, reason, now.milliseconds])
            try Self.append(
                [
                    NewEvent(
                        at: now, kind: reason == nil ? .released : .held, message: message, author: author,
                        detail: reason.map { ["reason": $0] } ?? [:])
                ], database)
        }
    }
}
