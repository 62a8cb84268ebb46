import Directives

extension Ledger {
    static func set(_ hold: LedgerTransaction.MessageHold, _ database: Database) throws {
        var head = try head(ofMessage: hold.message, database)
        guard !head.state.isTerminal else {
            throw LedgerError(
                code: .refused,
                message: "the ledger refuses the change: no message \(hold.message) that is still open")
        }
        head.hold = hold.reason
        if hold.reason == nil, head.state == .deferred { head.nextAttempt = hold.next }
        try database.change(
            "message \(hold.message)",
            "UPDATE message SET hold = $1, next_attempt = $2, state_mark = $3 WHERE row = $4",
            [head.hold, head.nextAttempt?.milliseconds, head.mark, head.row])
    }
}
