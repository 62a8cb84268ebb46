public import Directives
import GRDB

extension Ledger {
    /// An obligation by its id.
    public func obligation(_ id: String) throws(LedgerError) -> ObligationRow? {
        try reading { database in
            try database.row("\(Self.obligationColumns) WHERE id = ?", [id]).map { try Self.obligation($0) }
        }
    }

    /// The obligations of a directive in any state, by id.
    public func obligations(of directive: DirectiveID) throws(LedgerError) -> [ObligationRow] {
        try reading { database in
            try database.rows("\(Self.obligationColumns) WHERE directive = ? ORDER BY id", [directive.description])
                .map { try Self.obligation($0) }
        }
    }

    /// The obligations that fit a filter, by id, those after an id if one is given.
    public func obligations(
        _ filter: ObligationFilter = ObligationFilter(), after id: String = "", limit: Int? = nil
    ) throws(LedgerError) -> [ObligationRow] {
        try reading { database in
            var sql = "\(Self.obligationColumns) WHERE id > ?"
            var arguments: StatementArguments = [id]
            if filter.states.count < Obligation.State.allCases.count {
                sql += " AND state IN (SELECT value FROM json_each(?))"
                arguments += [try JSONText.encode(filter.states.map(\.rawValue).sorted())]
            }
            if let directive = filter.directive {
                sql += " AND directive = ?"
                arguments += [directive.description]
            }
            if let unit = filter.unit {
                sql += " AND unit = ?"
                arguments += [unit]
            }
            if filter.held { sql += " AND held = 1" }
            sql += " ORDER BY id LIMIT ?"
            arguments += [limit ?? -1]
            return try database.rows(sql, arguments).map { try Self.obligation($0) }
        }
    }

    /// The obligations that fit a filter, by id.
    ///
    /// They are read in chunks, between which others may change the ledger; the body may call it.
    public func forEachObligation(
        _ filter: ObligationFilter = ObligationFilter(), _ body: (ObligationRow) throws -> Void
    ) throws {
        var last = ""
        while true {
            let chunk = try obligations(filter, after: last, limit: 200)
            guard let final = chunk.last else { return }
            for row in chunk { try body(row) }
            last = final.obligation.id
        }
    }

    /// Writes obligations, new or changed, with the events that say why and the slots that will not be sent.
    ///
    /// The event of each skipped slot is appended by the ledger itself.
    public func update(
        obligations: [ObligationRow], skips: [SkippedSlot] = [], events: [NewEvent]
    ) throws(LedgerError) {
        try writing { database in
            for row in obligations { try Self.upsert(row, database) }
            var events = events
            for skip in skips where try Self.insert(skip, database) { events.append(Self.skipped(skip)) }
            try Self.append(events, database)
        }
    }

    /// Deliveries already claimed, and slots already skipped, of obligations, whose slot is not before an instant.
    public func settledKeys(of obligations: [String], since: Instant) throws(LedgerError) -> SettledKeys {
        try reading { database in
            let arguments: StatementArguments = [try JSONText.encode(obligations), since.milliseconds]
            // CROSS JOIN keeps the order of the loops: one search of the index an obligation.
            let deliveries = try String.fetchSet(
                database.cachedStatement(
                    sql: """
                        SELECT delivery.key FROM json_each(?) AS one
                        CROSS JOIN delivery ON delivery.obligation = one.value AND delivery.at >= ?
                        """), arguments: arguments)
            let skipped = try String.fetchSet(
                database.cachedStatement(
                    sql: """
                        SELECT skip.key FROM json_each(?) AS one
                        CROSS JOIN skip ON skip.obligation = one.value AND skip.at >= ?
                        """), arguments: arguments)
            return SettledKeys(deliveries: deliveries, skipped: skipped)
        }
    }

    static let obligationColumns = "SELECT value, settled, wake, held, mark, sum FROM obligation"

    static func obligation(_ row: Row) throws -> ObligationRow {
        let stored = ObligationRow(
            obligation: try JSONText.decode(Obligation.self, row[0], sum: row[5]), settled: row.instant(1),
            wake: row.instantIfPresent(2), held: row[3])
        let mark = Checksum.of(
            id: stored.obligation.id, settled: stored.settled, wake: stored.wake, held: stored.held)
        guard mark == row[4] else { throw LedgerError.damaged("obligation's instant") }
        return stored
    }

    static func upsert(_ row: ObligationRow, _ database: Database) throws {
        let obligation = row.obligation
        let value = try JSONText.encode(obligation)
        try database.run(
            """
            INSERT INTO obligation (id, directive, unit, state, settled, wake, due, held, mark, value, sum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              state = excluded.state, settled = excluded.settled, wake = excluded.wake, due = excluded.due,
              held = excluded.held, mark = excluded.mark, value = excluded.value, sum = excluded.sum
            """,
            [
                obligation.id, obligation.directive.description, obligation.unit, obligation.state.rawValue,
                row.settled.milliseconds, row.wake?.milliseconds, obligation.due?.due.milliseconds, row.held,
                Checksum.of(id: obligation.id, settled: row.settled, wake: row.wake, held: row.held), value,
                Checksum.of(value),
            ])
    }
}
