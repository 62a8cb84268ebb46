public import Directives

extension Ledger {
    /// The gateways that have a deferred message, by name: a search of an index for each of them.
    public func deferredGateways() throws(LedgerError) -> [String] {
        try reading { database in
            var gateways: [String] = []
            while let row = try database.row(
                """
                SELECT gateway FROM message WHERE state = 'deferred' AND gateway > $1 ORDER BY gateway LIMIT 1
                """, [gateways.last ?? ""])
            {
                let gateway: String = try row[0]
                // Text that is not UTF-8 is read as another one: the search would find this row for ever.
                guard gateway > gateways.last ?? "", !gateway.contains("\u{FFFD}") else {
                    throw LedgerError.damaged("gateway of a message")
                }
                gateways.append(gateway)
            }
            return gateways
        }
    }

    /// The earliest instant, not before another, at which a deferred message of a gateway is due again, some addresses
    /// left out.
    ///
    /// A message that an operator holds is never due.
    public func nextRetry(
        of gateway: String, from start: Instant = .distantPast, except addresses: Set<String> = []
    ) throws(LedgerError) -> Instant? {
        try reading { database in
            try database.row(
                """
                SELECT next_attempt FROM message WHERE state = 'deferred' AND gateway = $1 AND hold IS NULL
                  AND next_attempt >= $2 AND \(SQL.isNoMember("address", of: "$3"))
                ORDER BY next_attempt LIMIT 1
                """, [gateway, start.milliseconds, List(addresses.sorted())])?.instantIfPresent(0)
        }
    }

    /// The deferred messages of a gateway that came due from an instant to another, both included: one of each address,
    /// the address first that has waited longest; some addresses left out.
    ///
    /// Of an address it is the message with the earliest instant of the plan, whichever of them was tried last.
    public func retries(
        of gateway: String, from start: Instant = .distantPast, through instant: Instant,
        except addresses: Set<String> = [], limit: Int
    ) throws(LedgerError) -> [PendingMessage] {
        var closed = addresses
        var retries: [PendingMessage] = []
        while retries.count < limit {
            let address: String? = try reading { database in
                try database.row(
                    """
                    SELECT address FROM message WHERE state = 'deferred' AND gateway = $1 AND hold IS NULL
                      AND next_attempt BETWEEN $2 AND $3 AND \(SQL.isNoMember("address", of: "$4"))
                    ORDER BY next_attempt LIMIT 1
                    """,
                    [gateway, start.milliseconds, instant.milliseconds, List(closed.sorted())])?[0]
            }
            guard let address else { break }
            closed.insert(address)
            let found = try pending(
                """
                message.state = 'deferred' AND message.gateway = $1 AND message.address = $2 AND message.hold IS NULL
                  AND message.next_attempt BETWEEN $3 AND $4 ORDER BY message.at, message.row LIMIT 1
                """, [gateway, address, start.milliseconds, instant.milliseconds])
            // Text that is not UTF-8 is read as another one: the search would find this row for ever.
            guard !found.isEmpty else { throw LedgerError.damaged("address of a message") }
            retries += found
        }
        return retries
    }

    /// When the first deferred message expires, also such as is held or waits for a gateway that is not served.
    public func nextExpiry() throws(LedgerError) -> Instant? {
        try reading { database in
            try database.row(
                """
                SELECT expires_at FROM message WHERE state = 'deferred' AND expires_at IS NOT NULL
                ORDER BY expires_at LIMIT 1
                """)?.instantIfPresent(0)
        }
    }

    /// The ids of deferred messages that have expired by an instant, that instant included, the earliest first.
    public func expired(by instant: Instant, limit: Int) throws(LedgerError) -> [String] {
        try reading { database in
            try database.rows(
                """
                \(Self.messageColumns) FROM message WHERE state = 'deferred' AND expires_at <= $1
                ORDER BY expires_at, row LIMIT $2
                """, [instant.milliseconds, limit]
            ).map { try Self.messageHead($0).id }
        }
    }

