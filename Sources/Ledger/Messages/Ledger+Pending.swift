import Crypto
public import Directives
import Foundation
import GRDB

extension Ledger {
    /// The gateways that have a deferred message, by name: a search of an index for each of them.
    public func deferredGateways() throws(LedgerError) -> [String] {
        try reading { database in
            var gateways: [String] = []
            while let row = try database.row(
                """
                SELECT gateway FROM message WHERE state = 'deferred' AND gateway > ? ORDER BY gateway LIMIT 1
                """, [gateways.last ?? ""])
            {
                gateways.append(row[0])
            }
            return gateways
        }
    }

    /// The earliest instant, not before another, at which a deferred message of a gateway is due again, some addresses
    /// left out.
    ///
    /// A message that an operator holds is never due.
    public func nextRetry(
        of gateway: String, from start: Instant = .distantPast, except addresses: Set<String> = []
    ) throws(LedgerError) -> Instant? {
        try reading { database in
            try database.row(
                """
                SELECT next_attempt FROM message WHERE state = 'deferred' AND gateway = ? AND hold IS NULL
                  AND next_attempt >= ? AND address NOT IN (SELECT value FROM json_each(?))
                ORDER BY next_attempt LIMIT 1
                """, [gateway, start.milliseconds, try JSONText.encode(addresses.sorted())])?.instantIfPresent(0)
        }
    }

    /// The deferred messages of a gateway that came due from an instant to another, both included: one of each address,
    /// the address first that has waited longest; some addresses left out.
    ///
    /// Of an address it is the message with the earliest instant of the plan, whichever of them was tried last.
    public func retries(
        of gateway: String, from start: Instant = .distantPast, through instant: Instant,
        except addresses: Set<String> = [], limit: Int
    ) throws(LedgerError) -> [PendingMessage] {
        var closed = addresses
        var retries: [PendingMessage] = []
        while retries.count < limit {
            let address: String? = try reading { database in
                try database.row(
                    """
                    SELECT address FROM message WHERE state = 'deferred' AND gateway = ? AND hold IS NULL
                      AND next_attempt BETWEEN ? AND ? AND address NOT IN (SELECT value FROM json_each(?))
                    ORDER BY next_attempt LIMIT 1
                    """,
                    [gateway, start.milliseconds, instant.milliseconds, try JSONText.encode(closed.sorted())])?[0]
            }
            guard let address else { break }
            closed.insert(address)
            retries += try pending(
                """
                message.state = 'deferred' AND message.gateway = ? AND message.address = ? AND message.hold IS NULL
                  AND message.next_attempt BETWEEN ? AND ? ORDER BY message.at, message.row LIMIT 1
                """, [gateway, address, start.milliseconds, instant.milliseconds])
        }
        return retries
    }

    /// When the first deferred message expires, also such as is held or waits for a gateway that is not served.
    public func nextExpiry() throws(LedgerError) -> Instant? {
        try reading { database in
            try database.row(
                """
                SELECT expires_at FROM message WHERE state = 'deferred' AND expires_at IS NOT NULL
                ORDER BY expires_at LIMIT 1
                """)?.instantIfPresent(0)
        }
    }

