import GRDB

extension LedgerError {
    /// The error that a failed access of the database stands for.
    init(_ error: any Error) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError: self.init(sqlite: error)
        case is StoredFormError, is RowDecodingError:
            self.init(code: .corrupt, message: "a stored value cannot be read (\(error)); \(Self.restore)")
        default: self.init(code: .other, message: "\(error)")
        }
    }

    /// The same with the name of the process that is in the way, where a database is locked and the process is known.
    func naming(_ holder: @autoclosure () -> DatabaseLocks.Holder?) -> LedgerError {
        guard code == .locked(by: nil), let holder = holder() else { return self }
        return LedgerError(
            code: .locked(by: holder.process),
            message: "\(holder.description) holds the database of the ledger, and nothing can be recorded meanwhile; "
                + "end it, such as an open sqlite3 shell")
    }

    /// A stored value that is not the one that was written.
    static func damaged(_ what: String) -> LedgerError {
        LedgerError(
            code: .corrupt, message: "the ledger is damaged: a stored \(what) is not what was written; \(restore)")
    }

    /// What only a later program can read.
    static func newer(_ what: String) -> LedgerError {
        LedgerError(
            code: .newerVersion,
            message:
                "a newer Dondoc wrote this ledger: this one does not know \(what); install that Dondoc, or restore the "
                + "backup from before the update")
    }

    static let restore = "stop the daemon, keep a copy of the state directory and restore a backup"

    private init(sqlite error: DatabaseError) {
        // The extended code tells fsync from read, which an administrator's kernel log tells too.
        let reason = "\(error.message ?? "no reason given"), SQLite \(error.extendedResultCode.rawValue)"
        // The index of the WAL is a file too, and what keeps it from growing is a full disk.
        let isFull = [.SQLITE_FULL, .SQLITE_IOERR_SHMSIZE].contains(error.extendedResultCode)
        switch error.resultCode {
        case _ where isFull:
            self.init(code: .full, message: "the disk of the ledger is full (\(reason)); free some space on it")
        case .SQLITE_IOERR, .SQLITE_CANTOPEN:
            self.init(
                code: .io,
                message: "the ledger cannot be read or written (\(reason)); look at the disk, the kernel log and the "
                    + "permissions of the state directory, then start again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(code: .corrupt, message: "the ledger is damaged (\(reason)); \(Self.restore)")
        // PROTOCOL: what must be done before the first read waits for a lock.
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self.init(
                code: .locked(by: nil),
                message: "another program holds the database (\(reason)); end it, such as an open sqlite3 shell")
        case .SQLITE_CONSTRAINT:
            self.init(code: .refused, message: "the ledger refuses the change (\(reason))")
        case .SQLITE_READONLY:
            self.init(
                code: .other, message: "the ledger is open for reading only (\(reason)); changes go through the daemon")
        default:
            self.init(code: .other, message: "the ledger failed (\(reason)); see the journal")
        }
    }
}
