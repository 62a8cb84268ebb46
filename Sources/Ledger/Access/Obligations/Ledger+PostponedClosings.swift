extension Ledger {
    /// The ends of which nobody was told yet and which wait for no instant, by obligation, so many at most.
    public func postponedClosings(limit: Int) throws(LedgerError) -> [PostponedClosing] {
        try postponedClosings(
            """
            JOIN obligation ON obligation.key = closing_due.obligation WHERE obligation.wake IS NULL
            ORDER BY closing_due.obligation LIMIT $1
            """, limit)
    }

    /// Those of some obligations of whose end nobody was told yet.
    public func postponedClosings(of obligations: [String]) throws(LedgerError) -> [PostponedClosing] {
        try postponedClosings(
            "WHERE \(SQL.isMember("closing_due.obligation", of: "$1")) ORDER BY closing_due.obligation",
            List(obligations))
    }

    private func postponedClosings(
        _ condition: String, _ argument: any ColumnValue
    ) throws(LedgerError) -> [PostponedClosing] {
        try reading { database in
            try database.rows(
                "SELECT closing_due.obligation, reason, closing_due.mark FROM closing_due \(condition)", [argument]
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