    /// The ids of deferred messages that have expired by an instant, that instant included, the earliest first.
    public func expired(by instant: Instant, limit: Int) throws(LedgerError) -> [String] {
        try reading { database in
            try String.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id FROM message WHERE state = 'deferred' AND expires_at <= ?
                        ORDER BY expires_at, row LIMIT ?
                        """), arguments: [instant.milliseconds, limit])
        }
    }

    /// The deferred messages of a gateway that wait for an instant after another and were claimed or tried after that as
    /// well: a clock that was set back has left them so.
    public func putOff(of gateway: String, after instant: Instant) throws(LedgerError) -> [PendingMessage] {
        try pending(
            """
            message.state = 'deferred' AND message.gateway = ? AND message.hold IS NULL AND message.next_attempt > ?
              AND (message.claimed_at > ?
                   OR EXISTS (SELECT 1 FROM attempt WHERE attempt.message = message.row AND attempt.started_at > ?))
            ORDER BY message.next_attempt, message.row
            """, [gateway, instant.milliseconds, instant.milliseconds, instant.milliseconds])
    }

    /// The messages with an attempt that started and has no end: all of them after a crash, those in flight otherwise.
    ///
    /// The attempt is the last one of each message. Among them may be one that came to its end meanwhile (see `state`):
    /// its attempt wants an outcome too.
    public func unfinishedAttempts() throws(LedgerError) -> [PendingMessage] {
        try pending(
            "message.row IN (SELECT message FROM attempt WHERE ended_at IS NULL) ORDER BY message.row", [])
    }

    /// The messages that were claimed and of which no attempt runs: claimed ahead of a courier, or before a crash.
    public func unstarted(limit: Int) throws(LedgerError) -> [PendingMessage] {
        try pending(
            """
            message.state = 'claimed' AND NOT EXISTS
              (SELECT 1 FROM attempt WHERE attempt.message = message.row AND attempt.ended_at IS NULL)
            ORDER BY message.row LIMIT ?
            """, [limit])
    }

    /// The ids of the messages about an obligation to an address that have not come to their end, the oldest first.
    public func openMessages(obligation: String, address: String) throws(LedgerError) -> [String] {
        try reading { database in
            try String.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT DISTINCT message.id FROM delivery
                        CROSS JOIN message ON message.row = delivery.message OR message.origin = delivery.message
                        WHERE delivery.obligation = ? AND message.address = ?
                          AND message.state IN ('claimed', 'deferred')
                        ORDER BY message.row
                        """), arguments: [obligation, address])
        }
    }

    private func pending(_ condition: String, _ arguments: StatementArguments) throws(LedgerError) -> [PendingMessage] {
        try reading { database in
            try database.rows(
                """
                SELECT id, kind, state, at, gateway, channel, address, recipient, language, segments, claimed_at,
                  expires_at, next_attempt, sha256, bytes, row, origin,
                  (SELECT max(number) FROM attempt WHERE attempt.message = message.row),
                  (SELECT min(started_at) FROM attempt WHERE attempt.message = message.row),
                  (SELECT started_at FROM attempt WHERE attempt.message = message.row ORDER BY number DESC LIMIT 1)
                FROM message LEFT JOIN message_bytes ON message_bytes.message = message.row
                WHERE \(condition)
                """, arguments
            ).map { row in
                let bytes = try Self.bytes(row, text: 14, hash: 13, of: row[0])
                let obligations = try String.fetchAll(
                    database.cachedStatement(
                        sql: "SELECT DISTINCT obligation FROM delivery WHERE message IN (?, ?) ORDER BY obligation"),
                    arguments: [row[15] as Int64, row[16] as Int64?])
                return PendingMessage(
                    id: row[0], kind: try row.member(1), state: try row.member(2), at: row.instant(3), gateway: row[4],
                    channel: try row.member(5), address: row[6], recipient: row[7], language: try row.member(8),
                    bytes: bytes, segments: row[9], claimedAt: row.instant(10), expiresAt: row.instantIfPresent(11),
                    nextAttempt: row.instantIfPresent(12), attempts: row[17] ?? 0,
                    firstAttempt: row.instantIfPresent(18),
                    lastAttempt: row.instantIfPresent(19), obligations: obligations)
            }
        }
    }

    /// The bytes of a message, if they are still those that were claimed: damage is found and never sent.
    static func bytes(_ row: Row, text: Int, hash: Int, of id: String) throws -> [UInt8] {
        guard let bytes: Data = row[text], SHA256.hash(data: bytes).hexadecimal == row[hash] as String else {
            throw LedgerError(
                code: .corrupt,
                message:
                    "the bytes of message \(id) are not those that were claimed; stop the daemon and restore a backup")
        }
        return Array(bytes)
    }
}
