public import Directives

extension Ledger {
    /// From so many characters on, people may write the beginning of a message's id in its place.
    public static let shortestIDPrefix = 6

    /// The ids of the messages that begin so, at most so many.
    public func messageIDs(prefix: String, limit: Int = 10) throws(LedgerError) -> [String] {
        try reading { database in
            try database.column(
                "SELECT id FROM message WHERE id >= $1 AND substr(id, 1, length($1)) = $1 ORDER BY id LIMIT $2",
                [prefix, limit])
        }
    }

    /// The ids of the messages that stand in for one: tried again by an operator, or sent by another channel.
    public func messagesInPlace(of id: String) throws(LedgerError) -> [String] {
        try reading { database in
            try database.column(
                """
                SELECT id FROM message
                WHERE origin = (SELECT coalesce(origin, row) FROM message WHERE id = $1) AND replaces = $1 ORDER BY row
                """, [id])
        }
    }

    /// The slots of an obligation that were recorded as not sent, by instant.
    public func skippedSlots(
        of obligation: String
    ) throws(LedgerError) -> [(key: String, at: Instant, reason: SkipReason)] {
        try reading { database in
            try database.rows(
                """
                SELECT key, obligation, at, reason, recorded_at, mark FROM skip WHERE obligation = $1 ORDER BY at, key
                """, [obligation]
            ).map { row in
                try Self.requireMark(row, of: "skipped slot")
                return (key: try row[0], at: try row.instant(2), reason: try row.member(3))
            }
        }
    }
}
