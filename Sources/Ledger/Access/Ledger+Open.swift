extension Ledger {
    /// Opens or creates the ledger of a state directory for the one writer.
    ///
    /// A ledger written under a virtual clock is marked, and refused for the wall clock; and the other way round. One of an
    /// older program is brought up to date, and a copy of it left beside it.
    ///
    /// - Parameters:
    ///   - progress: called at most once a second for as long as an upgrade takes.
    ///   - wait: called when another process holds the database, which is then opened again; what it throws ends that.
    public static func open(
        directory: String, clock: ClockKind, progress: @escaping () -> Void = {},
        whileLocked wait: (LedgerError) throws(LedgerError) -> Void = { (error) throws(LedgerError) in throw error }
    ) throws(LedgerError) -> Ledger {
        let state = StateDirectory(path: directory)
        try state.prepare()
        let lock = try LockFile(path: state.lock)
        try state.prepareDatabase()
        while true {
            do throws(LedgerError) {
                let store = try connect(state.database) {
                    let store = try Store.openWriter(state.database)
                    // Before all else: what has lost its end is not brought up to date.
                    if let last = lock.lastHead { try store.read { try requireEvent(last, $0) } }
                    try store.upgrade(in: directory, progress: progress)
                    return store
                }
                let ledger = Ledger(store, lock: lock)
                try ledger.writing { try claim(clock, $0) }
                return ledger
            } catch {
                guard error.isLocked else { throw error }
                try wait(error)
            }
        }
    }

    /// Refuses a ledger that lacks what its last writer had committed.
    private static func requireEvent(_ head: ChainHead, _ database: Database) throws {
        let hash: String? =
            try database.isEmpty() ? nil : database.row("SELECT hash FROM event WHERE row = $1", [head.row])?[0]
        guard hash != head.hash else { return }
        throw LedgerError(
            code: .corrupt,
            message: "the ledger has lost its end: event \(head.row) is \(hash == nil ? "missing" : "another one"), so "
                + "ledger.sqlite-wal was deleted or damaged, or an older copy is in its place; put the files back, or "
                + "restore a backup; delete ledger.lock to accept what is there: what was sent since may be sent again")
    }

    /// Opens the ledger of a state directory for reading beside a writer.
    ///
    /// It migrates nothing and creates nothing; each call sees the newest committed state.
    public static func openForReading(directory: String) throws(LedgerError) -> Ledger {
        let state = StateDirectory(path: directory)
        try state.requireDatabase()
        return try openReader(state.database)
    }

    static func openReader(_ file: String) throws(LedgerError) -> Ledger {
        Ledger(try connect(file) { try Store.openReader(file) })
    }

    /// A ledger in memory.
    public static func temporary(clock: ClockKind) throws(LedgerError) -> Ledger {
        let store = try connect(nil) {
            let store = try Store.temporary()
            try store.upgrade(in: nil) {}
            return store
        }
        let ledger = Ledger(store)
        try ledger.writing { try claim(clock, $0) }
        return ledger
    }

    /// - Parameter file: of the database; nil for one in memory.
    private static func connect(_ file: String?, _ body: () throws -> Store) throws(LedgerError) -> Store {
        do {
            return try body()
        } catch {
            // No connection of it is open any more.
            throw LedgerError(error).naming(file.flatMap { DatabaseLocks($0).holder() })
        }
    }

    /// Marks a new ledger with the clock that its instants come from, and refuses one that bears another mark.
    private static func claim(_ clock: ClockKind, _ database: Database) throws {
        try database.run("INSERT INTO ledger (one, clock) VALUES (1, $1) ON CONFLICT DO NOTHING", [clock.rawValue])
        guard let mark: String = try database.row("SELECT clock FROM ledger")?[0], mark != clock.rawValue else {
            return
        }
        throw LedgerError(
            code: .wrongClock,
            message: "this ledger was written under a \(mark) clock, and the daemon's is a \(clock.rawValue) one; give "
                + "another state directory")
    }
}
