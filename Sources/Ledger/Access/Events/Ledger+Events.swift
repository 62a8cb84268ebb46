public import Directives

extension Ledger {
    /// The events that fit a filter, in their order, those after a row if one is given.
    ///
    /// With `newestFirst` they come in the opposite order, and `after` means the rows before it; 0 is the end.
    public func events(
        _ filter: EventFilter = EventFilter(), after row: Int64 = 0, limit: Int? = nil, newestFirst: Bool = false
    ) throws(LedgerError) -> [LedgerEvent] {
        try reading { database in
            var conditions = Conditions()
            conditions.require(newestFirst && row == 0 ? .max : row) { "row \(newestFirst ? "<" : ">") \($0)" }
            conditions.require(filter.kinds.map { List($0.map(\.rawValue).sorted()) }) { SQL.isMember("kind", of: $0) }
            conditions.require(filter.obligation, Self.aboutObligation)
            conditions.require(filter.directive?.description, Self.aboutDirective)
            conditions.require(filter.unit) { "unit = \($0)" }
            conditions.require(filter.message) { "message = \($0)" }
            conditions.require(filter.from?.milliseconds) { "at >= \($0)" }
            conditions.require(filter.until?.milliseconds) { "at < \($0)" }
            let limit = conditions.parameter(limit ?? .max)
            return try database.rows(
                """
                \(Self.eventColumns) WHERE \(conditions) ORDER BY row \(newestFirst ? "DESC" : "") LIMIT \(limit)
                """, conditions.arguments
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
            var earliest: Int64?
            // Row by row: `min` would make SQLite walk the index of all instants instead.
            try database.forEachRow("SELECT at FROM event WHERE row > $1 ORDER BY row", [row]) {
                earliest = min(earliest ?? .max, try $0[0])
            }
            return earliest.map(Instant.init(milliseconds:))
        }
    }

    /// The latest instant that any event bears since a person last said that the clock is right: a clock far behind it is
    /// not to be trusted (design §7).
    ///
    /// - Parameter end: entries from here on are of a clock that was wrong.
    public func newestEntry(before end: Instant = .distantFuture) throws(LedgerError) -> Instant? {
        try reading { database in
            let accepted = try LedgerState.read(database, LedgerState.Clock.self).acceptedRow
            return try database.row(
                "SELECT at FROM event WHERE row >= $1 AND at < $2 ORDER BY at DESC LIMIT 1",
                [accepted ?? 0, end.milliseconds])?.instantIfPresent(0)
        }
    }

    /// The event of a message is about every obligation that the message speaks of; its column can name only one.
    private static func aboutObligation(_ obligation: String) -> String {
        """
        obligation = \(obligation) OR message IN (
          SELECT message.id FROM delivery
          JOIN message ON \(Self.speaksOf)
          WHERE delivery.obligation = \(obligation))
        """
    }

    private static func aboutDirective(_ directive: String) -> String {
        """
        directive = \(directive) OR obligation IN (SELECT key FROM obligation WHERE directive = \(directive))
          OR message IN (
            SELECT message.id FROM obligation JOIN delivery ON delivery.obligation = obligation.key
            JOIN message ON \(Self.speaksOf)
            WHERE obligation.directive = \(directive))
        """
    }

    static let eventColumns = """
        SELECT row, at, kind, obligation, directive, unit, message, author, detail, hash FROM event
        """

    static func event(_ row: Row) throws -> LedgerEvent {
        let detail = try JSON.value([String: String].self, row[8])
        return LedgerEvent(
            row: try row[0],
            event: Event(
                at: try row.instant(1), Event.Fact(kind: try row[2], detail: detail), obligation: try row[3],
                directive: try (row[4] as String?).flatMap { DirectiveID($0) }, unit: try row[5], message: try row[6],
                author: try row[7]),
            detail: detail, hash: try row[9])
    }

    static func append(_ events: [Event], _ database: Database) throws {
        if events.isEmpty { return }
        var chain = try EventChain(database)
        for event in events {
            let (kind, details) = event.fact.encoded
            let detail = JSON.text(details)
            let directive = event.directive?.description
            let hash = chain.append(
                at: event.at.milliseconds,
                [kind, event.obligation, directive, event.unit, event.message, event.author, detail])
            try database.run(
                """
                INSERT INTO event (row, at, kind, obligation, directive, unit, message, author, detail, hash)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    chain.row, event.at.milliseconds, kind, event.obligation, directive, event.unit, event.message,
                    event.author, detail, hash,
                ])
            try LedgerState.note(event, row: chain.row, database)
        }
    }
}
