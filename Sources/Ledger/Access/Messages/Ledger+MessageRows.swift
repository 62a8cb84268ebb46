import Basics
import Directives
import Foundation

/// How the rows of messages and attempts are read, each held against its marks.
extension Ledger {
    /// What the mark of a message is of, in the order of the mark; then the rest.
    static let messageColumns =
        "SELECT "
        + [
            "id", "kind", "at", "gateway", "channel", "address", "address_key", "recipient", "language", "segments",
            "sha256", "claimed_at", "expires_at", "replaces", "origin", "mark", "row", "subject", "state",
            "next_attempt", "reason", "hold", "state_mark",
        ].map { "message.\($0)" }.joined(separator: ", ")

    /// How many columns come before the mark.
    private static let markedColumns = 15

    /// The attempts of a message, by number.
    static func attempts(ofMessage row: Int64, _ database: Database) throws -> [StoredMessage.Attempt] {
        try database.rows(
            """
            SELECT message, number, started_at, ended_at, exit, meaning, output, gateway_id, mark FROM attempt
            WHERE message = $1 ORDER BY number
            """, [row]
        ).map { row in
            try requireMark(row, of: "attempt")
            return StoredMessage.Attempt(
                number: try row[1], startedAt: try row.instant(2), endedAt: try row.instantIfPresent(3),
                exit: try row[4], meaning: try row[5] as String? == nil ? nil : try row.member(5), output: try row[6],
                gatewayID: try row[7])
        }
    }

    /// What changes of a message, given a row of `messageColumns` that is what was written.
    static func messageHead(_ row: Row) throws -> MessageHead {
        let id: String = try row[0]
        try requireMark(row, of: "message \(id)", columns: markedColumns)
        let head = MessageHead(
            id: id, row: try row[16], state: try row.member(18), nextAttempt: try row.instantIfPresent(19),
            hold: try row[21])
        guard try row[22] == head.mark else { throw LedgerError.damaged("state of message \(id)") }
        return head
    }

    /// A message, given a row of `messageColumns`.
    ///
    /// - Parameter full: whether with its deliveries.
    static func message(
        _ row: Row, bytes: [UInt8]?, deleted: Instant? = nil, full: Bool = true, _ database: Database
    ) throws -> StoredMessage {
        let head = try messageHead(row)
        let deliveries =
            try full
            ? database.rows(
                """
                SELECT delivery.value, delivery.form, delivery.sum FROM message JOIN delivery ON \(speaksOf)
                WHERE message.row = $1 ORDER BY delivery.rowid
                """, [head.row]) : []
        return StoredMessage(
            id: head.id, kind: try row.member(1), at: try row.instant(2), gateway: try row[3],
            channel: try row.member(4), address: try row[5], recipient: try row[7], language: try row.member(8),
            subject: try row[17],
            segments: try row[9], sha256: try row[10], bytes: bytes, bytesDeletedAt: deleted,
            claimedAt: try row.instant(11), expiresAt: try row.instantIfPresent(12), replaces: try row[13],
            state: head.state, nextAttempt: head.nextAttempt, reason: try row[20], hold: head.hold,
            attempts: try attempts(ofMessage: head.row, database),
            deliveries: try deliveries.map { try Delivery(text: $0[0], form: $0[1], sum: $0[2]) })
    }

    /// The bytes of a message, if they are still those that were claimed: damage is found and never sent.
    static func bytes(_ bytes: Data?, hash: String, of id: String) throws -> [UInt8] {
        guard let bytes, SHA256.hash(Array(bytes)).hexadecimal == hash else {
            throw LedgerError(
                code: .corrupt,
                message:
                    "the bytes of message \(id) are not those that were claimed; stop the daemon and restore a backup")
        }
        return Array(bytes)
    }
}
