extension Ledger {
    /// Opens or creates the ledger of a state directory for the one writer.
    ///
    /// A ledger written under a virtual clock is marked, and refused for the wall clock; and the other way round.
    public static func open(directory: String, clock: ClockKind) throws(LedgerError) -> Ledger {
        let state = StateDirectory(path: directory)
        try state.prepare()
        let lock = try LockFile(path: state.lock)
        try state.prepareDatabase()
        let ledger = Ledger(try connect { try Store.openWriter(state.database) }, lock: lock)
        try ledger.writing { database in
            try Schema.migrate(database)
            try claim(clock, database)
            if let last = lock.lastHead { try requireEvent(last, database) }
        }
        return ledger
    }

    /// Refuses a ledger that lacks what its last writer had committed.
    private static func requireEvent(_ head: ChainHead, _ database: Database) throws {
        let hash: String? = try database.row("SELECT hash FROM event WHERE row = $1", [head.row])?[0]
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
        Ledger(try connect { try Store.openReader(file) })
    }

    /// A ledger in memory.
    public static func temporary(clock: ClockKind) throws(LedgerError) -> Ledger {
        let ledger = Ledger(try connect { try Store.temporary() })
        try ledger.writing { database in
            try Schema.migrate(database)
            try claim(clock, database)
        }
        return ledger
    }

    private static func connect(_ body: () throws -> Store) throws(LedgerError) -> Store {
        do {
            return try body()
        } catch {
            throw LedgerError(error)
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
