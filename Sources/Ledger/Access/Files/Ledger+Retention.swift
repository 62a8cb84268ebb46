public import Directives

extension Ledger {
    /// Deletes the words of messages that came to their end before an instant, and records how many: their bytes and
    /// subjects.
    ///
    /// Their hashes, addresses, attempts and events stay for ever. What a clock that ran wild left is rather kept too long
    /// than deleted.
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
                    try database.run("UPDATE message SET subject = NULL WHERE row = $1", [row])
                }
            }
            let fact = Event.Fact.bytesDeleted(messages: old.count, rows: first...last, endedBefore: instant)
            try Self.append([Event(at: now, fact)], database)
            return old.count
        }
    }

    /// The rows of messages with bytes whose end is before an instant, in the order of their claims.
    private static func oldMessages(endedBefore instant: Instant, limit: Int, _ database: Database) throws -> [Int64] {
        var (old, last): ([Int64], Int64) = ([], 0)
        while old.count < limit {
            let rows = try database.rows(
                """
                SELECT message.row, message.state, message.claimed_at, (
                  SELECT max(at) FROM event WHERE event.message = message.id
                    AND kind IN ('accepted', 'dead', 'expired', 'cancelled'))
                FROM message_bytes JOIN message ON message.row = message_bytes.message
                WHERE message_bytes.bytes IS NOT NULL AND message_bytes.message > $1
                ORDER BY message_bytes.message LIMIT 200
                """, [last])
            let known = old.count
            for row in rows where old.count < limit {
                let state: MessageState = try row.member(1)
                guard state.isTerminal, try row.instant(2) < instant, let ended = try row.instantIfPresent(3),
                    ended < instant
                else { continue }
                old.append(try row[0])
            }
            // So many in a row that are to be kept: what follows them is younger.
            guard let final = rows.last, old.count > known else { break }
            last = try final[0]
        }
        return old
    }
}
