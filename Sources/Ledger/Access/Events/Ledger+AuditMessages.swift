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
                return try rows.last?[16] as Int64?
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
        \(Ledger.messageColumns), bytes, deleted_at
        FROM message LEFT JOIN message_bytes ON message_bytes.message = message.row
        WHERE row > $1 ORDER BY row LIMIT 200
        """

    private mutating func note(_ kind: Int, _ text: String) {
        if wrong[kind] == nil { wrong[kind] = text }
    }

    mutating func examine(_ row: Row, _ database: Database) throws {
        let id: String = try row[0]
        let number: Int64 = try row[16]
        let name = "message \(id) (row \(number))"
        let state: MessageState = try row.member(18)
        let recorded = try RecordedMessage(id, database)
        counts[0] += 1
        let hash: String = try row[10]
        if recorded.claim?.sha256 != hash { note(0, "\(name) has another hash than the event of its claim") }
        if let bytes: Data = try row[23] {
            if SHA256.hash(Array(bytes)).hexadecimal != hash { note(0, "\(name) has other bytes than were claimed") }
        } else if try row[24] as Int64? != nil {
            counts[3] += 1
            if !state.isTerminal { note(3, "\(name) lost its bytes before its end") }
        } else {
            note(0, "\(name) has no bytes")
        }
        if recorded.end != (state.isTerminal ? state : nil) {
            note(0, "\(name) is '\(state.rawValue)', and its events say '\(recorded.end?.rawValue ?? "not ended")'")
        }
        if try row[20] != recorded.reason { note(0, "\(name) has another reason than its events say") }
        if try row[21] != recorded.hold { note(0, "\(name) has another hold than its events say") }
        if let claim = recorded.claim { try compare(row, with: claim, at: recorded.claimedAt, name) }
        let head = MessageHead(
            id: id, row: number, state: state, nextAttempt: try row.instantIfPresent(19), hold: try row[21])
        if try row[15] != row.mark(of: 0..<15) || row[22] != head.mark { note(0, "\(name) is not what was written") }
        try examineAttempts(of: number, name, state, recorded.attempts, database)
        // What takes the place of another message speaks of that one's deliveries, and has none of its own.
        let slots = recorded.claim?.replaces == nil ? recorded.claim?.slots : nil
        try examineDeliveries(of: number, name, address: row[5], slots: slots, database)
        let written: [String] = try database.column(
            "SELECT delivery FROM replacement_delivery WHERE message = $1", [number])
        let replaced = try recorded.claim.flatMap { claim in
            try claim.replaces.map { try Ledger.deliveries(of: $0, slots: claim.fallbackSlots, database) }
        }
        if Set(written) != Set(replaced ?? []) {
            note(2, "\(name) is about other deliveries than the event of its claim says")
        }
    }

    /// What the event of its claim says of a message; those of older programs say less.
    private mutating func compare(
        _ row: Row, with claim: Event.Claim, at claimedAt: Instant?, _ name: String
    ) throws {
        let subject: String? = try row[17]
        let isSame =
            try (claim.gateway.map { try $0 == row[3] } ?? true) && (claim.address.map { try $0 == row[5] } ?? true)
            && (claim.recipient.map { try $0 == row[7] } ?? (claim.planned == nil || row[7] as String == row[5]))
            && (claim.planned.map { try $0 == row.instant(2) } ?? true) && claim.replaces == row[13]
            && claimedAt == row.instant(11)
            && (claim.subjectSHA256 == nil || subject == nil
                || claim.subjectSHA256 == subject.map { SHA256.hash($0).hexadecimal })
            && (claim.rowSHA256.map { try $0 == Ledger.rowHash(row.columns(0..<15), row: row[16]) } ?? true)
        if !isSame { note(0, "\(name) is another one than the event of its claim says") }
    }

    private mutating func examineAttempts(
        of message: Int64, _ name: String, _ state: MessageState, _ recorded: [Int: RecordedMessage.AttemptEnd],
        _ database: Database
    ) throws {
        let attempts = try database.rows(
            """
            SELECT message, number, started_at, ended_at, exit, meaning, output, gateway_id, mark FROM attempt
            WHERE message = $1 ORDER BY number
            """, [message])
        counts[1] += attempts.count
        for (index, attempt) in attempts.enumerated() {
            let isLast = index == attempts.count - 1
            let number: Int = try attempt[1]
            let hasEnded = try attempt[3] as Int64? != nil
            if number != index + 1 { note(1, "\(name) has an attempt \(number), and none \(index + 1)") }
            if !hasEnded, recorded[number] != nil { note(1, "\(name) has other attempts than its events say") }
            if hasEnded, try recorded[number]?.isThat(of: attempt) != true {
                note(1, "attempt \(number) of \(name) is another one than its event says")
            }
            if !hasEnded, !isLast { note(1, "attempt \(number) of \(name) has no end, and another one followed") }
            if try attempt[5] as String? == "accepted", !isLast {
                note(1, "attempt \(number) of \(name) was accepted, and another one followed")
            }
            if try attempt[8] != attempt.mark(of: 0..<8) {
                note(1, "attempt \(number) of \(name) is not what was written")
            }
        }
        if recorded.keys.contains(where: { $0 > attempts.count }) {
            note(1, "\(name) has other attempts than its events say")
        }
        let last: String? = try attempts.last?[5]
        if state == .accepted, last != "accepted" { note(1, "\(name) is 'accepted', and its last attempt is not") }
        if state == .deferred, let attempt = attempts.last, try attempt[3] as Int64? == nil {
            note(1, "\(name) is 'deferred' while an attempt runs")
        }
    }

    private mutating func examineDeliveries(
        of message: Int64, _ name: String, address: String, slots: [String]?, _ database: Database
    ) throws {
        let rows = try database.rows(
            """
            SELECT key, message, obligation, at, mark, value, form, sum FROM delivery WHERE message = $1 ORDER BY rowid
            """, [message])
        counts[2] += rows.count
        var keys: [String] = []
        for row in rows {
            let delivery = try Delivery(text: row[5], form: row[6], sum: row[7])
            keys.append(delivery.slot.key.description)
            let key: String = try row[0]
            let isWhole =
                try row[4] == row.mark(of: 0..<4) && delivery.key == Delivery.currentKey(key)
                && delivery.slot.key.obligation == row[2] && delivery.slot.at == row.instant(3)
                && delivery.address == address
            if !isWhole { note(2, "the delivery \(key) of \(name) is not what its columns say") }
        }
        if let slots, slots != keys {
            note(2, "\(name) carries other slots than the event of its claim says")
        }
    }
}
