import Basics
import Directives
import Foundation

extension Ledger {
    /// The messages, attempts and deliveries, held against their hashes, against the chain and against one another.
    func messageChecks() throws(LedgerError) -> [AuditReport.Check] {
        var examination = MessageExamination()
        var last: Int64 = 0
        while true {
            let found = try reading { database in
                let rows = try database.rows(MessageExamination.statement, [last])
                for row in rows { try examination.examine(row, database) }
                return try rows.last?[0] as Int64?
            }
            guard let found else { return examination.checks }
            last = found
        }
    }
}

/// What has been seen of the messages so far, and the first of each kind that is wrong.
private struct MessageExamination {
    private var counts = [0, 0, 0, 0]
    private var wrong: [String?] = [nil, nil, nil, nil]

    private static let names = ["messages", "attempts", "deliveries", "deleted bytes"]

    var checks: [AuditReport.Check] {
        Self.names.indices.map { .init(Self.names[$0], count: counts[$0], wrong: wrong[$0]) }
    }

    static let statement = """
        SELECT row, id, state, sha256, bytes, deleted_at, address,
          (SELECT detail FROM event WHERE event.message = message.id AND kind = 'claimed' ORDER BY event.row LIMIT 1),
          (SELECT kind FROM event WHERE event.message = message.id
             AND kind IN ('accepted', 'dead', 'expired', 'cancelled') ORDER BY event.row LIMIT 1)
        FROM message LEFT JOIN message_bytes ON message_bytes.message = message.row
        WHERE row > $1 ORDER BY row LIMIT 200
        """

    private mutating func note(_ kind: Int, _ text: String) {
        if wrong[kind] == nil { wrong[kind] = text }
    }

    mutating func examine(_ row: Row, _ database: Database) throws {
        let name = "message \(try row[1] as String) (row \(try row[0] as Int64))"
        let state: MessageState = try row.member(2)
        let claim = try (try row[7] as String?).flatMap { try Event.Claim(JSONText.decode([String: String].self, $0)) }
        counts[0] += 1
        let hash: String = try row[3]
        if claim?.sha256 != hash { note(0, "\(name) has another hash than the event of its claim") }
        if let bytes: Data = try row[4] {
            if SHA256.hash(Array(bytes)).hexadecimal != hash { note(0, "\(name) has other bytes than were claimed") }
        } else if try row[5] as Int64? != nil {
            counts[3] += 1
            if !state.isTerminal { note(3, "\(name) lost its bytes before its end") }
        } else {
            note(0, "\(name) has no bytes")
        }
        let ended: String? = try row[8]
        if ended != (state.isTerminal ? state.rawValue : nil) {
            note(0, "\(name) is '\(state.rawValue)', and its events say '\(ended ?? "not ended")'")
        }
        try examineAttempts(of: row[0], name, state, database)
        // What stands in for another message speaks of that one's deliveries, and has none of its own.
        let slots = claim?.replaces == nil ? claim?.slots : nil
        try examineDeliveries(of: row[0], name, address: row[6], slots: slots, database)
    }

    private mutating func examineAttempts(
        of message: Int64, _ name: String, _ state: MessageState, _ database: Database
    ) throws {
        let attempts = try database.rows(
            "SELECT number, ended_at, meaning FROM attempt WHERE message = $1 ORDER BY number", [message])
        counts[1] += attempts.count
        for (index, attempt) in attempts.enumerated() {
            let isLast = index == attempts.count - 1
            let number: Int = try attempt[0]
            let hasEnded = try attempt[1] as Int64? != nil
            if number != index + 1 { note(1, "\(name) has an attempt \(number), and none \(index + 1)") }
            if !hasEnded, !isLast { note(1, "attempt \(number) of \(name) has no end, and another one followed") }
            if try attempt[2] as String? == "accepted", !isLast {
                note(1, "attempt \(number) of \(name) was accepted, and another one followed")
            }
        }
        let last: String? = try attempts.last?[2]
        if state == .accepted, last != "accepted" { note(1, "\(name) is 'accepted', and its last attempt is not") }
        if state == .deferred, let attempt = attempts.last, try attempt[1] as Int64? == nil {
            note(1, "\(name) is 'deferred' while an attempt runs")
        }
    }

    private mutating func examineDeliveries(
        of message: Int64, _ name: String, address: String, slots: [String]?, _ database: Database
    ) throws {
        let rows = try database.rows(
            "SELECT key, value, obligation, at FROM delivery WHERE message = $1 ORDER BY rowid", [message])
        counts[2] += rows.count
        var keys: [String] = []
        for row in rows {
            let delivery = try JSONText.decode(Delivery.self, try row[1])
            keys.append(delivery.slot.key.description)
            let key: String = try row[0]
            let isWhole =
                try delivery.key == key && delivery.slot.key.obligation == row[2] && delivery.slot.at == row.instant(3)
                && delivery.address == address
            if !isWhole { note(2, "the delivery \(key) of \(name) is not what its columns say") }
        }
        if let slots, slots != keys {
            note(2, "\(name) carries other slots than the event of its claim says")
        }
    }
}
