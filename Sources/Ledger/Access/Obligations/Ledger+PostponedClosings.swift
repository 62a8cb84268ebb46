extension Ledger {
    /// The ends of which nobody was told yet, by obligation, so many at most.
    public func postponedClosings(limit: Int) throws(LedgerError) -> [PostponedClosing] {
        try reading { database in
            try database.rows(
                "SELECT obligation, reason, mark FROM closing_due ORDER BY obligation LIMIT $1", [limit]
            ).map { row in
                try Self.requireMark(row, of: "closing_due", columns: 2)
                return PostponedClosing(obligation: try row[0], reason: try row[1])
            }
        }
    }

    /// One that ends again before anybody was told has the reason of its last end.
    static func insert(_ closing: PostponedClosing, _ database: Database) throws {
        let columns: [any ColumnValue] = [closing.obligation, closing.reason]
        try database.run(
            """
            INSERT INTO closing_due (obligation, reason, mark) VALUES ($1, $2, $3)
            ON CONFLICT (obligation) DO UPDATE SET reason = excluded.reason, mark = excluded.mark
            """, columns + [Checksum.mark(columns)])
    }
}
