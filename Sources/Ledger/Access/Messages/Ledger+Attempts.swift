import Basics
import Directives

extension Ledger {
    /// Starts another attempt of a message that was claimed before.
    static func start(_ start: AttemptStart, _ database: Database) throws {
        let head = try head(ofMessage: start.message, database)
        try move(head, by: .start, database)
        try insert(start, of: head.row, database)
    }

    static func insert(_ start: AttemptStart, of message: Int64, _ database: Database) throws {
        let previous: Int? = start.number > 1 ? start.number - 1 : nil
        try database.run(
            "INSERT INTO attempt (message, number, previous, started_at, mark) VALUES ($1, $2, $3, $4, $5)",
            [
                message, start.number, previous, start.at.milliseconds,
                mark(ofAttempt: start.number, of: message, started: start.at, outcome: nil),
            ])
    }

    /// Ends an attempt, and gives the event of it.
    static func finish(_ outcome: AttemptOutcome, _ database: Database) throws -> Event {
        let head = try head(ofMessage: outcome.message, attempt: outcome.number, database)
        let what = "running attempt \(outcome.number) of message \(outcome.message)"
        guard let started = head.attemptStarted else {
            throw LedgerError(code: .refused, message: "the ledger refuses the change: no \(what)")
        }
        try database.change(
            what,
            """
            UPDATE attempt SET ended_at = $1, exit = $2, meaning = $3, output = $4, gateway_id = $5, mark = $6
            WHERE message = $7 AND number = $8 AND ended_at IS NULL
            """,
            [
                outcome.endedAt.milliseconds, outcome.exit, outcome.meaning.rawValue, outcome.output,
                outcome.gatewayID,
                mark(ofAttempt: outcome.number, of: head.row, started: started, outcome: outcome),
                head.row, outcome.number,
            ])
        if !head.state.isTerminal {
            try move(head, by: outcome.newState.change, nextAttempt: outcome.nextAttempt, database)
        }
        let fact = Event.Attempt(
            end: outcome.newState, number: outcome.number, exit: outcome.exit, meaning: outcome.meaning,
            gatewayID: outcome.gatewayID, nextAttempt: outcome.nextAttempt,
            state: head.state.isTerminal ? head.state : nil, outputSHA256: SHA256.hash(outcome.output).hexadecimal,
            started: started)
        return Event(at: outcome.endedAt, .attemptEnded(fact), message: outcome.message)
    }

    /// In the order in which the columns are read.
    private static func mark(
        ofAttempt number: Int, of message: Int64, started: Instant, outcome: AttemptOutcome?
    ) -> Int64 {
        Checksum.mark([
            message, number, started.milliseconds, outcome?.endedAt.milliseconds, outcome?.exit,
            outcome?.meaning.rawValue, outcome?.output, outcome?.gatewayID,
        ])
    }
}
