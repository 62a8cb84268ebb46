@testable import Ledger

extension Ledger {
    /// Numbers the events without gaps, and computes their hashes anew.
    static func linkAnew(_ database: Database) throws {
        let rows = try database.rows("\(eventColumns) ORDER BY row")
        try database.run("DELETE FROM event")
        var chain = EventChain.start
        for row in rows {
            let hash = chain.append(
                at: try row[1], try (2...8).map { (column) throws(LedgerError) in try row[column] })
            try database.run(
                """
                INSERT INTO event (row, at, kind, obligation, directive, unit, message, author, detail, hash)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """, [chain.row] + row.columns(1..<9) + [hash])
        }
    }
}
