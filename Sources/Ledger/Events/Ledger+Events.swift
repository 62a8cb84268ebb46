public import Directives
import GRDB

extension Ledger {
    /// Records events that change nothing else.
    public func append(_ events: [NewEvent]) throws(LedgerError) {
        try writing { database in try Self.append(events, database) }
    }

    /// The events that fit a filter, in their order, those after a row if one is given.
    ///
    /// With `newestFirst` they come in the opposite order, and `after` means the rows before it; 0 is the end.
    public func events(
        _ filter: EventFilter = EventFilter(), after row: Int64 = 0, limit: Int? = nil, newestFirst: Bool = false
    ) throws(LedgerError) -> [LedgerEvent] {
        try reading { database in
            var conditions = [newestFirst ? "row < ?" : "row > ?"]
            var arguments: StatementArguments = [newestFirst && row == 0 ? .max : row]
            func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
                guard let value else { return }
                conditions.append("(\(condition))")
                let places = condition.count { $0 == "?" }
                arguments += StatementArguments([any DatabaseValueConvertible](repeating: value, count: places))
            }
            // Said to the letter as the index of the rare kinds says it: a start asks for these, and walks nothing.
            if filter.kinds?.isSubset(of: EventKind.rare) == true { conditions.append(Schema.rareEvent) }
            require(
                "kind IN (SELECT value FROM json_each(?))",
                try filter.kinds.map { try JSONText.encode($0.map(\.rawValue).sorted()) })
            require(Self.aboutObligation, filter.obligation)
            require(Self.aboutDirective, filter.directive?.description)
            require("unit = ?", filter.unit)
            require("message = ?", filter.message)
            require("at >= ?", filter.from?.milliseconds)
            require("at < ?", filter.until?.milliseconds)
            arguments += [limit ?? -1]
            return try database.rows(
                """
                \(Self.eventColumns) WHERE \(conditions.joined(separator: " AND "))
                ORDER BY row \(newestFirst ? "DESC" : "") LIMIT ?
                """, arguments
            ).map { try Self.event($0) }
        }
    }

    /// The events that fit a filter, in their order.
    ///
    /// They are read in chunks, between which others may change the ledger; the body may call it.
    public func forEachEvent(_ filter: EventFilter = EventFilter(), _ body: (LedgerEvent) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            let chunk = try events(filter, after: last, limit: 500)
            guard let final = chunk.last else { return }
            for event in chunk { try body(event) }
            last = final.row
        }
    }

    /// The earliest instant that an event after another in the record bears; nil where that is the last one.
    public func earliestEntry(after row: Int64) throws(LedgerError) -> Instant? {
        try reading { database in
            try database.row("SELECT min(at) FROM event WHERE row > ?", [row])?.instantIfPresent(0)
        }
    }

    /// The latest instant that any event bears since a person last said that the clock is right: a clock far behind it is
    /// not to be trusted (design §7).
    ///
    /// - Parameter end: entries from here on are of a clock that was wrong.
    public func newestEntry(before end: Instant = .distantFuture) throws(LedgerError) -> Instant? {
        try reading { database in
            let accepted: Int64? = try database.row(
                """
                SELECT max(row) FROM event
                WHERE \(Schema.rareEvent) AND kind = 'clock-stepped' AND json_extract(detail, '$.accepted') IS NOT NULL
                """)?[0]
            return try database.row(
                "SELECT at FROM event WHERE row >= ? AND at < ? ORDER BY at DESC LIMIT 1",
                [accepted ?? 0, end.milliseconds])?.instantIfPresent(0)
        }
    }

    /// The event of a message is about every obligation that the message speaks of; its column can name only one.
    private static let aboutObligation = """
        obligation = ? OR message IN (
          SELECT message.id FROM delivery
          CROSS JOIN message ON message.row = delivery.message OR message.origin = delivery.message
          WHERE delivery.obligation = ?)
        """

    private static let aboutDirective = """
        directive = ? OR obligation IN (SELECT id FROM obligation WHERE directive = ?) OR message IN (
          SELECT message.id FROM obligation CROSS JOIN delivery ON delivery.obligation = obligation.id
          CROSS JOIN message ON message.row = delivery.message OR message.origin = delivery.message
          WHERE obligation.directive = ?)
        """

    static let eventColumns = """
        SELECT row, at, kind, obligation, directive, unit, message, author, detail, hash FROM event
        """

    static func event(_ row: Row) throws -> LedgerEvent {
        LedgerEvent(
            row: row[0],
            event: NewEvent(
                at: row.instant(1), kind: try row.member(2), obligation: row[3],
                directive: (row[4] as String?).flatMap { DirectiveID($0) }, unit: row[5], message: row[6],
                author: row[7], detail: try JSONText.decode([String: String].self, row[8])),
            hash: row[9])
    }

    static func append(_ events: [NewEvent], _ database: Database) throws {
        if events.isEmpty { return }
        var chain = try EventChain(database)
        for event in events {
            let detail = JSONText.encode(event.detail)
            let directive = event.directive?.description
            let hash = chain.append(
                at: event.at.milliseconds,
                [
                    event.kind.rawValue, event.obligation, directive, event.unit, event.message, event.author, detail,
                ])
            try database.run(
                """
                INSERT INTO event (row, at, kind, obligation, directive, unit, message, author, detail, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    chain.row, event.at.milliseconds, event.kind.rawValue, event.obligation, directive, event.unit,
                    event.message, event.author, detail, hash,
                ])
        }
    }
}
