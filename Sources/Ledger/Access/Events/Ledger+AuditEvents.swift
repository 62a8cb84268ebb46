import Directives

extension Ledger {
    /// Walks the chain and asks for each event whether the tables still hold what it is about: a row that was deleted
    /// whole leaves nothing in the tables that could be found wrong.
    func eventRows() throws(LedgerError) -> AuditReport.Check {
        var (last, count): (Int64, Int) = (0, 0)
        var state = RecordedState()
        while true {
            // The state is compared in the transaction that finds no more events: a daemon may append meanwhile.
            let (isLast, wrong) = try reading { database -> (Bool, String?) in
                let rows = try database.rows("\(Self.eventColumns) WHERE row > $1 ORDER BY row LIMIT 1000", [last])
                for row in rows {
                    let entry = try Self.event(row)
                    (last, count) = (entry.row, count + 1)
                    state.note(entry)
                    if let missing = try Self.missing(entry, database) {
                        return (true, "event \(entry.row) has no \(missing)")
                    }
                }
                guard rows.isEmpty else { return (false, nil) }
                return (true, try state.contradiction(database))
            }
            if isLast { return .init("rows of events", count: count, wrong: wrong) }
        }
    }

    /// What an event is about and the tables do not hold as the event says; nil where they do.
    static func missing(_ entry: LedgerEvent, _ database: Database) throws -> String? {
        let event = entry.event
        if let message = event.message, try database.row("SELECT row FROM message WHERE id = $1", [message]) == nil {
            return "message \(message)"
        }
        switch event.fact {
        case .opened, .versioned, .ended:
            guard let key = event.obligation else { return nil }
            let found = try database.row("SELECT key FROM obligation WHERE key = $1", [key])
            return found == nil ? "obligation \(key)" : nil
        case .skipped(let slot, let at, let reason):
            let found = try database.row(
                """
                SELECT key FROM skip WHERE key = $1 AND obligation = $2 AND at = $3 AND reason = $4 AND recorded_at = $5
                """, [slot, event.obligation, at.milliseconds, reason.rawValue, event.at.milliseconds])
            return found == nil ? "skipped slot \(slot)" : nil
        case .operatorNotified(let letter):
            guard let message = event.message else { return nil }
            let found = try database.row(
                "SELECT row FROM letter WHERE key = $1 AND at = $2 AND message = $3",
                [letter.key, event.at.milliseconds, message])
            return found == nil ? "letter '\(letter.key)'" : nil
        default: return nil
        }
    }
}
