public import Directives

extension Ledger {
    /// An obligation by its key.
    public func obligation(_ key: String) throws(LedgerError) -> ObligationRow? {
        try reading { database in
            try database.row("\(Self.obligationColumns) WHERE key = $1", [key]).map { try Self.obligation($0) }
        }
    }

    /// The obligations that a person may mean by an id: the one that has it, else those that had it.
    public func obligations(named id: String) throws(LedgerError) -> [ObligationRow] {
        try reading { database in
            var rows = try database.rows("\(Self.obligationColumns) WHERE id = $1", [id])
            if rows.isEmpty {
                rows = try database.rows(
                    """
                    \(Self.obligationColumns) WHERE key IN (SELECT obligation FROM former_id WHERE id = $1) ORDER BY key
                    """, [id])
            }
            return try rows.map { try Self.obligation($0) }
        }
    }

    /// The obligations of a directive in any state, by key.
    public func obligations(of directive: DirectiveID) throws(LedgerError) -> [ObligationRow] {
        try reading { database in
            try database.rows("\(Self.obligationColumns) WHERE directive = $1 ORDER BY key", [directive.description])
                .map { try Self.obligation($0) }
        }
    }

    /// The obligations that fit a filter, by key, those after one if it is given.
    public func obligations(
        _ filter: ObligationFilter = ObligationFilter(), after key: String = "", limit: Int? = nil
    ) throws(LedgerError) -> [ObligationRow] {
        try reading { database in
            var conditions = Conditions()
            conditions.require(key) { "key > \($0)" }
            if filter.states.count < Obligation.State.allCases.count {
                conditions.require(List(filter.states.map(\.rawValue).sorted())) { SQL.isMember("state", of: $0) }
            }
            conditions.require(filter.directive?.description) { "directive = \($0)" }
            conditions.require(filter.unit) { "unit = \($0)" }
            if filter.held { conditions.require("held = 1") }
            let limit = conditions.parameter(limit ?? .max)
            return try database.rows(
                "\(Self.obligationColumns) WHERE \(conditions) ORDER BY key LIMIT \(limit)", conditions.arguments
            ).map { try Self.obligation($0) }
        }
    }

    /// The obligations that fit a filter, by key.
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
            last = final.obligation.key
        }
    }

    /// Deliveries already claimed, and slots already skipped, of obligations, whose slot is not before an instant.
    public func settledKeys(of obligations: [String], since: Instant) throws(LedgerError) -> SettledKeys {
        try reading { database in
            let arguments: [any ColumnValue] = [List(obligations), since.milliseconds]
            var keys = SettledKeys()
            try database.forEachRow(
                """
                SELECT key, message, obligation, at, mark FROM delivery
                WHERE \(SQL.isMember("obligation", of: "$1")) AND at >= $2
                """, arguments
            ) { row in
                try Self.requireMark(row, of: "delivery")
                keys.readers.insert(try Delivery.reader(ofKey: Delivery.currentKey(try row[0]), obligation: row[2]))
            }
            try database.forEachRow(
                """
                SELECT key, obligation, at, reason, recorded_at, mark FROM skip
                WHERE \(SQL.isMember("obligation", of: "$1")) AND at >= $2
                """, arguments
            ) { row in
                try Self.requireMark(row, of: "skipped slot")
                keys.skipped.insert(try row[0])
            }
            return keys
        }
    }

    static let obligationColumns = "SELECT \(obligationFields) FROM obligation"

    /// What `obligation(_:)` reads, of a query that may join other tables.
    static let obligationFields = [
        "value", "settled", "wake", "held", "mark", "form", "sum", "key", "id", "directive", "unit", "state", "due",
    ].map { "obligation.\($0)" }.joined(separator: ", ")

    /// - Throws: `LedgerError.damaged` also where the columns by which it is found are not those of its value.
    static func obligation(_ row: Row) throws -> ObligationRow {
        let stored = ObligationRow(
            obligation: try Obligation(text: row[0], form: row[5], sum: row[6]), settled: try row.instant(1),
            wake: try row.instantIfPresent(2), held: try row[3])
        let mark = Checksum.of(
            id: stored.obligation.key, settled: stored.settled, wake: stored.wake, held: stored.held)
        guard try mark == row[4] else { throw LedgerError.damaged("obligation's instant") }
        let value = stored.obligation
        let isSame =
            try value.key == row[7] && value.id == row[8] && value.directive.description == row[9]
            && value.unit == row[10] && value.state.rawValue == row[11] && value.due?.due == row.instantIfPresent(12)
        guard isSame else { throw LedgerError.damaged("obligation, whose columns are not those of its value") }
        return stored
    }

    static func upsert(_ row: ObligationRow, _ database: Database) throws {
        let obligation = row.obligation
        let value = JSON.text(obligation)
        try database.run(
            """
            INSERT INTO obligation (key, id, directive, unit, state, settled, wake, due, held, mark, value, form, sum)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (key) DO UPDATE SET
              id = excluded.id, state = excluded.state, settled = excluded.settled, wake = excluded.wake, due = excluded.due,
              held = excluded.held, mark = excluded.mark, value = excluded.value, form = excluded.form, sum = excluded.sum
            """,
            [
                obligation.key, obligation.id, obligation.directive.description, obligation.unit,
                obligation.state.rawValue,
                row.settled.milliseconds, row.wake?.milliseconds, obligation.due?.due.milliseconds, row.held,
                Checksum.of(id: obligation.key, settled: row.settled, wake: row.wake, held: row.held), value,
                Obligation.formVersion, Checksum.of(value),
            ])
    }

    static func apply(_ advance: ObligationAdvance, _ database: Database) throws {
        try database.change(
            "obligation \(advance.id)",
            "UPDATE obligation SET settled = $1, wake = $2, held = $3, mark = $4 WHERE key = $5",
            [
                advance.settled.milliseconds, advance.wake?.milliseconds, advance.held,
                Checksum.of(id: advance.id, settled: advance.settled, wake: advance.wake, held: advance.held),
                advance.id,
            ])
    }
}
