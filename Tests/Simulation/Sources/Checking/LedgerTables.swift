import Directives
import Foundation
import GRDB

/// The rows of a ledger that the checker needs.
struct LedgerTables {
    struct Message {
        let row: Int64
        let id: String
        let kind: String
        let at: Instant
        let gateway: String
        let channel: String
        let address: String
        let recipient: String
        let digest: String
        let claimedAt: Instant
        let expiresAt: Instant?
        let replaces: String?
        /// The row of the first message of its chain of fallbacks and retries.
        let origin: Int64?
        let state: String
        let reason: String?
        let nextAttempt: Instant?
        var attempts: [Attempt] = []
        /// The keys of its own deliveries.
        var deliveries: [Delivery] = []

        var isReminder: Bool { kind == "reminder" }
    }

    struct Attempt {
        let number: Int
        let startedAt: Instant
        let endedAt: Instant?
        let meaning: String?
    }

    struct Delivery {
        let key: String
        let at: Instant
        let obligation: String
        /// The delivery as stored, in JSON.
        let value: String

        /// The key of its slot: all but the gateway and the address.
        var slot: String {
            key.split(separator: "|", omittingEmptySubsequences: false).prefix(6).joined(separator: "|")
        }
    }

    struct Skip {
        let key: String
        let obligation: String
        let unit: String
        let at: Instant
        let reason: String
        let recordedAt: Instant
    }

    struct Event {
        let row: Int64
        let at: Instant
        let kind: String
        let obligation: String?
        let message: String?
        let author: String?
        let detail: [String: String]
    }

    private(set) var messages: [Message] = []
    private(set) var skips: [String: Skip] = [:]
    private(set) var events: [Event] = []
    private(set) var index: [String: Int] = [:]

    init(_ image: LedgerImage) throws {
        var places: [Int64: Int] = [:]
        for row in try image.rows(
            """
            SELECT row, id, kind, at, gateway, address, recipient, sha256, claimed_at, expires_at, replaces, origin,
              state, reason, next_attempt, channel FROM message ORDER BY row
            """)
        {
            places[row[0]] = messages.count
            index[row[1]] = messages.count
            messages.append(
                Message(
                    row: row[0], id: row[1], kind: row[2], at: Instant(milliseconds: row[3]),
                    gateway: row[4], channel: row[15], address: row[5], recipient: row[6], digest: row[7],
                    claimedAt: Instant(milliseconds: row[8]),
                    expiresAt: (row[9] as Int64?).map(Instant.init(milliseconds:)), replaces: row[10], origin: row[11],
                    state: row[12], reason: row[13],
                    nextAttempt: (row[14] as Int64?).map(Instant.init(milliseconds:))))
        }
        for row in try image.rows(
            "SELECT message, number, started_at, ended_at, meaning FROM attempt ORDER BY message, number")
        {
            guard let place = places[row[0]] else { continue }
            messages[place].attempts.append(
                Attempt(
                    number: row[1], startedAt: Instant(milliseconds: row[2]),
                    endedAt: (row[3] as Int64?).map(Instant.init(milliseconds:)), meaning: row[4]))
        }
        for row in try image.rows("SELECT message, key, at, obligation, value FROM delivery ORDER BY rowid") {
            guard let place = places[row[0]] else { continue }
            messages[place].deliveries.append(
                Delivery(key: row[1], at: Instant(milliseconds: row[2]), obligation: row[3], value: row[4]))
        }
        for row in try image.rows("SELECT key, obligation, at, reason, recorded_at FROM skip") {
            let key: String = row[0]
            let parts = key.split(separator: "|", omittingEmptySubsequences: false)
            skips[key] = Skip(
                key: key, obligation: row[1], unit: parts.count > 4 ? String(parts[4]) : "",
                at: Instant(milliseconds: row[2]), reason: row[3], recordedAt: Instant(milliseconds: row[4]))
        }
        let decoder = JSONDecoder()
        for row in try image.rows(
            """
            SELECT row, at, kind, obligation, message, detail, author FROM event
            WHERE kind IN ('claimed', 'deferred', 'dead', 'expired', 'cancelled', 'done', 'failed', 'withdrawn', 'ended',
              'opened', 'versioned', 'held', 'released', 'configuration-accepted',
              'operator-told')
            ORDER BY row
            """)
        {
            let detail: String = row[5]
            events.append(
                Event(
                    row: row[0], at: Instant(milliseconds: row[1]), kind: row[2], obligation: row[3], message: row[4],
                    author: row[6],
                    detail: try decoder.decode([String: String].self, from: Data(detail.utf8))))
        }
    }

    func message(_ id: String) -> Message? { index[id].map { messages[$0] } }
}