    /// The deferred messages of a gateway that wait for an instant after another and were claimed or tried after that as
    /// well: a clock that was set back has left them so.
    public func putOff(of gateway: String, after instant: Instant) throws(LedgerError) -> [PendingMessage] {
        try pending(
            """
            message.state = 'deferred' AND message.gateway = $1 AND message.hold IS NULL AND message.next_attempt > $2
              AND (message.claimed_at > $2
                   OR EXISTS (SELECT 1 FROM attempt WHERE attempt.message = message.row AND attempt.started_at > $2))
            ORDER BY message.next_attempt, message.row
            """, [gateway, instant.milliseconds])
    }

    /// The messages with an attempt that started and has no end: all of them after a crash, those in flight otherwise.
    ///
    /// The attempt is the last one of each message. Among them may be one that came to its end meanwhile (see `state`):
    /// its attempt wants an outcome too.
    public func unfinishedAttempts() throws(LedgerError) -> [PendingMessage] {
        try pending(
            "message.row IN (SELECT message FROM attempt WHERE ended_at IS NULL) ORDER BY message.row", [])
    }

    /// The messages that were claimed and of which no attempt runs: claimed ahead of a courier, or before a crash.
    public func unstarted(limit: Int) throws(LedgerError) -> [PendingMessage] {
        try pending(
            """
            message.state = 'claimed' AND NOT EXISTS
              (SELECT 1 FROM attempt WHERE attempt.message = message.row AND attempt.ended_at IS NULL)
            ORDER BY message.row LIMIT $1
            """, [limit])
    }

    /// The ids of the messages about an obligation to an address that have not come to their end, the oldest first.
    public func openMessages(obligation: String, address: String) throws(LedgerError) -> [String] {
        try reading { database in
            try database.column(
                """
                SELECT DISTINCT message.id FROM delivery
                JOIN message ON \(Self.speaksOf)
                WHERE delivery.obligation = $1 AND message.address = $2 AND message.state IN ('claimed', 'deferred')
                ORDER BY message.row
                """, [obligation, address])
        }
    }

    /// The messages that wait for another attempt and speak of one obligation alone, by id.
    public func deferredMessages(aboutOnly obligation: String) throws(LedgerError) -> [String] {
        try reading { database in
            try database.column(
                """
                SELECT message.id FROM delivery JOIN message ON \(Self.speaksOf)
                WHERE delivery.obligation = $1 AND message.state = 'deferred' AND message.kind = 'reminder'
                  AND NOT EXISTS (SELECT 1 FROM delivery AS other
                    WHERE other.message = delivery.message AND other.obligation <> $1)
                GROUP BY message.row ORDER BY message.row
                """, [obligation])
        }
    }

    /// The slots of an obligation of which a message by a gateway to an address speaks in place of another one.
    public func slotsSaidInPlace(
        obligation: String, by gateway: String, to address: String
    ) throws(LedgerError) -> Set<String> {
        try reading { database in
            let keys: [String] = try database.column(
                """
                SELECT delivery.key FROM delivery JOIN message ON \(Self.speaksOf)
                WHERE delivery.obligation = $1 AND message.gateway = $2 AND message.address = $3
                  AND message.origin IS NOT NULL
                """, [obligation, gateway, address])
            return try Set(keys.map { try Delivery.parts(ofKey: $0, obligation: obligation).slot })
        }
    }

    private func pending(
        _ condition: String, _ arguments: [any ColumnValue]
    ) throws(LedgerError) -> [PendingMessage] {
        try reading { database in
            try database.rows(
                """
                \(Self.messageColumns), bytes
                FROM message LEFT JOIN message_bytes ON message_bytes.message = message.row
                WHERE \(condition)
                """, arguments
            ).map { row in
                let message = try Self.message(row, bytes: nil, full: false, database)
                return PendingMessage(
                    message, bytes: try Self.bytes(row[23], hash: message.sha256, of: message.id),
                    obligations: try Self.obligations(ofMessage: row[16], database))
            }
        }
    }
}
