public import Directives

extension Ledger {
    /// Deletes the bytes of messages that came to their end before an instant, and records how many.
    ///
    /// Their hashes, addresses, attempts and events stay for ever. Messages are taken in the order of their claims, and
    /// the first one that is to be kept stops it: what a clock that ran wild left is rather kept too long than deleted.
    ///
    /// - Parameters:
    ///   - instant: messages that ended before it lose their bytes.
    ///   - now: the instant to record.
    ///   - limit: the most messages of one call, which is one transaction.
    /// - Returns: how many messages lost their bytes; fewer than the limit when no more are to be deleted.
    public func deleteBytes(endedBefore instant: Instant, at now: Instant, limit: Int = 200) throws(LedgerError) -> Int
    {
        let old = try reading { database in try Self.oldMessages(endedBefore: instant, limit: limit, database) }
        guard let first = old.first, let last = old.last else { return 0 }
        return try writing { database in
            // The words leave the file too, not only the table.
            try database.deletingSecurely {
                for row in old {
                    try database.run(
                        "UPDATE message_bytes SET bytes = NULL, deleted_at = $1 WHERE message = $2 AND bytes IS NOT NULL",
                        [now.milliseconds, row])
                }
            }
            try database.run("UPDATE ledger SET bytes_deleted_through = $1", [last])
            let fact = Event.Fact.bytesDeleted(messages: old.count, rows: first...last, endedBefore: instant)
            try Self.append([Event(at: now, fact)], database)
            return old.count
        }
    }

    /// The rows of the messages next in line whose end is before an instant.
    private static func oldMessages(endedBefore instant: Instant, limit: Int, _ database: Database) throws -> [Int64] {
        let rows = try database.rows(
            """
            SELECT row, state, claimed_at, (
              SELECT max(at) FROM event WHERE event.message = message.id
                AND kind IN ('accepted', 'dead', 'expired', 'cancelled'))
            FROM message WHERE row > (SELECT bytes_deleted_through FROM ledger) ORDER BY row LIMIT $1
            """, [limit])
        var old: [Int64] = []
        for row in rows {
            let state: MessageState = try row.member(1)
            guard state.isTerminal, try row.instant(2) < instant, let ended = try row.instantIfPresent(3),
                ended < instant
            else {
                break
            }
            old.append(try row[0])
        }
        return old
    }
}
