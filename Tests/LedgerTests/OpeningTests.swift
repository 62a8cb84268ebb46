import Directives
import Foundation
import GRDB
import GRDBSQLite
import Testing

@testable import Ledger

@Suite struct OpeningTests {
    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func code(_ body: () throws -> Ledger) -> LedgerError.Code? {
        #expect(throws: LedgerError.self) { try body().close() }?.code
    }

    @Test func theDirectoryAndFilesAreForTheOwnerAndHisGroup() throws {
        try Fixture.withDirectory { directory in
            let nested = directory + "/state/dondoc"
            let ledger = try Ledger.open(directory: nested, clock: .wall)
            try ledger.commit(Fixture.installation(1))
            #expect(try mode(nested) == 0o750)
            for file in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
                #expect(try mode("\(nested)/\(file)") == 0o640, "\(file)")
            }
            #expect(try mode("\(nested)/ledger.lock") & 0o077 == 0)
            ledger.close()
        }
    }

    @Test func theConnectionKeepsWhatItAcknowledged() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.queue.inDatabase { (database) throws in
                let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
                #expect(journal == "wal")
                for (name, value) in [("synchronous", 2), ("foreign_keys", 1), ("application_id", 0x446E_4463)] {
                    let set = try Int.fetchOne(database, sql: "PRAGMA \(name)")
                    #expect(set == value, "\(name)")
                }
            }
        }
    }

    @Test func aClosedLedgerOpensAgainAsItWas() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.commit(Fixture.installation(2))
            let head = try ledger.head()
            ledger.close()
            ledger.close()
            #expect(throws: LedgerError.self) { try ledger.head() }
            let again = try Ledger.open(directory: directory, clock: .wall)
            defer { again.close() }
            #expect(try again.head() == head)
            #expect(try again.waking(through: Fixture.noon).count == 2)
        }
    }

    @Test func openingReadsNoMoreOfALargeLedger() throws {
        func pagesRead(_ count: Int) throws -> Int32 {
            try Fixture.withDirectory { directory in
                let ledger = try Ledger.open(directory: directory, clock: .wall)
                try ledger.commit(Fixture.installation(count))
                ledger.close()
                let again = try Ledger.open(directory: directory, clock: .wall)
                defer { again.close() }
                _ = try again.nextWake()
                return again.queue.inDatabase { database in
                    var (misses, highest): (Int32, Int32) = (0, 0)
                    sqlite3_db_status(
                        database.sqliteConnection, SQLITE_DBSTATUS_CACHE_MISS, &misses, &highest, 0)
                    return misses
                }
            }
        }
        // A larger index is deeper, by a page or two.
        let (small, large) = (try pagesRead(100), try pagesRead(5_000))
        #expect(small > 0)
        #expect(large <= small + 4, "\(small) pages of a small ledger, \(large) of a large one")
    }

    @Test func aSecondWriterIsRefusedAndToldWhoHoldsIt() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            let error = #expect(throws: LedgerError.self) { try Ledger.open(directory: directory, clock: .wall) }
            #expect(error?.code == .locked(by: getpid()))
            #expect(error?.message.contains("\(getpid())") == true)
            ledger.close()
            try Ledger.open(directory: directory, clock: .wall).close()
        }
    }

    @Test(arguments: [(Ledger.ClockKind.wall, Ledger.ClockKind.virtual), (.virtual, .wall)])
    func aLedgerStaysWithItsClock(_ first: Ledger.ClockKind, _ second: Ledger.ClockKind) throws {
        try Fixture.withDirectory { directory in
            try Ledger.open(directory: directory, clock: first).close()
            #expect(code { try Ledger.open(directory: directory, clock: second) } == .wrongClock)
            try Ledger.open(directory: directory, clock: first).close()
        }
    }

    @Test func aLedgerOfANewerDondocIsRefusedUntouched() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.queue.write { try $0.execute(sql: "PRAGMA user_version = 999") }
            ledger.close()
            #expect(code { try Ledger.open(directory: directory, clock: .wall) } == .newerVersion)
            #expect(code { try Ledger.openForReading(directory: directory) } == .newerVersion)
        }
    }

    @Test func aReaderMigratesNothing() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.queue.write { try $0.execute(sql: "PRAGMA user_version = 0") }
            ledger.close()
            #expect(code { try Ledger.openForReading(directory: directory) } == .olderVersion)
        }
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let path = "\(directory)/ledger.sqlite"
            let other = try DatabaseQueue(path: path)
            try other.write { try $0.execute(sql: "CREATE TABLE shopping (item TEXT)") }
            try other.close()
            #expect(code { try Ledger.open(directory: directory, clock: .wall) } == .foreign)
            #expect(code { try Ledger.openForReading(directory: directory) } == .foreign)
            try Data("no database at all, but long enough to be taken for one".utf8).write(
                to: URL(fileURLWithPath: path))
            #expect(code { try Ledger.open(directory: directory, clock: .wall) } == .corrupt)
        }
    }

    @Test func aReaderFindsNoLedgerWhereThereIsNone() throws {
        try Fixture.withDirectory { directory in
            #expect(code { try Ledger.openForReading(directory: directory) } == .notFound)
            #expect(!FileManager.default.fileExists(atPath: directory))
        }
    }

    @Test func aDirectoryThatOthersMayWriteIsRefused() throws {
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory)
            #expect(code { try Ledger.open(directory: directory, clock: .wall) } == .wrongOwner)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a directory away"))
    func aDirectoryOfAnotherUserIsRefused() throws {
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try #require(chown(directory, 65_534, 65_534) == 0)
            #expect(code { try Ledger.open(directory: directory, clock: .wall) } == .wrongOwner)
        }
    }

    @Test func aReaderSeesWhatTheWriterCommittedAndWritesNothing() throws {
        try Fixture.withDirectory { directory in
            let writer = try Ledger.open(directory: directory, clock: .wall)
            defer { writer.close() }
            let reader = try Ledger.openForReading(directory: directory)
            defer { reader.close() }
            #expect(try reader.configurationInForce() == nil)
            try writer.commit(Fixture.installation(1))
            #expect(try reader.waking(through: Fixture.noon).count == 1)
            let error = #expect(throws: LedgerError.self) {
                try reader.append([Event(at: Fixture.noon, .started(version: "1"))])
            }
            #expect(error?.message.contains("reading only") == true)
        }
    }

    @Test func theWriteAheadLogOutlivesTheLastConnection() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.commit(Fixture.installation(1))
            ledger.close()
            #expect(FileManager.default.fileExists(atPath: "\(directory)/ledger.sqlite-wal"))
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write whatever the permissions"))
    func aReaderWithoutWritePermissionReadsACleanlyStoppedLedger() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.commit(Fixture.installation(1))
            ledger.close()
            let files = try FileManager.default.contentsOfDirectory(atPath: directory)
            for file in files { try #require(chmod("\(directory)/\(file)", 0o440) == 0) }
            try #require(chmod(directory, 0o550) == 0)
            defer { chmod(directory, 0o750) }
            let reader = try Ledger.openForReading(directory: directory)
            #expect(try reader.waking(through: Fixture.noon).count == 1)
            reader.close()
        }
    }
}
