import Directives

extension Ledger {
    /// Takes a message on by a change: the only statement that writes a state after the claim.
    ///
    /// Refused where the change cannot happen in the state of the message. The table refuses it too, whoever writes.
    static func move(
        _ id: String, by change: MessageChange, nextAttempt: Instant? = nil, reason: String? = nil,
        _ database: Database
    ) throws {
        try database.change(
            "message \(id) that can come to '\(change.state.rawValue)'", statements[change, default: ""],
            [nextAttempt?.milliseconds, reason, id])
    }

    private static let statements: [MessageChange: String] = Dictionary(
        uniqueKeysWithValues: MessageChange.allCases.map { change in
            let sources = change.sources.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            let sql = """
                UPDATE message SET state = '\(change.state.rawValue)', next_attempt = $1, reason = coalesce($2, reason)
                WHERE id = $3 AND state IN (\(sources))
                """
            return (change, sql)
        })
}
