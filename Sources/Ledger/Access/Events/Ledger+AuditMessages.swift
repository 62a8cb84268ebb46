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
                let rows = try database.rows(
                    "\(MessageExamination.columns) WHERE row > $1 ORDER BY row LIMIT 200", [last])
                for row in rows { try examination.examine(row, database) }
                return try rows.last?[16] as Int64?
            }
            guard let found else { return examination.checks }
            last = found
        }
    }
}

/// What has been seen of the messages so far, and the first of each kind that is wrong.
struct MessageExamination {
    private var counts = [0, 0, 0, 0]
    private var wrong: [String?] = [nil, nil, nil, nil]

    private static let names = ["messages", "attempts", "deliveries", "deleted bytes"]

    var checks: [AuditReport.Check] {
        Self.names.indices.map { .init(Self.names[$0], count: counts[$0], wrong: wrong[$0]) }
    }

    private var isSound: Bool { wrong.allSatisfy { $0 == nil } }

    static let columns = """
        \(Ledger.messageColumns), bytes, deleted_at
        FROM message LEFT JOIN message_bytes ON message_bytes.message = message.row
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
        let bytes: Data? = try row[23]
        if let bytes {
            if try row[24] as Int64? != nil { note(3, "\(name) has bytes that are said to be deleted") }
            if SHA256.hash(Array(bytes)).hexadecimal != hash { note(0, "\(name) has other bytes than were claimed") }
        } else if let deleted = try row.instantIfPresent(24) {
            counts[3] += 1
            if try !Self.isRecorded(deletionOf: number, at: deleted, database) {
                note(3, "\(name) lost its bytes at another instant than the events say")
            }
            if !state.isTerminal { note(3, "\(name) lost its bytes before its end") }
            if try row[17] as String? != nil { note(3, "\(name) lost its bytes and not its subject") }
        } else {
            note(0, "\(name) has no bytes")
        }
        if recorded.end != (state.isTerminal ? state : nil) {
            note(0, "\(name) is '\(state.rawValue)', and its events say '\(recorded.end?.rawValue ?? "not ended")'")
        }
        if try row[20] != recorded.reason { note(0, "\(name) has another reason than its events say") }
        if try row[21] != recorded.hold { note(0, "\(name) has another hold than its events say") }
        let deliveries = try deliveries(of: number, database)
        if let claim = recorded.claim, try !Self.isThat(row, of: claim, at: recorded.claimedAt, hasBytes: bytes != nil)
        {
            note(0, "\(name) is another one than the event of its claim says")
        }
        let head = MessageHead(
            id: id, row: number, state: state, nextAttempt: try row.instantIfPresent(19), hold: try row[21])
        let next = state == .deferred ? recorded.nextAttempt ?? head.nextAttempt : nil
        if next != head.nextAttempt {
            note(0, "\(name) is due at another instant than its events say")
        }
        if try row[15] != row.mark(of: 0..<15) || row[22] != head.mark { note(0, "\(name) is not what was written") }
        try examineAttempts(of: number, name, state, recorded.attempts, database)
        // What takes the place of another message speaks of that one's deliveries, and has none of its own.
        let slots = recorded.claim?.replaces == nil ? recorded.claim?.slots : nil
        try examine(deliveries, of: name, address: row[5], slots: slots)
        let written: [String] = try database.column(
            "SELECT delivery FROM replacement_delivery WHERE message = $1", [number])
        let replaced = try recorded.claim.flatMap { claim in
            try claim.replaces.map { try Ledger.deliveries(of: $0, slots: claim.fallbackSlots, database) }
        }
        if Set(written) != Set(replaced ?? []) {
            note(2, "\(name) is about other deliveries than the event of its claim says")
        }
        // Last, since it does not say which column is another one.
        let fixed = row.columns(0..<15) + row.columns(16..<17) + deliveries.flatMap { $0.columns(0..<5) }
        if isSound, let hash = recorded.claim?.rowSHA256, hash != Checksum.sha256(fixed) {
            note(0, "\(name) is another one than the event of its claim says")
        }
    }

    /// What the event of its claim says of a message; those of older programs say less.
    private static func isThat(
        _ row: Row, of claim: Event.Claim, at claimedAt: Instant?, hasBytes: Bool
    ) throws -> Bool {
        // Retention deletes the subject with the bytes; the event of an older program need not say it.
        let isSubject =
            try !hasBytes || claim.subjectSHA256 == nil && claim.rowSHA256 == nil
            || (row[17] as String?).map { SHA256.hash($0).hexadecimal } == claim.subjectSHA256
        return try isSubject && (claim.gateway.map { try $0 == row[3] } ?? true)
            && (claim.address.map { try $0 == row[5] } ?? true)
            && (claim.recipient.map { try $0 == row[7] } ?? (claim.planned == nil || row[7] as String == row[5]))
            && (claim.planned.map { try $0 == row.instant(2) } ?? true) && claim.replaces == row[13]
            && claimedAt == row.instant(11)
    }

    private static func isRecorded(
        deletionOf message: Int64, at instant: Instant, _ database: Database
    ) throws -> Bool {
        try database.rows("\(Ledger.eventColumns) WHERE at = $1 AND kind = 'bytes-deleted'", [instant.milliseconds])
            .contains { row in
                guard case .bytesDeleted(_, let rows, _) = try Ledger.event(row).fact else { return false }
                return rows.contains(message)
            }
    }

    /// With what the hash of a claim is of first.
    private func deliveries(of message: Int64, _ database: Database) throws -> [Row] {
        try database.rows(
            """
            SELECT key, obligation, at, value, form, sum, message, mark FROM delivery WHERE message = $1 ORDER BY rowid
            """, [message])
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
            if !hasEnded, recorded[number] != nil || attempt.columns(4..<8).contains(where: { !$0.column.isNull }) {
                note(1, "\(name) has other attempts than its events say")
            }
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
        if let attempt = attempts.last, [.claimed, .deferred].contains(state) {
            let runs = try attempt[3] as Int64? == nil
            if runs != (state == .claimed) {
                note(1, "\(name) is '\(state.rawValue)' while \(runs ? "an" : "no") attempt runs")
            }
        }
    }

    private mutating func examine(_ rows: [Row], of name: String, address: String, slots: [String]?) throws {
        counts[2] += rows.count
        var keys: [String] = []
        for row in rows {
            let delivery = try Delivery(text: row[3], form: row[4], sum: row[5])
            keys.append(delivery.slot.key.description)
            let key: String = try row[0]
            let isWhole =
                try row[7] == Checksum.mark(row.columns(0..<1) + row.columns(6..<7) + row.columns(1..<3))
                && delivery.key == Delivery.currentKey(key)
                && delivery.slot.key.obligation == row[1] && delivery.slot.at == row.instant(2)
                && delivery.address == address
            if !isWhole { note(2, "the delivery \(key) of \(name) is not what its columns say") }
        }
        if let slots, slots != keys {
            note(2, "\(name) carries other slots than the event of its claim says")
        }
    }
}
