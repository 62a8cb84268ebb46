import Basics
import Directives
import Foundation
import Testing

import struct GRDB.Configuration
import class GRDB.DatabaseQueue

@testable import Ledger

/// A ledger of the first version with as long a history as is asked for, and its way to the present version.
///
/// The test takes a short one. `DONDOC_HISTORY=1000000:/a/directory` writes one of that many messages there and leaves it
/// as it is, so that a daemon that was built for release can be seen bringing it up to date.
@Suite struct HistoryTests {
    @Test func aLongHistoryComesUpToDate() throws {
        if let asked = ProcessInfo.processInfo.environment["DONDOC_HISTORY"] {
            let parts = asked.split(separator: ":").map(String.init)
            try Self.write(messages: try #require(Int(parts[0])), to: parts[1])
            return
        }
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            try Self.write(messages: 3_000, to: directory)
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            let report = try ledger.audit()
            #expect(report.isSound, "\(report.checks.compactMap(\.wrong))")
            #expect(report.checks.first { $0.name == "messages" }?.count == 3_000)
            #expect(try ledger.retries(of: "email", through: .distantFuture, limit: 9).count == 2)
            #expect(try ledger.message("m7")?.subject == nil && ledger.message("m7")?.bytesDeletedAt != nil)
            #expect(try ledger.message("m2999")?.subject == "Đôn đốc lần 2999")
            #expect(try ledger.events(EventFilter(obligation: Fixture.obligation(7).obligation.key)).count > 2)
        }
    }

    /// Two events a message, the bytes of all but the last tenth deleted, two messages still deferred.
    private static func write(messages count: Int, to directory: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
        let queue = try DatabaseQueue(path: "\(directory)/ledger.sqlite", configuration: configuration)
        try queue.write { connection in
            let database = Database(connection: connection)
            try database.script(Schema.first)
            try database.mark(version: 1)
            try database.run("INSERT INTO ledger (one, clock) VALUES (1, 'wall')")
            let settings = JSON.text(Fixture.settings)
            try database.run(
                "INSERT INTO configuration (accepted_at, settings, sum) VALUES ($1, $2, $3)",
                [Fixture.noon.milliseconds, settings, Checksum.of(settings)])
            let notice = JSON.text(Fixture.notice)
            try database.run(
                "INSERT INTO notice (id, value, sum) VALUES ($1, $2, $3)",
                [Fixture.notice.id, notice, Checksum.of(notice)])
            var chain = EventChain.start
            let noon = Fixture.noon.milliseconds
            try append("configuration-accepted", noon, nil, nil, ["summary": "+1000"], &chain, database)
            for item in 0..<obligations {
                try writeObligation(item, database)
                try append("opened", noon, nil, item, ["due_date": "2021-11-30"], &chain, database)
            }
            for index in 0..<count { try writeMessage(index, of: count, &chain, database) }
            let rows = ["messages": "\(count * 9 / 10 - 2)", "rows": "3-\(count * 9 / 10)", "ended-before": "\(noon)"]
            try append("bytes-deleted", deletion, nil, nil, rows, &chain, database)
        }
        try queue.close()
    }

    private static let obligations = 1_000

    /// When the bytes were deleted.
    private static let deletion = Fixture.noon.milliseconds + 99_999_999

    private static func writeObligation(_ item: Int, _ database: Database) throws {
        let stored = Fixture.directive(item)
        let value = JSON.text(stored.directive)
        try database.run(
            """
            INSERT INTO directive
              (id, notice, value, sum, hash, source_file, source_line, first_loaded, recurs, in_force)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 1)
            """,
            [
                stored.directive.id.description, stored.notice.id, value, Checksum.of(value), stored.hash,
                stored.sourceFile, stored.sourceLine, stored.firstLoaded.milliseconds,
            ])
        let row = Fixture.obligation(item)
        let (id, text) = (row.obligation.id, JSON.text(row.obligation))
        try database.run(
            """
            INSERT INTO obligation (id, directive, unit, state, settled, wake, due, held, mark, value, sum)
            VALUES ($1, $2, $3, 'open', $4, $5, $6, 0, $7, $8, $9)
            """,
            [
                id, row.obligation.directive.description, row.obligation.unit, row.settled.milliseconds,
                row.wake?.milliseconds, row.obligation.due?.due.milliseconds,
                Checksum.of(id: id, settled: row.settled, wake: row.wake, held: false), text, Checksum.of(text),
            ])
    }

