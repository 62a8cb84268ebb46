import Basics
import Directives
import Foundation

extension Ledger {
    /// Lays down a batch: durable when it returns, and only then may a gateway start.
    ///
    /// The ledger itself appends the event of each message, with the SHA-256 of its bytes, and of each skipped slot;
    /// where the batch brings one, that one is used and gets the hash. A delivery that any message carries already is
    /// refused, and the batch with it; a slot recorded as skipped before keeps its first reason.
    public func claim(_ batch: ClaimBatch) throws(LedgerError) {
        try writing { try Self.lay(batch, $0) }
    }

    static func lay(_ batch: ClaimBatch, _ database: Database) throws {
        var events = batch.events
        for outcome in batch.outcomes { events += try Self.record(outcome, database) }
        try Self.start(batch.starts, database)
        var hashes: [String: String] = [:]
        for message in batch.messages {
            hashes[message.id] = try Self.insert(message, database)
        }
        for (id, instant) in batch.deferred {
            try move(id, by: .postpone, nextAttempt: instant, database)
        }
        for row in batch.obligations { try Self.upsert(row, database) }
        for ending in batch.endings { events.append(try Self.end(ending, database)) }
        for advance in batch.advances {
            try database.change(
                "obligation \(advance.id)",
                "UPDATE obligation SET settled = $1, wake = $2, held = $3, mark = $4 WHERE id = $5",
                [
                    advance.settled.milliseconds, advance.wake?.milliseconds, advance.held,
                    Checksum.of(id: advance.id, settled: advance.settled, wake: advance.wake, held: advance.held),
                    advance.id,
                ])
        }
        for index in events.indices where events[index].kind == .claimed {
            guard let id = events[index].message, let hash = hashes.removeValue(forKey: id) else { continue }
            events[index].detail["sha256"] = hash
        }
        for message in batch.messages {
            guard let hash = hashes[message.id] else { continue }
            events.append(Self.claimed(message, hash: hash))
        }
        let told = Set(events.lazy.filter { $0.kind == .skipped }.compactMap { $0.detail["slot"] })
        for skip in batch.skips {
            let isNew = try Self.insert(skip, database)
            if isNew, !told.contains(skip.key.description) { events.append(Self.skipped(skip)) }
        }
        try Self.append(events, database)
    }

    /// Writes a message with all that belongs to it, and gives the SHA-256 of its bytes.
    private static func insert(_ message: ClaimedMessage, _ database: Database) throws -> String {
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
                message.claimedAt.milliseconds, message.expiresAt?.milliseconds, message.replaces, origin,
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
        return hash
    }

    /// Gives whether the slot had no record before.
    static func insert(_ skip: SkippedSlot, _ database: Database) throws -> Bool {
        let added = try database.run(
            """
            INSERT INTO skip (key, obligation, at, reason, recorded_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (key) DO NOTHING
            """,
            [
                skip.key.description, skip.key.obligation, skip.at.milliseconds, skip.reason.rawValue,
                skip.recordedAt.milliseconds,
            ])
        return added > 0
    }

    private static func claimed(_ message: ClaimedMessage, hash: String) -> NewEvent {
        let obligations = Set(message.deliveries.map(\.slot.key.obligation))
        var event = NewEvent(
            at: message.claimedAt, kind: .claimed, obligation: obligations.count == 1 ? obligations.first : nil,
            message: message.id,
            detail: ["sha256": hash, "gateway": message.gateway, "address": message.address])
        // The chain proves what was said of what, even if somebody altered the tables beside it.
        if !message.deliveries.isEmpty {
            event.detail["slots"] = message.deliveries.map(\.slot.key.description).joined(separator: "\n")
        }
        if message.recipient != message.address { event.detail["recipient"] = message.recipient }
        if let replaced = message.replaces { event.detail["replaces"] = replaced }
        return event
    }

    static func skipped(_ skip: SkippedSlot) -> NewEvent {
        NewEvent(
            at: skip.recordedAt, kind: .skipped, obligation: skip.key.obligation, unit: skip.key.unit,
            detail: [
                "slot": skip.key.description, "slot-at": "\(skip.at.milliseconds)", "reason": skip.reason.rawValue,
            ])
    }
}
