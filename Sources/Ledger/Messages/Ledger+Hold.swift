import Directives

extension Ledger {
    static func set(_ hold: LedgerTransaction.MessageHold, _ database: Database) throws {
        try database.change(
            "message \(hold.message) that is still open",
            """
            UPDATE message SET hold = $1, next_attempt = CASE
              WHEN $1 IS NULL AND state = 'deferred' THEN $2 ELSE next_attempt END
            WHERE id = $3 AND state IN ('claimed', 'deferred')
            """, [hold.reason, hold.next.milliseconds, hold.message])
    }
}
