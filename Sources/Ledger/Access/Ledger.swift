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
        // A connection that cannot be closed cleanly ends with the process; what was committed stays.
        try? store.close()
        lock?.release()
    }

    /// Runs one transaction that may write.
    func writing<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        do {
            guard let lock else { return try store.write(body) }
            let (value, head) = try store.write { (try body($0), try Self.head($0)) }
            if let head { lock.note(head) }
            return value
        } catch {
            throw LedgerError(error)
        }
    }

    /// Writes one page as it stands, durable when it returns: whether there is room on the disk, asked at the least cost.
    public func probe() throws(LedgerError) {
        try writing { try $0.writeOnePage() }
    }

    /// Runs statements that only read, on one state of the ledger.
    func reading<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        do {
            return try store.read(body)
        } catch {
            throw LedgerError(error)
        }
    }
}
