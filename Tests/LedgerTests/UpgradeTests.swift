import Directives
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Every ledger that a landed program wrote is opened, brought up to date, examined and read by this one.
@Suite struct UpgradeTests {
    /// The golden ledgers: a folder each below `Tests/Golden`, named for the commit that made it.
    static let golden: [String] = {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { files.fileExists(atPath: "\(folder.path)/\($0)/ledger.sqlite") }.sorted()
    }()

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Golden")

    /// Runs a body with a copy of a golden ledger in a directory of its own.
    private func withCopy(of name: String, _ body: (String) throws -> Void) throws {
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            try FileManager.default.copyItem(
                atPath: Self.folder.appendingPathComponent("\(name)/ledger.sqlite").path,
                toPath: "\(directory)/ledger.sqlite")
            try body(directory)
        }
    }

    private func rows(_ file: String, _ sql: String) throws -> [String] {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { try GRDB.Row.fetchAll($0, sql: sql).map(\.description) }
    }

    @Test func thereIsAGoldenLedger() {
        #expect(Self.golden.contains("c512790"))
    }

    @Test(arguments: golden)
    func aGoldenLedgerComesUpToDateWholeAndSound(_ name: String) throws {
        try withCopy(of: name) { directory in
            let file = "\(directory)/ledger.sqlite"
            let version = try rows(file, "PRAGMA user_version")
            let events = try rows(file, "SELECT * FROM event ORDER BY row")
            let counts = try rows(file, "SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM delivery)")
            let hashes = try rows(file, "SELECT id, hash FROM directive ORDER BY id")
            var calls = 0
            let ledger = try Ledger.open(directory: directory, clock: .virtual) { calls += 1 }
            defer { ledger.close() }
            #expect(calls > 0 || version == ["[user_version:\(Schema.version)]"])
            let report = try ledger.audit()
            #expect(report.isSound, "\(report.checks.compactMap(\.wrong))")
            #expect(try rows(file, "SELECT * FROM event ORDER BY row") == events)
            #expect(
                try rows(file, "SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM delivery)") == counts)
            #expect(try rows(file, "SELECT id, hash FROM directive ORDER BY id") == hashes)
            try readAll(ledger)
        }
    }

    /// Each row through the calls that the daemon and the commands read it by.
    private func readAll(_ ledger: Ledger) throws {
        #expect(try ledger.configurationInForce() != nil)
        var directives = 0
        try ledger.forEachDirective { stored in
            directives += 1
            #expect(stored.hash == StoredDirective.hash(stored.directive, stored.notice))
        }
        var obligations: [String] = []
        try ledger.forEachObligation { row in
            obligations.append(row.obligation.key)
            #expect(row.obligation.id == row.obligation.key)
            let named = try ledger.obligations(named: row.obligation.id)
            #expect(named == [row])
        }
        let messages = try ledger.messages()
        for message in messages {
            let full = try ledger.message(message.id)
            #expect(full?.bytes != nil || full?.bytesDeletedAt != nil)
            #expect(full?.bytesDeletedAt == nil || full?.subject == nil, "words that were deleted")
        }
        #expect(directives > 0 && !obligations.isEmpty && !messages.isEmpty)
        _ = try ledger.recordedSlots(of: obligations)
        _ = try ledger.settledKeys(of: obligations, since: .distantPast)
        _ = try ledger.reminderHistories(of: obligations, before: .distantFuture)
        _ = try ledger.allObligations(after: "", limit: 9_999)
        _ = (try ledger.unfinishedAttempts(), try ledger.unstarted(limit: 9_999), try ledger.counts())
        for gateway in try ledger.deferredGateways() {
            _ = try ledger.retries(of: gateway, through: .distantFuture, limit: 9_999)
        }
        try ledger.forEachEvent { event in #expect(event.kind != nil) }
        #expect((1...Planner.revision).contains(try ledger.state.plannerRevision()))
        _ = (try ledger.state.hold(), try ledger.state.reports())
    }

    @Test func theLedgerAsItWasStaysBesideIt() throws {
        try withCopy(of: "c512790") { directory in
            let file = "\(directory)/ledger.sqlite"
            let before = try rows(file, "SELECT * FROM message ORDER BY row")
            try Ledger.open(directory: directory, clock: .virtual).close()
            let copy = "\(directory)/ledger-before-\(Schema.version).sqlite"
            #expect(try rows(copy, "SELECT * FROM message ORDER BY row") == before)
            #expect(try rows(copy, "PRAGMA user_version") == ["[user_version:1]"])
            let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
            #expect(mode == 0o640)
            // Once is enough, also where the upgrade itself was cut off.
            try FileManager.default.removeItem(atPath: "\(directory)/ledger.lock")
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) }
            try FileManager.default.copyItem(atPath: copy, toPath: file)
            try Ledger.open(directory: directory, clock: .virtual).close()
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(names.filter { $0.hasPrefix("ledger-before") } == ["ledger-before-\(Schema.version).sqlite"])
        }
    }

    @Test func aReaderOfAnOlderLedgerIsToldToStartTheDaemon() throws {
        try withCopy(of: "c512790") { directory in
            let error = #expect(throws: LedgerError.self) { try Ledger.openForReading(directory: directory) }
            #expect(error?.code == .olderVersion && error?.message.contains("start the daemon once") == true)
        }
    }

    /// The files of a process that was killed are those that it had written so far.
    @Test func anUpgradeThatIsCutOffLeavesTheOldLedger() throws {
        try withCopy(of: "c512790") { directory in
            let file = "\(directory)/ledger.sqlite"
            let before = try rows(file, "SELECT * FROM message ORDER BY row")
            try Fixture.withDirectory { killed in
                let store = try Store.openWriter(file)
                defer { try? store.close() }
                try store.queue.writeWithoutTransaction { connection in
                    // A tiny cache spills the pages of the open transaction into the write-ahead log.
                    try connection.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
                    try Schema.migrate(Database(connection: connection))
                    try FileManager.default.copyItem(atPath: directory, toPath: killed)
                    try connection.execute(sql: "ROLLBACK")
                }
                let log = try Data(contentsOf: URL(fileURLWithPath: "\(killed)/ledger.sqlite-wal"))
                #expect(log.count > 100_000, "much of it was written")
                #expect(try rows("\(killed)/ledger.sqlite", "PRAGMA user_version") == ["[user_version:1]"])
                #expect(try rows("\(killed)/ledger.sqlite", "SELECT * FROM message ORDER BY row") == before)
                let again = try Ledger.open(directory: killed, clock: .virtual)
                defer { again.close() }
                #expect(try again.audit().isSound)
            }
        }
    }

    /// A device of some megabytes stands for the full disk.
    @Test(.enabled(if: geteuid() == 0, "only root can mount"))
    func withoutRoomForTheCopyNothingIsChanged() throws {
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            guard mount("tmpfs", directory, "tmpfs", 0, "size=1m,mode=0750") == 0 else {
                print("skipped: nothing can be mounted here")
                return
            }
            defer { umount(directory) }
            let golden = Self.folder.appendingPathComponent("c512790/ledger.sqlite")
            try Data(contentsOf: golden).write(to: URL(fileURLWithPath: "\(directory)/ledger.sqlite"))
            let error = #expect(throws: LedgerError.self) { try Ledger.open(directory: directory, clock: .virtual) }
            #expect(error?.code == .full && error?.message.contains("nothing was changed") == true)
            #expect(try rows("\(directory)/ledger.sqlite", "PRAGMA user_version") == ["[user_version:1]"])
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(!names.contains { $0.contains("before") })
        }
    }

    @Test func eachRowThatDecidesGetsAMark() throws {
        try withCopy(of: "c512790") { directory in
            let ledger = try Ledger.open(directory: directory, clock: .virtual)
            defer { ledger.close() }
            for table in ["message", "delivery", "attempt", "skip", "configuration_file", "directive"] {
                let bare = try ledger.queue.read {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE mark = 0")
                }
                #expect(bare == 0, "\(table)")
            }
        }
    }
}
