import Directives
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Each way in which a state directory can be unfit, and what the administrator is told to do about it.
@Suite struct RefusalTests {
    /// A ledger with so many messages, closed in order; the body spoils it.
    private func refusal(
        messages: Int = 3, killed: Bool = false, _ spoil: (String) throws -> Void
    ) throws -> LedgerError? {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.commit(Fixture.installation(messages))
            for item in 0..<messages { try ledger.claim([Fixture.message(item)]) }
            if !killed {
                ledger.close()
                try spoil(directory)
                return error(opening: directory)
            }
            // The files of a process that was killed are those that it had written so far.
            return try Fixture.withDirectory { copy in
                try FileManager.default.copyItem(atPath: directory, toPath: copy)
                ledger.close()
                try? FileManager.default.removeItem(atPath: "\(copy)/ledger.sqlite-shm")
                try spoil(copy)
                return error(opening: copy)
            }
        }
    }

    private func error(opening directory: String) -> LedgerError? {
        do throws(LedgerError) {
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            // What opens must not hand out what is damaged either.
            _ = try ledger.unfinishedAttempts()
            return nil
        } catch {
            return error
        }
    }

    @Test func aWriteAheadLogThatWasDeletedIsFound() throws {
        let error = try refusal(killed: true) { try FileManager.default.removeItem(atPath: "\($0)/ledger.sqlite-wal") }
        #expect(error?.code == .corrupt)
        #expect(error?.message.contains("put the files back") == true && error?.message.contains("ledger.lock") == true)
    }

    @Test func aDatabaseThatWasDeletedIsFound() throws {
        let error = try refusal { directory in
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(directory)/ledger.sqlite\(end)")
            }
        }
        #expect(error?.code == .corrupt && error?.message.contains("has lost its end") == true)
    }

    @Test func anOlderCopyInItsPlaceIsFoundUnlessItIsAccepted() throws {
        let error = try refusal { directory in
            let path = "\(directory)/ledger.sqlite"
            let older = try Data(contentsOf: URL(fileURLWithPath: path))
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.append([Event(at: Fixture.noon, .started(version: "1"))])
            ledger.close()
            try FileManager.default.removeItem(atPath: "\(path)-wal")
            try older.write(to: URL(fileURLWithPath: path))
            #expect(self.error(opening: directory)?.code == .corrupt)
            try FileManager.default.removeItem(atPath: "\(directory)/ledger.lock")
        }
        #expect(error == nil)
    }

    /// Each frame of the log has a sum: what follows a wrong one is not there any more.
    @Test func aFlippedBitOfTheWriteAheadLogIsFound() throws {
        for part in [0.1, 0.5, 0.9] {
            let error = try refusal(killed: true) { directory in
                let path = URL(fileURLWithPath: "\(directory)/ledger.sqlite-wal")
                var log = try Data(contentsOf: path)
                log[Int(Double(log.count) * part)] ^= 4
                try log.write(to: path)
            }
            #expect(error?.code == .corrupt, "at \(part)")
        }
    }

    @Test func aDatabaseThatWasCutShortIsFound() throws {
        let error = try refusal(messages: 40) { directory in
            #expect(truncate("\(directory)/ledger.sqlite", 3 * 4_096 + 100) == 0)
        }
        #expect(error?.code == .corrupt && error?.message.contains("restore a backup") == true)
    }

    @Test(arguments: ["obligation", "directive", "notice", "configuration"])
    func aFlippedBitOfWhatIsActedOnIsFound(_ table: String) throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            defer { ledger.close() }
            try ledger.commit(Fixture.installation(1))
            let column = table == "configuration" ? "settings" : "value"
            try ledger.queue.write { database in
                // A letter of a text inside: it can still be read as the value of another office.
                try database.execute(sql: "UPDATE \(table) SET \(column) = replace(\(column), 't', 'u')")
            }
            let again = try Ledger.openForReading(directory: directory)
            defer { again.close() }
            let error = #expect(throws: LedgerError.self) {
                _ = try again.waking(through: Fixture.noon)
                _ = try again.configurationInForce()
            }
            #expect(error?.code == .corrupt && error?.message.contains("restore a backup") == true)
        }
    }

    @Test(arguments: ["settled = settled + 1", "wake = wake + 256", "held = 1"])
    func aFlippedBitOfAnInstantIsFound(_ change: String) throws {
        let ledger = try Fixture.ledger(1)
        try ledger.queue.write { try $0.execute(sql: "UPDATE obligation SET \(change)") }
        let error = #expect(throws: LedgerError.self) { try ledger.waking(through: .distantFuture) }
        #expect(error?.code == .corrupt)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func aLedgerOfAnotherUserIsRefusedWithHisNumber() throws {
        let error = try refusal { #expect(chown("\($0)/ledger.sqlite", 65_534, 65_534) == 0) }
        #expect(error?.code == .wrongOwner)
        #expect(error?.message.contains("65534") == true && error?.message.contains("chown") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can mount"))
    func aDiskForReadingOnlyIsSaidToBeOne() throws {
        try Fixture.withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            guard mount("tmpfs", directory, "tmpfs", 0, "mode=0750") == 0 else {
                print("skipped: nothing can be mounted here")
                return
            }
            defer { umount(directory) }
            try Ledger.open(directory: directory, clock: .wall).close()
            try #require(mount("tmpfs", directory, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
            let error = error(opening: directory)
            #expect(error?.code == .io)
            #expect(error?.message.contains("remount") == true)
        }
    }

    @Test func aDirectoryThatCannotBeMadeIsNamedWithAnotherWay() {
        let error = error(opening: "/proc/none/dondoc")
        #expect(error?.message.contains("/proc/none") == true)
        #expect(error?.message.contains("--state") == true)
    }

    @Test func aFileInThePlaceOfTheDirectoryIsNamed() throws {
        try Fixture.withDirectory { path in
            try Data().write(to: URL(fileURLWithPath: path))
            #expect(error(opening: path)?.message.contains("is not a directory; give another --state") == true)
        }
    }

    /// None only says what is wrong.
    @Test(arguments: [
        ResultCode.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_BUSY,
        .SQLITE_READONLY,
    ])
    func everyFailureOfTheStoreNamesARemedy(_ code: ResultCode) {
        let message = LedgerError(DatabaseError(resultCode: code)).message
        let remedies = ["free some space", "look at the disk", "restore a backup", "end it", "through the daemon"]
        #expect(remedies.contains { message.contains($0) }, "\(message)")
    }
}
