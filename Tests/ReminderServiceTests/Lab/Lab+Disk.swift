import GRDB
import Synchronization

@testable import Ledger

extension Lab {
    /// The disk of the ledger is full from now on: every commit fails as SQLite fails then.
    ///
    /// A bound on the pages of the database would leave room in those that it has.
    func fill() {
        fail(by: .SQLITE_FULL)
    }

    /// Every commit fails from now on.
    func fail(by code: ResultCode) {
        ledger.queue.inDatabase { $0.add(transactionObserver: disk, extent: .databaseLifetime) }
        disk.failure.withLock { $0 = code }
    }

    /// Another connection holds the database, as an open shell does, until what this gives is called.
    func hold() throws -> () throws -> Void {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: ledger.queue.path, configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        return { try other.inDatabase { try $0.execute(sql: "ROLLBACK") } }
    }

    /// There is room again.
    func empty() {
        disk.failure.withLock { $0 = nil }
        ledger.queue.inDatabase { $0.remove(transactionObserver: disk) }
    }
}

/// A disk that takes nothing while it is full or broken.
final class LabDisk: TransactionObserver, Sendable {
    let failure = Mutex<ResultCode?>(nil)

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws {
        if let code = failure.withLock(\.self) { throw DatabaseError(resultCode: code) }
    }
    func databaseDidCommit(_ database: GRDB.Database) {}
    func databaseDidRollback(_ database: GRDB.Database) {}
}
