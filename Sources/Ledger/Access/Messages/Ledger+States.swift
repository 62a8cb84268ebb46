import Directives

/// What changes of a message after its claim.
struct MessageHead {
    let id: String
    let row: Int64
    var state: MessageState
    var nextAttempt: Instant?
    var hold: String?
    /// Of the attempt that was asked for, where there is one of that number.
    var attemptStarted: Instant?

    /// Of what decides whether and when it goes.
    var mark: Int64 { Checksum.mark([id, state.rawValue, nextAttempt?.milliseconds, hold]) }
}

extension Ledger {
    /// - Parameter attempt: the number of an attempt of which the start is wanted too.
    /// - Throws: refused for an id that the ledger does not know.
    static func head(ofMessage id: String, attempt: Int? = nil, _ database: Database) throws -> MessageHead {
        guard
            let row = try database.row(
                """
                SELECT row, state, next_attempt, hold, state_mark,
                  (SELECT started_at FROM attempt WHERE attempt.message = message.row AND number = $1)
                FROM message WHERE id = $2
                """, [attempt, id])
        else { throw LedgerError(code: .refused, message: "the ledger refuses the change: no message \(id)") }
        let head = MessageHead(
            id: id, row: try row[0], state: try row.member(1), nextAttempt: try row.instantIfPresent(2),
            hold: try row[3], attemptStarted: try row.instantIfPresent(5))
        guard try row[4] == head.mark else { throw LedgerError.damaged("state of message \(id)") }
        return head
    }

    /// Brings a message to its next state: the only statement that writes a state after the claim.
    ///
    /// Refused where the change cannot happen in the state of the message. The table refuses it too, whoever writes.
    static func move(
        _ head: MessageHead, by change: MessageChange, nextAttempt: Instant? = nil, reason: String? = nil,
        _ database: Database
    ) throws {
        guard let state = head.state.after(change) else {
            throw LedgerError(
                code: .refused,
                message: "the ledger refuses the change: no message \(head.id) that can come to "
                    + "'\(change.state.rawValue)'")
        }
        var moved = head
        (moved.state, moved.nextAttempt) = (state, nextAttempt)
        try database.change(
            "message \(head.id)",
            """
            UPDATE message SET state = $1, next_attempt = $2, reason = coalesce($3, reason), state_mark = $4
            WHERE row = $5
            """, [state.rawValue, nextAttempt?.milliseconds, reason, moved.mark, head.row])
    }

    static func move(
        _ id: String, by change: MessageChange, nextAttempt: Instant? = nil, reason: String? = nil,
        _ database: Database
    ) throws {
        try move(
            try head(ofMessage: id, database), by: change, nextAttempt: nextAttempt, reason: reason, database)
    }
}
