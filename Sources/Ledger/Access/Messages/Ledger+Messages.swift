import Directives

extension Ledger {
    /// Ends a message and gives the event of it.
    static func end(_ ending: LedgerTransaction.Ending, at now: Instant, _ database: Database) throws -> Event {
        try move(ending.message, by: ending.state.change, reason: ending.reason, database)
        return Event(
            at: now, .messageEnded(ending.state, reason: ending.reason), message: ending.message,
            author: ending.author)
    }

    /// A message with its bytes, attempts and deliveries.
    public func message(_ id: String) throws(LedgerError) -> StoredMessage? {
        try reading { database in
            guard let row = try database.row("\(Self.messageColumns) FROM message WHERE id = $1", [id]) else {
                return nil
            }
            let stored = try database.row(
                "SELECT bytes, deleted_at FROM message_bytes WHERE message = $1", [row[16] as Int64])
            let deleted = try stored?.instantIfPresent(1)
            let bytes = try deleted == nil ? stored.map { try Self.bytes($0[0], hash: row[10], of: id) } : nil
            return try Self.message(row, bytes: bytes, deleted: deleted, database)
        }
    }

    /// The messages that fit a filter, without their bytes, the newest first.
    public func messages(
        _ filter: MessageFilter = MessageFilter(), limit: Int? = nil
    ) throws(LedgerError) -> [StoredMessage] {
        try reading { database in
            var conditions = Conditions()
            conditions.require(filter.states.map { List($0.map(\.rawValue).sorted()) }) {
                SQL.isMember("state", of: $0)
            }
            conditions.require(filter.kind?.rawValue) { "kind = \($0)" }
            conditions.require(filter.gateway) { "gateway = \($0)" }
            conditions.require(filter.address) { "address = \($0)" }
            conditions.require(filter.obligation) {
                """
                row IN (SELECT message.row FROM delivery JOIN message ON \(Self.speaksOf) WHERE delivery.obligation = \($0))
                """
            }
            conditions.require(filter.from?.milliseconds) { "claimed_at >= \($0)" }
            conditions.require(filter.until?.milliseconds) { "claimed_at < \($0)" }
            let limit = conditions.parameter(limit ?? .max)
            return try database.rows(
                "\(Self.messageColumns) FROM message WHERE \(conditions) ORDER BY row DESC LIMIT \(limit)",
                conditions.arguments
            ).map { try Self.message($0, bytes: nil, database) }
        }
    }
}
