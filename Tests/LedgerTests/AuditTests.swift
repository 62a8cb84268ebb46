import Directives
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct AuditTests {
    private func ledger(_ directory: String? = nil) throws -> Ledger {
        let ledger = try directory.map { try Ledger.open(directory: $0, clock: .wall) } ?? .temporary(clock: .virtual)
        try ledger.commit(Fixture.installation(3))
        let skip = SkippedSlot(
            key: Fixture.key(0, step: .review), at: Fixture.noon, reason: .tooOld)
        try ledger.claim((0..<3).map { Fixture.message($0) }, skips: [skip])
        try ledger.finish([
            AttemptOutcome(
                message: "m0-on the day", number: 1, endedAt: Fixture.noon, exit: "exit 0", meaning: .accepted,
                newState: .accepted),
            AttemptOutcome(
                message: "m1-on the day", number: 1, endedAt: Fixture.noon, exit: "exit 75", meaning: .deferred,
                newState: .deferred, nextAttempt: Fixture.noon),
        ])
        return ledger
    }

    @Test func aWholeLedgerIsSoundAndTellsWhatWasCounted() throws {
        let report = try ledger().audit()
        #expect(report.isSound)
        let counts = Dictionary(uniqueKeysWithValues: report.checks.map { ($0.name, $0.count) })
        #expect(counts["messages"] == 3 && counts["attempts"] == 3 && counts["deliveries"] == 3)
        #expect(counts["skipped slots"] == 1 && counts["events"] == Int(report.head?.row ?? 0))
    }

    @Test(arguments: [
        ("events", "UPDATE event SET author = 'x' WHERE row = 2", "event 2"),
        ("messages", "UPDATE message_bytes SET bytes = x'00' WHERE message = 2", "m1-on the day"),
        ("messages", "DELETE FROM message_bytes WHERE message = 3", "m2-on the day"),
        ("messages", "UPDATE message SET sha256 = replace(sha256, 'a', 'b') WHERE row = 2", "m1-on the day"),
        ("messages", "UPDATE message SET state = 'dead', next_attempt = NULL WHERE row = 2", "m1-on the day"),
        ("messages", "UPDATE message SET state = 'claimed' WHERE row = 1", "m0-on the day"),
        ("attempts", "UPDATE attempt SET meaning = 'deferred' WHERE message = 1", "m0-on the day"),
        ("references", "UPDATE attempt SET number = 2, previous = 1 WHERE message = 3", "'attempt'"),
        ("deliveries", "UPDATE delivery SET at = 1 WHERE message = 3", "m2-on the day"),
        ("deliveries", "DELETE FROM delivery WHERE message = 3", "m2-on the day"),
        ("references", "UPDATE delivery SET message = 99 WHERE message = 3", "'delivery'"),
        ("skipped slots", "UPDATE skip SET key = 'x'", "slot x"),
        ("settings", "UPDATE configuration SET settings = replace(settings, '08', '09'), sum = 1", "settings"),
        ("directives", "UPDATE directive SET value = replace(value, 'tb', 'tc') WHERE rowid = 2", "directive"),
        ("obligations", "UPDATE obligation SET settled = settled + 1 WHERE rowid = 2", "instant"),
        ("deleted bytes", "UPDATE message_bytes SET bytes = NULL, deleted_at = 1 WHERE message = 3", "m2-on the day"),
    ])
    func whatWasChangedPastTheTriggersIsNamed(_ check: String, _ sql: String, _ name: String) throws {
        let ledger = try ledger()
        try ledger.queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: sql)
        }
        let wrong = try ledger.audit().checks.first { $0.wrong != nil }
        #expect(wrong?.name == check)
        #expect(wrong?.wrong?.contains(name) == true, "\(wrong?.wrong ?? "nothing")")
    }

    /// Somebody who knows the marks writes them anew; the chain still says what was.
    @Test(arguments: [
        ("messages", "UPDATE message SET claimed_at = claimed_at + 1 WHERE row = 2"),
        ("messages", "UPDATE message SET at = at + 1 WHERE row = 2"),
        ("messages", "UPDATE message SET gateway = 'sms' WHERE row = 2"),
        ("messages", "UPDATE message SET recipient = 'x@ubnd.example' WHERE row = 2"),
        ("messages", "UPDATE message SET kind = 'closing' WHERE row = 2"),
        ("messages", "UPDATE message SET channel = 'sms' WHERE row = 2"),
        ("messages", "UPDATE message SET address_key = 'x@ubnd.example' WHERE row = 2"),
        ("messages", "UPDATE message SET language = 'en' WHERE row = 2"),
        ("messages", "UPDATE message SET segments = 2 WHERE row = 2"),
        ("messages", "UPDATE message SET expires_at = NULL WHERE row = 2"),
        ("messages", "UPDATE message SET origin = 1 WHERE row = 2"),
        ("messages", "UPDATE message SET subject = 'x' WHERE row = 2"),
        ("messages", "UPDATE message SET reason = 'x' WHERE row = 2"),
        ("messages", "UPDATE message SET hold = 'x' WHERE row = 2"),
        ("attempts", "UPDATE attempt SET output = 'x' WHERE message = 1"),
        ("attempts", "UPDATE attempt SET gateway_id = 'x' WHERE message = 1"),
        ("attempts", "UPDATE attempt SET exit = 'x' WHERE message = 1"),
        ("attempts", "UPDATE attempt SET ended_at = ended_at + 1 WHERE message = 1"),
        ("attempts", "UPDATE attempt SET meaning = 'rejected' WHERE message = 2"),
        ("attempts", "DELETE FROM attempt WHERE message = 2"),
        (
            "rows of events",
            "DELETE FROM attempt WHERE message = 1; DELETE FROM delivery WHERE message = 1; "
                + "DELETE FROM message_bytes WHERE message = 1; DELETE FROM message WHERE row = 1"
        ),
        ("rows of events", "DELETE FROM skip"),
        ("rows of events", "UPDATE skip SET reason = 'done'"),
        ("obligations", "UPDATE obligation SET state = 'done' WHERE rowid = 2"),
        ("obligations", "UPDATE obligation SET due = due + 1 WHERE rowid = 2"),
        ("obligations", "UPDATE obligation SET unit = 'x' WHERE rowid = 2"),
        ("obligations", "UPDATE obligation SET id = 'x' WHERE rowid = 2"),
    ])
    func whatWasForgedWithItsMarksIsNamed(_ check: String, _ sql: String) throws {
        let ledger = try ledger()
        let head = try #require(try ledger.head())
        try ledger.writing { database in
            for trigger: String in try database.column("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.script("DROP TRIGGER \(trigger)")
            }
            try database.script(sql)
            try database.withMarkFunctions {
                try database.script(
                    """
                    UPDATE message SET mark = mark(id, kind, at, gateway, channel, address, address_key, recipient,
                        language, segments, sha256, claimed_at, expires_at, replaces, origin),
                      state_mark = mark(id, state, next_attempt, hold);
                    UPDATE attempt SET
                      mark = mark(message, number, started_at, ended_at, exit, meaning, output, gateway_id);
                    UPDATE skip SET mark = mark(key, obligation, at, reason, recorded_at);
                    """)
            }
        }
        let wrong = try ledger.audit(against: head).checks.first { $0.wrong != nil }
        #expect(wrong?.name == check, "\(wrong?.wrong ?? "nothing")")
    }

    @Test func aChainThatWasCutOrWrittenAnewIsToldByAHeadKeptElsewhere() throws {
        let ledger = try ledger()
        let head = try #require(try ledger.head())
        #expect(try ledger.audit(against: head).isSound)
        let beyond = ChainHead(row: head.row + 1, hash: head.hash)
        #expect(try ledger.audit(against: beyond).checks.last { $0.wrong != nil }?.name == "events")
        let other = ChainHead(row: head.row, hash: String(repeating: "0", count: 64))
        #expect(!(try ledger.audit(against: other).isSound))
    }

    /// It may lose its acknowledgements or keep them, and has no others.
    @Test(arguments: [[], [Fixture.noon], [Fixture.noon.adding(seconds: 1)]])
    func anObligationThatIsPlannedAnewIsWhatItsLastOpeningSays(_ acknowledged: [Instant]) throws {
        let ledger = try ledger()
        var row = Fixture.obligation(0)
        row.obligation.acknowledgements = [.init(unit: "phong-tnmt", at: Fixture.noon)]
        try ledger.commit { $0.acknowledge(row, unit: "phong-tnmt", author: "an") }
        row.obligation.acknowledgements = acknowledged.map { .init(unit: "phong-tnmt", at: $0) }
        try ledger.commit { $0.open(row, due: row.obligation.due.map { .init($0) }) }
        #expect(try ledger.audit().isSound == (acknowledged.first ?? Fixture.noon == Fixture.noon))
    }

    @Test func aBackupIsOneStateThatIsAuditedAndCanBeOpened() throws {
        try Fixture.withDirectory { directory in
            let ledger = try ledger(directory)
            defer { ledger.close() }
            let file = "\(directory)/copy.sqlite"
            let expected = try ledger.head()
            let report = try Ledger.backUp(directory: directory, to: file)
            #expect(report.isSound && report.head == expected)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o640)
            try ledger.append([Event(at: Fixture.noon, .started(version: "1"))])
            let copy = try Ledger.openCopy(file)
            defer { copy.close() }
            #expect(try copy.head() == report.head)
            #expect(try copy.message("m1-on the day") == ledger.message("m1-on the day"))
            try Fixture.withDirectory { restored in
                try FileManager.default.createDirectory(atPath: restored, withIntermediateDirectories: true)
                try FileManager.default.copyItem(atPath: file, toPath: "\(restored)/ledger.sqlite")
                let again = try Ledger.open(directory: restored, clock: .wall)
                defer { again.close() }
                #expect(try again.retries(of: "email", through: Fixture.noon, limit: 9).map(\.id) == ["m1-on the day"])
            }
        }
    }

    @Test func aBackupNeverReplacesAFileAndLeavesNothingBehind() throws {
        try Fixture.withDirectory { directory in
            let ledger = try ledger(directory)
            defer { ledger.close() }
            let file = "\(directory)/copy.sqlite"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
            let error = #expect(throws: LedgerError.self) { try Ledger.backUp(directory: directory, to: file) }
            #expect(error?.code == .exists)
            #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data("mine".utf8))
            let nowhere = #expect(throws: LedgerError.self) {
                try Ledger.backUp(directory: directory, to: "\(directory)/no/copy.sqlite")
            }
            #expect(nowhere?.message.contains("make its folder first") == true)
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(!names.contains { $0.contains("partial") })
        }
    }

    /// A device of 400 KB stands for the full disk.
    @Test(.enabled(if: geteuid() == 0, "only root can mount"))
    func aBackupToAFullDiskSaysSoAndLeavesNothing() throws {
        try Fixture.withDirectory { directory in
            let ledger = try ledger(directory)
            defer { ledger.close() }
            let small = "\(directory)/small"
            try FileManager.default.createDirectory(atPath: small, withIntermediateDirectories: true)
            guard mount("tmpfs", small, "tmpfs", 0, "size=40k") == 0 else {
                print("skipped: nothing can be mounted here")
                return
            }
            defer { umount(small) }
            let error = #expect(throws: LedgerError.self) {
                try Ledger.backUp(directory: directory, to: "\(small)/copy.sqlite")
            }
            #expect(error?.code == .full)
            #expect(error?.message.contains("copy.sqlite") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: small).isEmpty)
        }
    }

    @Test func aDamagedLedgerGivesNoBackup() throws {
        try Fixture.withDirectory { directory in
            let ledger = try ledger(directory)
            try ledger.queue.writeWithoutTransaction { database in
                try database.execute(sql: "DROP TRIGGER event_stays; UPDATE event SET author = 'x' WHERE row = 2")
            }
            ledger.close()
            let file = "\(directory)/copy.sqlite"
            let report = try Ledger.backUp(directory: directory, to: file)
            #expect(!report.isSound)
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }
}
