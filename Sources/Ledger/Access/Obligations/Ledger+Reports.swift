public import Directives

extension Ledger {
    /// The open obligations whose due has passed at an instant, the longest overdue first, with what is told of them.
    public func overdue(at instant: Instant) throws(LedgerError) -> [WakingObligation] {
        try reading { database in
            try Self.waking(
                database.rows(
                    """
                    \(Self.wakingColumns) WHERE obligation.state = 'open' AND obligation.due <= $1
                    ORDER BY obligation.due, obligation.key
                    """, [instant.milliseconds]
                ))
        }
    }

    /// Obligations by their ids, with what is told of them; ids that the ledger does not know are left out.
    public func obligations(_ ids: [String]) throws(LedgerError) -> [WakingObligation] {
        try reading { database in
            try Self.waking(
                database.rows(
                    "\(Self.wakingColumns) WHERE \(SQL.isMember("obligation.key", of: "$1")) ORDER BY obligation.key",
                    [List(ids)]))
        }
    }

    /// All obligations in chunks, by key, those after one: a walk over the whole ledger.
    public func allObligations(after key: String, limit: Int) throws(LedgerError) -> [WakingObligation] {
        try reading { database in
            try Self.waking(
                database.rows(
                    "\(Self.wakingColumns) WHERE obligation.key > $1 ORDER BY obligation.key LIMIT $2", [key, limit]))
        }
    }

    /// The reminders that came to their end unsent in a span of time, in the order of their ends; those are left out of
    /// which another message took the place and went, or is to go.
    public func unsent(from start: Instant, until end: Instant) throws(LedgerError) -> [UnsentMessage] {
        try reading { database in
            try database.rows(
                """
                \(Self.messageColumns), event.at
                FROM event JOIN message ON message.id = event.message
                WHERE event.at >= $1 AND event.at < $2 AND event.kind IN ('dead', 'expired')
                  AND message.kind = 'reminder' AND message.state IN ('dead', 'expired')
                  AND coalesce(message.reason, '') NOT LIKE 'said anew by %'
                  AND NOT EXISTS (
                    SELECT 1 FROM message AS other
                    WHERE (other.origin = coalesce(message.origin, message.row) OR other.row = message.origin)
                      AND (other.state = 'accepted' OR other.row > message.row))
                ORDER BY event.row
                """, [start.milliseconds, end.milliseconds]
            ).map { row in
                let message = try Self.message(row, bytes: nil, full: false, database)
                return UnsentMessage(
                    id: message.id, at: message.at, state: message.state, channel: message.channel,
                    address: message.address, ended: try row.instant(23),
                    answer: message.reason ?? message.attempts.last?.output ?? "",
                    obligations: try Self.obligations(ofMessage: row[16], database))
            }
        }
    }

    /// The ids of the obligations that a message speaks of.
    static func obligations(ofMessage row: Int64, _ database: Database) throws -> [String] {
        let rows = try database.rows(
            """
            SELECT delivery.key, delivery.message, delivery.obligation, delivery.at, delivery.mark
            FROM message JOIN delivery ON \(speaksOf) WHERE message.row = $1
            """, [row])
        for row in rows { try requireMark(row, of: "delivery") }
        return try Set(rows.map { try $0[2] as String }).sorted()
    }

    /// Who was written to by e-mail about obligations, be it in place of a message that came to nothing: one entry for
    /// each obligation and address.
    public func mailReaders(of obligations: [String]) throws(LedgerError) -> [MailReader] {
        try reading { database in
            var seen: Set<MailReader.Identity> = []
            return try database.rows(
                """
                \(Self.messageColumns), delivery.key, delivery.message, delivery.obligation, delivery.at, delivery.mark,
                  delivery.value, delivery.form, delivery.sum
                FROM delivery JOIN message ON \(Self.speaksOf)
                WHERE \(SQL.isMember("delivery.obligation", of: "$1"))
                ORDER BY delivery.obligation, delivery.at, delivery.rowid
                """, [List(obligations)]
            ).compactMap { row in
                // Here, and not in the statement, which would leave out a row that is damaged.
                let state = try Self.messageHead(row).state
                guard try row[27] == row.mark(of: 23..<27) else { throw LedgerError.damaged("delivery") }
                guard try row.member(4) == Channel.email, [.claimed, .deferred, .accepted].contains(state) else {
                    return nil
                }
                let delivery = try Delivery(text: row[28], form: row[29], sum: row[30])
                let reader = MailReader(delivery, gateway: try row[3], address: try row[5])
                return seen.insert(reader.identity).inserted ? reader : nil
            }
        }
    }

    /// Whether there is a message of that id.
    public func hasMessage(_ id: String) throws(LedgerError) -> Bool {
        try reading { database in try database.row("SELECT 1 FROM message WHERE id = $1", [id]) != nil }
    }

    private static func waking(_ rows: [Row]) throws -> [WakingObligation] {
        var decoded = DecodedDirectives()
        return try rows.map { try waking($0, &decoded) }
    }
}
