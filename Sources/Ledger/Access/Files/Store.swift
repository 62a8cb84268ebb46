import CSQLite
import GRDB
import GRDBSQLite
import Synchronization

/// The database of a ledger: SQLite, by way of GRDB.
final class Store: Sendable {
    let queue: DatabaseQueue
    let isReader: Bool
    private let locks = Mutex<DatabaseLocks?>(nil)

    private init(queue: DatabaseQueue, isReader: Bool) {
        self.queue = queue
        self.isReader = isReader
    }

    /// Opens the file for the one writer.
    static func openWriter(_ file: String) throws -> Store {
        var configuration = Configuration()
        // The engine waits on its own queue: what is held for longer is a pause of it.
        configuration.busyMode = .timeout(0.2)
        configuration.prepareDatabase { connection in
            try keepWriteAheadLog(connection)
            reportCheckpoints(connection)
            try refuseForeign(Database(connection: connection), exactVersion: false)
            // FULL keeps every acknowledged write through a power cut (reliability.md, fact 8). Without recursive
            // triggers an INSERT OR REPLACE would delete a row past the trigger that keeps it. A statement whose trigger may
            // refuse it keeps the pages that it changes until it ends; in a large transaction those go to a file, which
            // cost a third of a first load, unless `temp_store` keeps them in memory.
            try connection.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA journal_size_limit = 16777216;
                    PRAGMA cell_size_check = ON;
                    PRAGMA recursive_triggers = ON;
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        return Store(queue: try DatabaseQueue(path: file, configuration: configuration), isReader: false)
    }

    /// Opens the file for reading beside a writer.
    static func openReader(_ file: String) throws -> Store {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try refuseForeign(Database(connection: $0), exactVersion: true) }
        return Store(queue: try DatabaseQueue(path: file, configuration: configuration), isReader: true)
    }

    /// A database in memory.
    static func temporary() throws -> Store {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA recursive_triggers = ON") }
        return Store(queue: try DatabaseQueue(configuration: configuration), isReader: false)
    }

    func close() throws {
        try queue.close()
    }

    /// The process that holds the database.
    func holder() -> DatabaseLocks.Holder? {
        locks.withLock { locks in
            let known = locks ?? DatabaseLocks(queue.path)
            locks = known
            return known.holder()
        }
    }

    /// Runs one transaction that may write.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try queue.write { try body(Database(connection: $0)) }
    }

    /// Runs statements that only read, on one state of the ledger.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        // The one writer sees one state without a transaction; a reader needs one against the writer's commits.
        isReader
            ? try queue.read { try body(Database(connection: $0)) }
            : try queue.unsafeRead { try body(Database(connection: $0)) }
    }

    /// Copies one committed state into a file, without free pages.
    func copy(to file: String) throws {
        try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [file]) }
    }

    /// Writes the WAL into the database and cuts it: after a bulk import it would stay large.
    func truncateWriteAheadLog() throws {
        try queue.writeWithoutTransaction { connection in
            // A reader may hold it up; the next checkpoint does it then.
            _ = try GRDB.Row.fetchOne(connection, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Checkpoints by the rule of SQLite, after a commit that leaves 1,000 pages in the WAL, but lets no failed one pass.
    ///
    /// SQLite's own checkpoints ignore errors and are tried again with the next commit, or at the close: a second fsync
    /// after one that failed. A full disk or a reader in the way only delays them, since the WAL has what was committed.
    private static func reportCheckpoints(_ connection: GRDB.Database) {
        csqlite_keep_log_at_close(connection.sqliteConnection)
        let checkpoint:
            @convention(c) (
                UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, CInt
            ) -> CInt = { _, connection, name, pages in
                guard pages >= 1_000 else { return SQLITE_OK }
                let code = sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
                return LedgerError(DatabaseError(resultCode: ResultCode(rawValue: code))).isFinal ? code : SQLITE_OK
            }
        sqlite3_wal_hook(connection.sqliteConnection, checkpoint, nil)
    }

    /// Keeps the WAL file when the last connection closes: without it a reader that may not write cannot open.
    private static func keepWriteAheadLog(_ connection: GRDB.Database) throws {
        var persist: CInt = 1
        let code = sqlite3_file_control(connection.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &persist)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// Refuses what is no ledger, or one that this program does not know.
    private static func refuseForeign(_ database: Database, exactVersion: Bool) throws {
        let application = try database.applicationID()
        let isEmpty = try database.isEmpty()
        if exactVersion, isEmpty {
            throw LedgerError(code: .notFound, message: "the ledger is still empty; start the daemon first")
        }
        guard application == Database.applicationID || (application == 0 && isEmpty) else {
            throw LedgerError(
                code: .foreign, message: "ledger.sqlite is not a ledger of Dondoc; give another state directory")
        }
        let version = try database.version()
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
}
