import Directives
import Foundation

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
            guard let row = try database.row("\(Self.messageColumns) WHERE id = $1", [id]) else { return nil }
            let stored = try database.row(
                "SELECT bytes, $1, deleted_at FROM message_bytes WHERE message = $2",
                [row[11] as String, row[0] as Int64])
            let deleted = try stored?.instantIfPresent(2)
            let bytes = try deleted == nil ? stored.map { try Self.bytes($0, text: 0, hash: 1, of: id) } : nil
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
                "coalesce(origin, row) IN (SELECT message FROM delivery WHERE obligation = \($0))"
            }
            conditions.require(filter.from?.milliseconds) { "claimed_at >= \($0)" }
            conditions.require(filter.until?.milliseconds) { "claimed_at < \($0)" }
            let limit = conditions.parameter(limit ?? .max)
            return try database.rows(
                "\(Self.messageColumns) WHERE \(conditions) ORDER BY row DESC LIMIT \(limit)", conditions.arguments
            ).map { try Self.message($0, bytes: nil, database) }
        }
    }

    private static let messageColumns = """
        SELECT row, id, kind, at, gateway, channel, address, recipient, language, subject, segments, sha256, claimed_at,
          expires_at, replaces, origin, state, next_attempt, reason, hold
        FROM message
        """

    private static func message(
        _ row: Row, bytes: [UInt8]?, deleted: Instant? = nil, _ database: Database
    ) throws -> StoredMessage {
        let attempts = try database.rows(
            """
            SELECT number, started_at, ended_at, exit, meaning, output, gateway_id FROM attempt
            WHERE message = $1 ORDER BY number
            """, [row[0] as Int64])
        let deliveries: [String] = try database.column(
            "SELECT value FROM delivery WHERE message IN ($1, $2) ORDER BY rowid", [row[0] as Int64, row[15] as Int64?])
        return StoredMessage(
            id: try row[1], kind: try row.member(2), at: try row.instant(3), gateway: try row[4],
            channel: try row.member(5), address: try row[6], recipient: try row[7], language: try row.member(8),
            subject: try row[9], segments: try row[10], sha256: try row[11], bytes: bytes, bytesDeletedAt: deleted,
            claimedAt: try row.instant(12), expiresAt: try row.instantIfPresent(13), replaces: try row[14],
            state: try row.member(16), nextAttempt: try row.instantIfPresent(17), reason: try row[18],
            hold: try row[19],
            attempts: try attempts.map { attempt in
                StoredMessage.Attempt(
                    number: try attempt[0], startedAt: try attempt.instant(1), endedAt: try attempt.instantIfPresent(2),
                    exit: try attempt[3], meaning: try (attempt[4] as String?).flatMap(ExitMeaning.init(rawValue:)),
                    output: try attempt[5], gatewayID: try attempt[6])
            },
            deliveries: try deliveries.map { try JSONText.decode(Delivery.self, $0) })
    }
}
