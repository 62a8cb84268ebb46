import Directives
import GRDB
import GRDBSQLite

extension Ledger {
    /// Opens or creates the ledger of a state directory for the one writer.
    ///
    /// A ledger written under a virtual clock is marked, and refused for the wall clock; and the other way round.
    public static func open(directory: String, clock: ClockKind) throws(LedgerError) -> Ledger {
        let state = StateDirectory(path: directory)
        try state.prepare()
        let lock = try LockFile(path: state.lock)
        try state.prepareDatabase()
        let queue = try connect {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try keepWriteAheadLog(database)
                try refuseForeign(database, exactVersion: false)
                // FULL keeps every acknowledged write through a power cut (reliability.md, fact 8). Without recursive
                // triggers an INSERT OR REPLACE would delete a row past the trigger that keeps it.
                try database.execute(
                    sql: """
                        PRAGMA journal_mode = WAL;
                        PRAGMA synchronous = FULL;
                        PRAGMA journal_size_limit = 16777216;
                        PRAGMA cell_size_check = ON;
                        PRAGMA recursive_triggers = ON;
                        """)
            }
            return try DatabaseQueue(path: state.database, configuration: configuration)
        }
        let ledger = Ledger(queue: queue, lock: lock, isReader: false)
        try ledger.writing { database in
            try migrate(database, clock: clock)
            if let last = lock.lastHead { try requireEvent(last, database) }
        }
        return ledger
    }

    /// Refuses a ledger that lacks what its last writer had committed.
    private static func requireEvent(_ head: ChainHead, _ database: Database) throws {
        let hash: String? = try database.row("SELECT hash FROM event WHERE row = ?", [head.row])?[0]
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
        let queue = try connect {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in try refuseForeign(database, exactVersion: true) }
            return try DatabaseQueue(path: file, configuration: configuration)
        }
        return Ledger(queue: queue, lock: nil, isReader: true)
    }

    /// A ledger in memory.
    public static func temporary(clock: ClockKind) throws(LedgerError) -> Ledger {
        let queue = try connect {
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA recursive_triggers = ON") }
            return try DatabaseQueue(configuration: configuration)
        }
        let ledger = Ledger(queue: queue, lock: nil, isReader: false)
        try ledger.writing { database in try migrate(database, clock: clock) }
        return ledger
    }

    private static func connect(_ body: () throws -> DatabaseQueue) throws(LedgerError) -> DatabaseQueue {
        do {
            return try body()
        } catch {
            throw LedgerError(error)
        }
    }

    /// Keeps the WAL file when the last connection closes: without it a reader that may not write cannot open.
    private static func keepWriteAheadLog(_ database: Database) throws {
        var persist: CInt = 1
        let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &persist)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// Refuses what is no ledger, or one that this program does not know.
    private static func refuseForeign(_ database: Database, exactVersion: Bool) throws {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        if exactVersion, isEmpty {
            throw LedgerError(code: .notFound, message: "the ledger is still empty; start the daemon first")
        }
        guard application == Schema.applicationID || (application == 0 && isEmpty) else {
            throw LedgerError(
                code: .foreign, message: "ledger.sqlite is not a ledger of Dondoc; give another state directory")
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= Schema.version else {
            throw LedgerError(
                code: .newerVersion,
                message: "a newer Dondoc wrote this ledger (version \(version), this one knows \(Schema.version)); "
                    + "install that Dondoc, or restore the backup from before the update")
        }
        guard version == Schema.version || !exactVersion else {
            throw LedgerError(
                code: .olderVersion,
                message: "an older Dondoc wrote this ledger (version \(version) of \(Schema.version)); start the "
                    + "daemon once, it brings the ledger up to date")
        }
    }

    private static func migrate(_ database: Database, clock: ClockKind) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if version < Schema.version {
            for migration in Schema.migrations[version...] { try database.execute(sql: migration) }
            try database.execute(
                sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)")
        }
        try database.execute(
            sql: "INSERT INTO ledger (one, clock) VALUES (1, ?) ON CONFLICT DO NOTHING", arguments: [clock.rawValue])
        guard let mark = try String.fetchOne(database, sql: "SELECT clock FROM ledger"), mark != clock.rawValue else {
            return
        }
        throw LedgerError(
            code: .wrongClock,
            message: "this ledger was written under a \(mark) clock, and the daemon's is a \(clock.rawValue) one; give "
                + "another state directory")
    }
}
