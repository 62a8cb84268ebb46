import Directives
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Ledger

@Suite struct FaultTests {
    @Test func aFullDiskIsSaidAndLeavesTheStateAsItWas() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.commit(Fixture.installation(3))
            let (head, counts) = (try ledger.head(), try ledger.counts())
            try ledger.queue.inDatabase { database in
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            let large = Fixture.message(0, bytes: [UInt8](repeating: 65, count: 100_000))
            let error = #expect(throws: LedgerError.self) {
                try ledger.claim([Fixture.message(1), large])
            }
            #expect(error?.code == .full)
            #expect(try ledger.head() == head)
            #expect(try ledger.counts() == counts)
            try ledger.queue.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
            try ledger.claim([Fixture.message(1), large])
            #expect(try ledger.verifyChain() == .intact(try ledger.head()))
        }
    }

    @Test func aDatabaseThatIsHeldAtTheStartIsOpenedWhenItIsFree() throws {
        try Fixture.withDirectory { directory in
            try Ledger.open(directory: directory, clock: .wall).close()
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: "\(directory)/ledger.sqlite", configuration: configuration)
            try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let error = #expect(throws: LedgerError.self) { try Ledger.open(directory: directory, clock: .wall) }
            // The kernel names no process for a lock of this one.
            #expect(error?.code == .locked(by: nil))
            var waits = 0
            let ledger = try Ledger.open(
                directory: directory, clock: .wall,
                whileLocked: { (_) throws(LedgerError) in
                    waits += 1
                    do {
                        if waits == 2 { try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") } }
                    } catch {
                        throw LedgerError(error)
                    }
                })
            defer { ledger.close() }
            #expect(waits == 2)
            try ledger.probe()
        }
    }

    @Test func aProbeReallyWrites() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.commit(Fixture.installation(1))
            let log = "\(directory)/ledger.sqlite-wal"
            let (head, before) = (try ledger.head(), try Data(contentsOf: URL(fileURLWithPath: log)))
            try ledger.probe()
            #expect(try Data(contentsOf: URL(fileURLWithPath: log)) != before)
            #expect(try ledger.head() == head)
            ledger.queue.inDatabase { $0.add(transactionObserver: Disk(.SQLITE_FULL), extent: .databaseLifetime) }
            let error = #expect(throws: LedgerError.self) { try ledger.probe() }
            #expect(error?.code == .full)
        }
    }

    /// Design §5: an fsync is never tried again, so nothing is written after one that failed, and nothing sent from it.
    @Test(arguments: [ResultCode.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_WRITE, .SQLITE_CORRUPT])
    func afterAnErrorOfTheDiskNothingIsReadOrWritten(_ code: ResultCode) throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.commit(Fixture.installation(1))
            let failures = Mutex<[LedgerError]>([])
            ledger.onFailure { error in failures.withLock { $0.append(error) } }
            let disk = Disk(code)
            ledger.queue.inDatabase { $0.add(transactionObserver: disk, extent: .databaseLifetime) }
            let first = try #require(throws: LedgerError.self) { try ledger.claim([Fixture.message(0)]) }
            #expect(first.isFinal)
            // The disk is well again, and stays unused all the same.
            let commits = disk.commits.withLock { commits in
                commits.failure = nil
                return commits.count
            }
            for _ in 0..<2 {
                #expect(throws: first) { try ledger.claim([Fixture.message(0)]) }
                #expect(throws: first) { try ledger.probe() }
                #expect(throws: first) { try ledger.head() }
                #expect(throws: first) { try ledger.checkpoint() }
            }
            #expect(disk.commits.withLock(\.count) == commits)
            #expect(failures.withLock(\.self) == [first])
        }
    }

    /// SQLite's own checkpoints ignore errors: at a thousand pages in the log, and at the close of the last connection.
    @Test func theLogIsCheckpointedAndTheCloseLeavesItAsItIs() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.commit(Fixture.installation(1))
            let file = URL(fileURLWithPath: "\(directory)/ledger.sqlite")
            let before = try Data(contentsOf: file).count
            try ledger.claim([Fixture.message(0, bytes: [UInt8](repeating: 65, count: 5_000_000))])
            #expect(try Data(contentsOf: file).count > before + 4_000_000)
            try ledger.append([Event(at: Fixture.noon, .stopped)])
            let log = URL(fileURLWithPath: "\(directory)/ledger.sqlite-wal")
            let (whole, logged) = (try Data(contentsOf: file), try Data(contentsOf: log))
            try ledger.queue.close()
            #expect(try Data(contentsOf: file) == whole)
            #expect(try Data(contentsOf: log) == logged)
        }
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, LedgerError.Code.full), (.SQLITE_IOERR_SHMSIZE, .full), (.SQLITE_IOERR_FSYNC, .io),
        (.SQLITE_IOERR_WRITE, .io), (.SQLITE_CANTOPEN, .io), (.SQLITE_CORRUPT, .corrupt), (.SQLITE_NOTADB, .corrupt),
        (.SQLITE_BUSY, .locked(by: nil)), (.SQLITE_PROTOCOL, .locked(by: nil)),
        (.SQLITE_CONSTRAINT_UNIQUE, .refused), (.SQLITE_MISUSE, .other),
    ])
    func aFailureOfTheStoreHasTheCodeThatTheDaemonDecidesBy(_ code: ResultCode, _ expected: LedgerError.Code) {
        #expect(LedgerError(DatabaseError(resultCode: code)).code == expected)
    }

    @Test func aStoredValueThatCannotBeReadIsDamage() throws {
        let ledger = try Fixture.ledger(1)
        try ledger.queue.write { try $0.execute(sql: "UPDATE obligation SET value = '{}'") }
        let error = #expect(throws: LedgerError.self) { try ledger.waking(through: Fixture.noon) }
        #expect(error?.code == .corrupt)
    }

    /// The files of a process that was killed are those that it had written so far.
    @Test func whatWasAcknowledgedIsThereAfterAKillInsideTheNextTransaction() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.commit(Fixture.installation(50))
            try ledger.claim([Fixture.message(0)])
            let head = try ledger.head()
            try Fixture.withDirectory { copy in
                try ledger.queue.writeWithoutTransaction { database in
                    // A tiny cache spills the pages of the open transaction into the WAL.
                    try database.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
                    try database.execute(sql: "UPDATE obligation SET wake = wake + 1, value = value || ' '")
                    try database.execute(sql: "UPDATE message SET state = 'accepted'")
                    try FileManager.default.copyItem(atPath: directory, toPath: copy)
                    try database.execute(sql: "ROLLBACK")
                }
                let again = try Ledger.open(directory: copy, clock: .wall)
                defer { again.close() }
                #expect(try again.head() == head)
                #expect(try again.nextWake() == Fixture.noon)
                #expect(try again.unfinishedAttempts().map(\.id) == ["m0-on the day"])
                #expect(try again.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
            }
        }
    }

    /// As after a power cut, which takes the head beside the ledger along.
    @Test func aWriteAheadLogCutAnywhereGivesAStateThatWasCommitted() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.commit(Fixture.installation(20))
            var heads = [try ledger.head()]
            for item in 0..<20 {
                try ledger.claim([Fixture.message(item)])
                heads.append(try ledger.head())
            }
            let log = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/ledger.sqlite-wal"))
            var seen: Set<Int> = []
            for part in stride(from: 40, through: 100, by: 2) {
                try Fixture.withDirectory { copy in
                    try FileManager.default.copyItem(atPath: directory, toPath: copy)
                    try FileManager.default.removeItem(atPath: "\(copy)/ledger.sqlite-shm")
                    try FileManager.default.removeItem(atPath: "\(copy)/ledger.lock")
                    try log.prefix(log.count * part / 100).write(to: URL(fileURLWithPath: "\(copy)/ledger.sqlite-wal"))
                    guard let again = try? Ledger.open(directory: copy, clock: .wall) else { return }
                    defer { again.close() }
                    let index = heads.firstIndex(of: try again.head())
                    guard let index else {
                        // Before the installation: an empty ledger, or one without events.
                        #expect(try again.head() == nil)
                        return
                    }
                    seen.insert(index)
                    #expect(try again.messages().count == index)
                    #expect(try again.verifyChain() == .intact(heads[index]))
                }
            }
            #expect(seen.count > 5 && seen.contains(20), "\(seen.sorted())")
        }
    }

    @Test func damageNeverChangesTheBytesThatWouldBeSent() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.commit(Fixture.installation(4))
            try ledger.claim((0..<4).map { Fixture.message($0) })
            ledger.close()
            let path = URL(fileURLWithPath: "\(directory)/ledger.sqlite")
            let whole = try Data(contentsOf: path)
            var found = 0
            var random = Generator(state: 42)
            let text = try #require(whole.range(of: Data("Kính gửi".utf8)))
            let places = Array(text) + (0..<150).map { _ in Int(random.next() % UInt64(whole.count)) }
            for place in places {
                var damaged = whole
                damaged[place] ^= UInt8(1 << (random.next() % 8))
                try damaged.write(to: path)
                do {
                    let again = try Ledger.openForReading(directory: directory)
                    defer { again.close() }
                    for message in try again.unfinishedAttempts() {
                        #expect(message.bytes == Array("Kính gửi".utf8), "byte \(place)")
                    }
                } catch let error as LedgerError {
                    found += 1
                    #expect(
                        [.corrupt, .foreign, .newerVersion, .olderVersion, .notFound, .io, .other].contains(error.code),
                        "byte \(place): \(error)")
                }
            }
            #expect(found >= text.count, "each damaged byte of the text, at least")
        }
    }
}

/// Lets no transaction be committed while it fails.
private final class Disk: TransactionObserver, Sendable {
    let commits: Mutex<(failure: ResultCode?, count: Int)>

    init(_ failure: ResultCode) {
        commits = Mutex((failure, 0))
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws {
        try commits.withLock { commits in
            commits.count += 1
            if let code = commits.failure { throw DatabaseError(resultCode: code) }
        }
    }
    func databaseDidCommit(_ database: GRDB.Database) {}
    func databaseDidRollback(_ database: GRDB.Database) {}
}

/// A small generator with a seed (SplitMix64), so that a failure comes again.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
