import GRDB
import Synchronization

@testable import Ledger

extension Lab {
    /// The disk of the ledger is full from now on: every commit fails as SQLite fails then.
    ///
    /// A bound on the pages of the database would leave room in those that it has.
    func fill() {
        ledger.queue.inDatabase { $0.add(transactionObserver: disk, extent: .databaseLifetime) }
        disk.isFull.withLock { $0 = true }
    }

    /// There is room again.
    func empty() {
        disk.isFull.withLock { $0 = false }
        ledger.queue.inDatabase { $0.remove(transactionObserver: disk) }
    }
}

/// A disk that takes nothing while it is full.
final class LabDisk: TransactionObserver, Sendable {
    let isFull = Mutex(false)

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws {
        if isFull.withLock(\.self) { throw DatabaseError(resultCode: .SQLITE_FULL) }
    }
    func databaseDidCommit(_ database: GRDB.Database) {}
    func databaseDidRollback(_ database: GRDB.Database) {}
}
