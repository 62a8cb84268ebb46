import Directives

extension Ledger {
    /// Records that attempts start: durable when it returns, and only then may their programs start.
    ///
    /// Refused for a message in a terminal state, for a number that was used, and while an attempt of it has no end.
    public func startAttempts(_ starts: [AttemptStart]) throws(LedgerError) {
        try writing { try Self.start(starts, $0) }
    }

    static func start(_ starts: [AttemptStart], _ database: Database) throws {
        for start in starts {
            try move(start.message, by: .start, database)
            try database.run(
                """
                INSERT INTO attempt (message, number, previous, started_at)
                SELECT row, $1, nullif($1 - 1, 0), $2 FROM message WHERE id = $3
                """, [start.number, start.at.milliseconds, start.message])
        }
    }

    /// Records how attempts ended, and the state that each message comes to.
    ///
    /// The event of the new state is appended for each, unless the outcome brings one. Where the message came to its
    /// end while the attempt ran (expired, cancelled), the attempt and the event are recorded, and the state stays.
    public func record(_ outcomes: [AttemptOutcome]) throws(LedgerError) {
        try writing { database in
            var events: [NewEvent] = []
            for outcome in outcomes { events += try Self.record(outcome, database) }
            try Self.append(events, database)
        }
    }

    static func record(_ outcome: AttemptOutcome, _ database: Database) throws -> [NewEvent] {
        guard let message = try database.row("SELECT row, state FROM message WHERE id = $1", [outcome.message]) else {
            throw LedgerError(code: .refused, message: "the ledger refuses the change: no message \(outcome.message)")
        }
        let row: Int64 = try message[0]
        let state: MessageState = try message.member(1)
        try database.change(
            "running attempt \(outcome.number) of message \(outcome.message)",
            """
            UPDATE attempt SET ended_at = $1, exit = $2, meaning = $3, output = $4, gateway_id = $5
            WHERE message = $6 AND number = $7 AND ended_at IS NULL
            """,
            [
                outcome.endedAt.milliseconds, outcome.exit, outcome.meaning.rawValue, outcome.output,
                outcome.gatewayID, row, outcome.number,
            ])
        if !state.isTerminal {
            try move(outcome.message, by: outcome.newState.change, nextAttempt: outcome.nextAttempt, database)
        }
        let kind = EventKind(outcome.newState.change.state)
        if outcome.events.contains(where: { $0.kind == kind && $0.message == outcome.message }) {
            return outcome.events
        }
        var event = NewEvent(
            at: outcome.endedAt, kind: kind, message: outcome.message,
            detail: ["attempt": "\(outcome.number)", "exit": outcome.exit, "meaning": outcome.meaning.rawValue])
        if let id = outcome.gatewayID { event.detail["gateway-id"] = id }
        if let next = outcome.nextAttempt { event.detail["next-attempt"] = "\(next.milliseconds)" }
        if state.isTerminal { event.detail["state"] = state.rawValue }
        return [event] + outcome.events
    }
}
