extension Ledger {
    /// The last event of the chain; nil before the first one.
    public func head() throws(LedgerError) -> ChainHead? {
        try reading { try Self.head($0) }
    }

    static func head(_ database: Database) throws -> ChainHead? {
        try database.row("SELECT row, hash FROM event ORDER BY row DESC LIMIT 1")
            .map { ChainHead(row: try $0[0], hash: try $0[1]) }
    }

    /// Computes the chain anew, and finds the first event that does not follow from the one before it.
    ///
    /// - Parameter head: One that was kept outside the ledger. Without it a chain that somebody wrote anew from some
    ///   row on, or cut at its end, looks intact.
    public func verifyChain(against head: ChainHead? = nil) throws(LedgerError) -> ChainVerdict {
        var chain = EventChain.start
        var last: ChainHead?
        var isOther = false
        while true {
            // In chunks, so that a large ledger neither fills the memory nor keeps the daemon waiting.
            let rows = try reading { database in
                try database.rows("\(Self.eventColumns) WHERE row > $1 ORDER BY row LIMIT 1000", [chain.row])
            }
            if rows.isEmpty { break }
            for row in rows {
                let number: Int64 = try row[0]
                let hash: String = try row[9]
                let expected = chain.append(
                    at: try row[1], try (2...8).map { (column) throws(LedgerError) in try row[column] })
                guard number == chain.row, hash == expected else { return .broken(row: chain.row) }
                last = ChainHead(row: number, hash: hash)
                if number == head?.row, hash != head?.hash { isOther = true }
            }
        }
        if let head {
            if isOther { return .rewritten(upTo: head.row) }
            if head.row > chain.row { return .cut(before: head.row) }
        }
        return .intact(last)
    }
}
