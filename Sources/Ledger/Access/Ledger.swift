public import Directives
import Synchronization

/// The durable state: configuration in force, obligations, messages with their bytes, attempts, the chain of events.
///
/// One process writes it, any number read it. Each call is one transaction: done and durable when it returns, or
/// nothing of it is kept. Calls block; they are meant for a caller with a queue of its own. Instants are stored as
/// whole milliseconds since 1970.
public final class Ledger: Sendable {
    /// The clock that its instants come from.
    public enum ClockKind: String, Sendable {
        case wall, virtual
    }

    let store: Store
    let decoded = Mutex(DecodedDirectives())
    private let lock: LockFile?
    private let storage = Mutex(Storage())

    /// What the one writer knows of its storage.
    private struct Storage {
        /// The error after which nothing is read or written any more.
        var failure: LedgerError?
        var notify: (@Sendable (LedgerError) -> Void)?
    }

    init(_ store: Store, lock: LockFile? = nil) {
        self.store = store
        self.lock = lock
    }

    /// The clock that the instants in it come from.
    public func clockKind() throws(LedgerError) -> ClockKind {
        try reading { database in try database.row("SELECT clock FROM ledger")?.member(0) ?? .wall }
    }

    /// The present of a ledger whose clock is not the machine's: the latest instant in it; nil where it is the machine's.
    public func asOf() throws(LedgerError) -> Instant? {
        try clockKind() == .virtual ? newestEntry() : nil
    }

    /// Ends the use of the ledger and lets another writer in.
    ///
    /// Calls after it fail.
    public func close() {
        // Whoever ends the use need not be notified any more.
        storage.withLock { $0.notify = nil }
        // What is not in the database yet is in the WAL. A connection that cannot be closed cleanly ends with the process.
        if lock != nil { try? checkpoint() }
        try? store.close()
        lock?.release()
    }

    /// Runs one transaction that may write.
    func writing<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        try accessing {
            guard let lock else { return try store.write(body) }
            let (value, head) = try store.write { (try body($0), try Self.head($0)) }
            if let head { try lock.note(head) }
            return value
        }
    }

    /// Writes one page as it stands, durable when it returns: whether there is room on the disk, asked at the least cost.
    public func probe() throws(LedgerError) {
        try writing { try $0.writeOnePage() }
    }

    /// Runs statements that only read, on one state of the ledger.
    func reading<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        try accessing { try store.read(body) }
    }

    /// Writes the WAL into the database and cuts it: at the end, and after a bulk import, when it would stay large.
    ///
    /// A full disk or another process only delays it: the WAL has what was committed.
    public func checkpoint() throws(LedgerError) {
        try accessing {
            do { try store.truncateWriteAheadLog() } catch  where !LedgerError(error).isFinal {}
        }
    }

    /// Calls a body once, when the storage has failed for good.
    public func onFailure(_ notify: @escaping @Sendable (LedgerError) -> Void) {
        storage.withLock { $0.notify = notify }
    }

    /// One access of the store: the only way of the one writer to its files.
    ///
    /// After an error of the disk nothing is tried again: an fsync that succeeds after one that failed says nothing of
    /// what the first was to write.
    private func accessing<Value>(_ body: () throws -> Value) throws(LedgerError) -> Value {
        if let failure = storage.withLock(\.failure) { throw failure }
        do {
            return try body()
        } catch {
            let error = LedgerError(error).naming(store.holder())
            guard lock != nil, error.isFinal else { throw error }
            let notify = storage.withLock { storage in
                storage.failure = storage.failure ?? error
                return storage.notify.take()
            }
            notify?(error)
            throw error
        }
    }
}
