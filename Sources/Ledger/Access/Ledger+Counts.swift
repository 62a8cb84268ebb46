public import Directives

extension Ledger {
    /// How many messages were claimed from an instant to another, both included; operator messages are not counted, nor
    /// such as stand in for one that was.
    ///
    /// - Parameter end: the present: a clock that was set back has left claims of later instants.
    public func claimedCount(since start: Instant, through end: Instant) throws(LedgerError) -> Int {
        try reading { database in
            try database.row(
                """
                SELECT count(*) FROM message WHERE kind = 'reminder' AND claimed_at BETWEEN $1 AND $2
                  AND replaces IS NULL
                """, [start.milliseconds, end.milliseconds])?[0] ?? 0
        }
    }

    /// How many messages to the mailbox of each of some addresses were claimed from an instant to another, both included;
    /// operator messages are not counted.
    public func claimedCounts(
        since start: Instant, through end: Instant, addresses: [String]
    ) throws(LedgerError) -> [String: Int] {
        try reading { database in
            var counts: [String: Int] = [:]
            for address in Set(addresses) {
                counts[address] =
                    try database.row(
                        """
                        SELECT count(*) FROM message WHERE kind = 'reminder' AND address_key = $1
                          AND claimed_at BETWEEN $2 AND $3
                        """, [Channel.email.mailbox(ofAddress: address), start.milliseconds, end.milliseconds])?[0] ?? 0
            }
            return counts
        }
    }

    /// How many messages wait for another attempt; cheap however much the ledger holds.
    public func deferredCount() throws(LedgerError) -> Int {
        try reading { database in
            try database.row("SELECT count(*) FROM message WHERE state = 'deferred'")?[0] ?? 0
        }
    }

    /// What the ledger holds, counted now: a walk over an index of the obligations and over all messages.
    public func counts() throws(LedgerError) -> LedgerCounts {
        try reading { database in
            var counts = LedgerCounts()
            for row in try database.rows("SELECT state, count(*) FROM obligation GROUP BY state") {
                counts.obligations[try row.member(0)] = try row[1]
            }
            counts.held = try database.row("SELECT count(*) FROM obligation WHERE held = 1")?[0] ?? 0
            for row in try database.rows("SELECT gateway, state, count(*) FROM message GROUP BY gateway, state") {
                counts.messagesByGateway[try row[0], default: [:]][try row.member(1)] = try row[2]
            }
            counts.databaseBytes = try database.byteCount()
            return counts
        }
    }
}
