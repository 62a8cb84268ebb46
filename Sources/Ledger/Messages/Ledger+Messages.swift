public import Directives
import Foundation
import GRDB

extension Ledger {
    /// Ends messages for another reason than an attempt.
    ///
    /// The event of each is appended, unless one is given. Refused, all together, if one of them has come to its end.
    public func change(
        messages: [String], to state: MessageEnd, reason: String, at: Instant, author: String? = nil,
        events: [NewEvent] = []
    ) throws(LedgerError) {
        try writing { database in
            let kind = EventKind(state.change.state)
            let told = Set(events.lazy.filter { $0.kind == kind }.compactMap(\.message))
            var all: [NewEvent] = []
            for id in messages {
                let event = try Self.end(MessageEnding(message: id, state: state, reason: reason, at: at), database)
                if told.contains(id) { continue }
                all.append(event)
                all[all.count - 1].author = author
            }
            try Self.append(all + events, database)
        }
    }

    /// Ends a message and gives the event of it.
    static func end(_ ending: MessageEnding, _ database: Database) throws -> NewEvent {
        try move(ending.message, by: ending.state.change, reason: ending.reason, database)
        return NewEvent(
            at: ending.at, kind: EventKind(ending.state.change.state), message: ending.message,
            detail: ["reason": ending.reason])
    }

    /// A message with its bytes, attempts and deliveries.
    public func message(_ id: String) throws(LedgerError) -> StoredMessage? {
        try reading { database in
            guard let row = try database.row("\(Self.messageColumns) WHERE id = ?", [id]) else { return nil }
            let stored = try database.row(
                "SELECT bytes, ?, deleted_at FROM message_bytes WHERE message = ?", [row[11], row[0]])
            let deleted = stored?.instantIfPresent(2)
            let bytes = try deleted == nil ? stored.map { try Self.bytes($0, text: 0, hash: 1, of: id) } : nil
            return try Self.message(row, bytes: bytes, deleted: deleted, database)
        }
    }

    /// The messages that fit a filter, without their bytes, the newest first.
    public func messages(
        _ filter: MessageFilter = MessageFilter(), limit: Int? = nil
    ) throws(LedgerError) -> [StoredMessage] {
        try reading { database in
            var conditions = ["true"]
            var arguments: StatementArguments = []
            func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
                guard let value else { return }
                conditions.append(condition)
                arguments += [value]
            }
            require(
                "state IN (SELECT value FROM json_each(?))",
                try filter.states.map { try JSONText.encode($0.map(\.rawValue).sorted()) })
            require("kind = ?", filter.kind?.rawValue)
            require("gateway = ?", filter.gateway)
            require("address = ?", filter.address)
            require(
                "coalesce(origin, row) IN (SELECT message FROM delivery WHERE obligation = ?)", filter.obligation)
            require("claimed_at >= ?", filter.from?.milliseconds)
            require("claimed_at < ?", filter.until?.milliseconds)
            arguments += [limit ?? -1]
            return try database.rows(
                """
                \(Self.messageColumns) WHERE \(conditions.joined(separator: " AND ")) ORDER BY row DESC LIMIT ?
                """, arguments
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
            WHERE message = ? ORDER BY number
            """, [row[0]])
        let deliveries = try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT value FROM delivery WHERE message IN (?, ?) ORDER BY rowid"),
            arguments: [row[0], row[15]])
        return StoredMessage(
            id: row[1], kind: try row.member(2), at: row.instant(3), gateway: row[4], channel: try row.member(5),
            address: row[6], recipient: row[7], language: try row.member(8), subject: row[9], segments: row[10],
            sha256: row[11], bytes: bytes, bytesDeletedAt: deleted, claimedAt: row.instant(12),
            expiresAt: row.instantIfPresent(13),
            replaces: row[14], state: try row.member(16), nextAttempt: row.instantIfPresent(17), reason: row[18],
            hold: row[19],
            attempts: attempts.map { attempt in
                StoredMessage.Attempt(
                    number: attempt[0], startedAt: attempt.instant(1), endedAt: attempt.instantIfPresent(2),
                    exit: attempt[3], meaning: (attempt[4] as String?).flatMap(ExitMeaning.init(rawValue:)),
                    output: attempt[5], gatewayID: attempt[6])
            },
            deliveries: try deliveries.map { try JSONText.decode(Delivery.self, $0) })
    }
}
