public import Directives

/// What the rows of one thing say otherwise than the chain, in words for people: nothing where all is as it was recorded.
///
/// A listing asks it of what it prints, at the cost of the events about that. Whether the chain itself is the one that was
/// written only an audit of all of it can tell.
extension Ledger {
    /// Of a message with its attempts, deliveries and events.
    public func contradictions(ofMessage id: String) throws(LedgerError) -> [String] {
        try reading { database in
            let events = try database.rows("\(Self.eventColumns) WHERE message = $1 ORDER BY row", [id])
            return try Self.contradictions(ofMessage: id, database)
                + Self.contradictions(ofEvents: events, database)
        }
    }

    /// Of an obligation and its skipped slots; the messages about it are left out.
    public func contradictions(of obligation: Obligation) throws(LedgerError) -> [String] {
        try reading { database in
            let key = obligation.key
            let events = try database.rows("\(Self.eventColumns) WHERE obligation = $1 ORDER BY row", [key])
            let recorded = try Self.skippedSlots(of: key, database)
            let slots: [String] = try database.column("SELECT key FROM skip WHERE obligation = $1", [key])
            return try Self.contradictions(ofObligation: key, database)
                + Self.contradictions(ofEvents: events, database)
                + slots.filter { !recorded.contains($0) }.map { "slot \($0) has no event" }
        }
    }

    /// Of an event, and of the message or the obligation that it is about.
    public func contradictions(of entry: LedgerEvent) throws(LedgerError) -> [String] {
        try reading { database in
            let found = try Self.contradictions(ofEvent: entry, database)
            if let message = entry.event.message {
                return try found + Self.contradictions(ofMessage: message, database)
            }
            switch entry.fact {
            case .opened, .versioned, .acknowledged, .ended:
                return try found + (entry.obligation.map { try Self.contradictions(ofObligation: $0, database) } ?? [])
            default: return found
            }
        }
    }

    private static func contradictions(ofEvents rows: [Row], _ database: Database) throws -> [String] {
        try rows.flatMap { try contradictions(ofEvent: event($0), database) }
    }

    private static func contradictions(ofEvent entry: LedgerEvent, _ database: Database) throws -> [String] {
        try brokenLink(entry, database)
            + (missing(entry, database).map { ["\($0) is not there as event \(entry.row) says"] } ?? [])
    }

    private static func contradictions(ofMessage id: String, _ database: Database) throws -> [String] {
        var examination = MessageExamination()
        for row in try database.rows("\(MessageExamination.columns) WHERE id = $1", [id]) {
            try examination.examine(row, database)
        }
        return examination.checks.compactMap(\.wrong)
    }

    private static func contradictions(ofObligation key: String, _ database: Database) throws -> [String] {
        guard let row = try database.row("\(obligationColumns) WHERE key = $1", [key]) else { return [] }
        let obligation = try obligation(row).obligation
        return try RecordedObligation(key, database).contradiction(obligation).map { ["obligation \(key) \($0)"] } ?? []
    }

    /// An event that does not follow from the one before it.
    private static func brokenLink(_ entry: LedgerEvent, _ database: Database) throws -> [String] {
        let rows = try database.rows(
            "\(eventColumns) WHERE row BETWEEN $1 AND $2 ORDER BY row", [entry.row - 1, entry.row])
        var chain = EventChain.start
        if entry.row > 1 {
            guard rows.count == 2, let before = EventChain(row: try rows[0][0], hash: try rows[0][9]) else {
                return ["the event before event \(entry.row) is missing"]
            }
            chain = before
        }
        guard let row = rows.last else { return [] }
        let hash = chain.append(at: try row[1], try (2...8).map { (column) throws(LedgerError) in try row[column] })
        return hash == entry.hash ? [] : ["event \(entry.row) does not follow from the one before"]
    }
}
