import Directives

extension Ledger {
    static func start(_ start: AttemptStart, _ database: Database) throws {
        try move(start.message, by: .start, database)
        try database.run(
            """
            INSERT INTO attempt (message, number, previous, started_at)
            SELECT row, $1, nullif($1 - 1, 0), $2 FROM message WHERE id = $3
            """, [start.number, start.at.milliseconds, start.message])
    }

    /// Ends an attempt, and gives the event of it.
    static func finish(_ outcome: AttemptOutcome, _ database: Database) throws -> Event {
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
        let attempt = Event.Attempt(
            end: outcome.newState, number: outcome.number, exit: outcome.exit, meaning: outcome.meaning,
            gatewayID: outcome.gatewayID, nextAttempt: outcome.nextAttempt, state: state.isTerminal ? state : nil)
        return Event(at: outcome.endedAt, .attemptEnded(attempt), message: outcome.message)
    }
}