    private static func writeMessage(
        _ index: Int, of count: Int, _ chain: inout EventChain, _ database: Database
    ) throws {
        let at = Fixture.noon.adding(seconds: index * 60).milliseconds
        let id = "m\(index)"
        let bytes = Array("Kính gửi phòng, việc số \(index). ".utf8)
        let (hash, isOpen, hasBytes) = (SHA256.hash(bytes).hexadecimal, index < 2, index < 2 || index >= count * 9 / 10)
        let delivery = Delivery(
            slot: Slot(
                key: Fixture.key(index % obligations, version: index / obligations + 1), at: Instant(milliseconds: at),
                via: [.email]),
            gateway: "email", channel: .email, address: "tnmt\(index % 200)@UBND.example", language: .vietnamese)
        let key = "\(delivery.slot.key)|email|\(delivery.address)"
        try database.run(
            """
            INSERT INTO message
              (row, id, kind, at, gateway, channel, address, recipient, language, subject, sha256, claimed_at, expires_at,
               state)
            VALUES ($1, $2, 'reminder', $3, 'email', 'email', $4, $4, 'vi', $5, $6, $3, $7, 'claimed')
            """, [index + 1, id, at, delivery.address, "Đôn đốc lần \(index)", hash, at + 3_600_000])
        try database.run(
            "INSERT INTO message_bytes (message, bytes, deleted_at) VALUES ($1, $2, $3)",
            [index + 1, hasBytes ? Data(bytes) : nil as Data?, hasBytes ? nil as Int64? : deletion])
        try database.run(
            "INSERT INTO delivery (key, message, obligation, at, value) VALUES ($1, $2, $3, $4, $5)",
            [key, index + 1, delivery.slot.key.obligation, at, JSON.text(delivery)])
        try database.run(
            """
            INSERT INTO attempt (message, number, started_at, ended_at, exit, meaning, output)
            VALUES ($1, 1, $2, $3, $4, $5, 'ok')
            """, [index + 1, at, at + 50, "exit status \(isOpen ? 75 : 0)", isOpen ? "deferred" : "accepted"])
        try database.run(
            "UPDATE message SET state = $1, next_attempt = $2 WHERE row = $3",
            [isOpen ? "deferred" : "accepted", isOpen ? at + 10_000 : nil as Int64?, index + 1])
        try append(
            "claimed", at, id, index % obligations,
            ["sha256": hash, "gateway": "email", "address": delivery.address, "slots": "\(delivery.slot.key)"], &chain,
            database)
        var detail = [
            "attempt": "1", "exit": "exit status \(isOpen ? 75 : 0)", "meaning": isOpen ? "deferred" : "accepted",
        ]
        if isOpen { detail["next-attempt"] = "\(at + 10_000)" }
        try append(isOpen ? "deferred" : "accepted", at + 50, id, nil, detail, &chain, database)
    }

    private static func append(
        _ kind: String, _ at: Int64, _ message: String?, _ item: Int?, _ detail: [String: String],
        _ chain: inout EventChain, _ database: Database
    ) throws {
        let text = JSON.text(detail)
        let obligation = item.map { Fixture.obligation($0).obligation }
        let directive = kind == "opened" ? obligation?.directive.description : nil
        let unit = kind == "opened" ? obligation?.unit : nil
        let hash = chain.append(at: at, [kind, obligation?.key, directive, unit, message, nil, text])
        try database.run(
            """
            INSERT INTO event (row, at, kind, obligation, directive, unit, message, detail, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, [chain.row, at, kind, obligation?.key, directive, unit, message, text, hash])
    }
}
