import Basics
import Directives
import Foundation

extension Ledger {
    /// Writes a message with all that belongs to it, and gives the event of its claim.
    ///
    /// - Parameter start: when it is due, where its first attempt does not start with the claim.
    static func insert(
        _ claim: LedgerTransaction.Claim, due start: Instant?, at now: Instant, _ database: Database
    ) throws -> Event {
        let message = claim.message
        let hash = SHA256.hash(message.bytes).hexadecimal
        var origin: Int64?
        if let replaced = message.replaces {
            origin = try database.row("SELECT coalesce(origin, row) FROM message WHERE id = $1", [replaced])?[0]
        }
        // What never changes any more, in the order of the audit.
        var (row, fixed) = try insert(message, hash: hash, origin: origin, at: now, database)
        try database.run("INSERT INTO message_bytes (message, bytes) VALUES ($1, $2)", [row, Data(message.bytes)])
        for delivery in message.deliveries {
            let (key, at) = (delivery.key, delivery.slot.at.milliseconds)
            let obligation = delivery.slot.key.obligation
            let value = JSON.text(delivery)
            fixed += [key, obligation, at, value, Delivery.formVersion] as [any ColumnValue]
            try database.run(
                """
                INSERT INTO delivery (key, message, obligation, at, value, form, sum, mark)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    key, row, obligation, at, value, Delivery.formVersion, Checksum.of(value),
                    Checksum.mark([key, row, obligation, at]),
                ])
        }
        if let start = message.firstAttempt { try insert(start, of: row, database) }
        let event = event(of: claim, hash: hash, rowHash: Checksum.sha256(fixed), due: start, at: now)
        if let replaced = message.replaces, case .claimed(let fact) = event.fact {
            try insertDeliveries(ofReplacement: row, for: replaced, slots: fact.fallbackSlots, database)
        }
        return event
    }

    /// Writes which deliveries a message speaks of that takes the place of another one.
    static func insertDeliveries(
        ofReplacement row: Int64, for replaced: String, slots: [String]?, _ database: Database
    ) throws {
        for delivery in try deliveries(of: replaced, slots: slots, database) {
            try database.run(
                "INSERT INTO replacement_delivery (message, delivery) VALUES ($1, $2)", [row, delivery])
        }
    }

    /// The keys of the deliveries that a message speaks of: all, or only those of some slots.
    static func deliveries(of message: String, slots: [String]?, _ database: Database) throws -> [String] {
        let all: [String] = try database.column(
            "SELECT delivery.key FROM message JOIN delivery ON \(speaksOf) WHERE message.id = $1", [message])
        guard let slots else { return all }
        return all.filter { delivery in slots.contains { delivery.hasPrefix("\($0)|") } }
    }

    /// The condition under which a message speaks of a delivery: it has it, or takes the place of the message that has it
    /// and did not leave it out.
    static let speaksOf = """
        (message.row = delivery.message OR message.origin = delivery.message AND EXISTS
          (SELECT 1 FROM replacement_delivery AS said
           WHERE said.message = message.row AND said.delivery = delivery.key))
        """

    /// Writes the row of a message, and gives its number and its fixed columns.
    private static func insert(
        _ message: ClaimedMessage, hash: String, origin: Int64?, at now: Instant, _ database: Database
    ) throws -> (row: Int64, fixed: [any ColumnValue]) {
        // In the order of `messageColumns`, for the mark.
        let columns: [any ColumnValue] = [
            message.id, message.kind.rawValue, message.at.milliseconds, message.gateway, message.channel.rawValue,
            message.address, message.channel.mailbox(ofAddress: message.address), message.recipient,
            message.language.rawValue, message.segments, hash, now.milliseconds, message.expiresAt?.milliseconds,
            message.replaces, origin,
        ]
        let head = MessageHead(id: message.id, row: 0, state: .claimed)
        // Read to its end: a statement that gives rows is done when it has given the last one.
        let inserted = try database.rows(
            """
            INSERT INTO message
              (id, kind, at, gateway, channel, address, address_key, recipient, language, segments, sha256, claimed_at,
               expires_at, replaces, origin, mark, subject, state, state_mark)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            RETURNING row
            """, columns + [Checksum.mark(columns), message.subject, head.state.rawValue, head.mark])
        guard let row: Int64 = try inserted.first?[0] else { throw LedgerError.damaged("message") }
        return (row, columns + [row])
    }

    private static func event(
        of claim: LedgerTransaction.Claim, hash: String, rowHash: String, due start: Instant?, at now: Instant
    ) -> Event {
        let message = claim.message
        var slots = message.deliveries.map(\.slot.key)
        var fact = Event.Claim(
            sha256: hash, gateway: message.gateway, address: message.address,
            recipient: message.recipient == message.address ? nil : message.recipient, replaces: message.replaces,
            planned: message.at, subjectSHA256: message.subject.map { SHA256.hash($0).hexadecimal },
            rowSHA256: rowHash, until: start)
        var author: String?
        var obligations: Set<String> = []
        switch claim.reason {
        case .plan: break
        case .fallback(let keys): (slots, fact.isFallback) = (keys, true)
        case .closing(let ids): (fact.closes, obligations) = (ids, Set(ids))
        case .order(let name): author = name
        }
        fact.slots = slots.map(\.description)
        obligations.formUnion(slots.map(\.obligation))
        return Event(
            at: now, .claimed(fact), obligation: obligations.count == 1 ? obligations.first : nil,
            message: message.id, author: author)
    }

    /// Gives the event of a skipped slot that had no record before.
    static func insert(_ skip: SkippedSlot, at now: Instant, _ database: Database) throws -> Event? {
        let slot = skip.key.description
        let columns: [any ColumnValue] = [
            slot, skip.key.obligation, skip.at.milliseconds, skip.reason.rawValue, now.milliseconds,
        ]
        let added = try database.run(
            """
            INSERT INTO skip (key, obligation, at, reason, recorded_at, mark) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (key) DO NOTHING
            """, columns + [Checksum.mark(columns)])
        guard added > 0 else { return nil }
        return Event(
            at: now, .skipped(slot: slot, at: skip.at, reason: skip.reason), obligation: skip.key.obligation,
            unit: skip.key.unit)
    }
}
