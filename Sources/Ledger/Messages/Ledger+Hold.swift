public import Directives

extension Ledger {
    /// Holds a message that has not come to its end, or lets it go, with the event of it.
    ///
    /// A held message is not due, and expires as others do.
    ///
    /// - Parameters:
    ///   - reason: why it is held; nil lets it go.
    ///   - next: when one that is let go is due where it waits for an attempt; at once where nil.
    public func hold(
        message: String, reason: String?, at now: Instant, next: Instant? = nil, author: String
    ) throws(LedgerError) {
        try writing { database in
            try database.change(
                "message \(message) that is still open",
                """
                UPDATE message SET hold = $1, next_attempt = CASE
                  WHEN $1 IS NULL AND state = 'deferred' THEN $2 ELSE next_attempt END
                WHERE id = $3 AND state IN ('claimed', 'deferred')
                """, [reason, (next ?? now).milliseconds, message])
            try Self.append(
                [
                    NewEvent(
                        at: now, kind: reason == nil ? .released : .held, message: message, author: author,
                        detail: reason.map { ["reason": $0] } ?? [:])
                ], database)
        }
    }
}
