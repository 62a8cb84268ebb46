import Basics
import Directives
import Foundation

extension Ledger {
    /// Writes a message with all that belongs to it, and gives the event of its claim.
    static func insert(_ claim: LedgerTransaction.Claim, at now: Instant, _ database: Database) throws -> Event {
        let message = claim.message
        let hash = SHA256.hash(message.bytes).hexadecimal
        var origin: Int64?
        if let replaced = message.replaces {
            origin = try database.row("SELECT coalesce(origin, row) FROM message WHERE id = $1", [replaced])?[0]
        }
        // Read to its end: a statement that gives rows is done when it has given the last one.
        let inserted = try database.rows(
            """
            INSERT INTO message
              (id, kind, at, gateway, channel, address, recipient, language, subject, segments, sha256, claimed_at,
               expires_at, replaces, origin, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'claimed')
            RETURNING row
            """,
            [
                message.id, message.kind.rawValue, message.at.milliseconds, message.gateway, message.channel.rawValue,
                message.address, message.recipient, message.language.rawValue, message.subject, message.segments, hash,
                now.milliseconds, message.expiresAt?.milliseconds, message.replaces, origin,
            ])
        guard let row: Int64 = try inserted.first?[0] else { throw LedgerError.damaged("message") }
        try database.run(
            "INSERT INTO message_bytes (message, bytes) VALUES ($1, $2)", [row, Data(message.bytes)])
        for delivery in message.deliveries {
            try database.run(
                "INSERT INTO delivery (key, message, obligation, at, value) VALUES ($1, $2, $3, $4, $5)",
                [
                    delivery.key, row, delivery.slot.key.obligation, delivery.slot.at.milliseconds,
                    JSONText.encode(delivery),
                ])
        }
        if let start = message.firstAttempt {
            try database.run(
                "INSERT INTO attempt (message, number, started_at) VALUES ($1, $2, $3)",
                [row, start.number, start.at.milliseconds])
        }
        return event(of: claim, hash: hash, at: now)
    }

    private static func event(of claim: LedgerTransaction.Claim, hash: String, at now: Instant) -> Event {
        let message = claim.message
        var slots = message.deliveries.map(\.slot.key)
        var fact = Event.Claim(
            sha256: hash, gateway: message.gateway, address: message.address,
            recipient: message.recipient == message.address ? nil : message.recipient, replaces: message.replaces)
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
        let added = try database.run(
            """
            INSERT INTO skip (key, obligation, at, reason, recorded_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (key) DO NOTHING
            """, [slot, skip.key.obligation, skip.at.milliseconds, skip.reason.rawValue, now.milliseconds])
        guard added > 0 else { return nil }
        return Event(
            at: now, .skipped(slot: slot, at: skip.at, reason: skip.reason), obligation: skip.key.obligation,
            unit: skip.key.unit)
    }
}
