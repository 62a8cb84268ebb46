import Glibc

extension Ledger {
    /// Copies the ledger of a state directory into a new file while a daemon may write it, and audits the copy.
    ///
    /// The copy is one committed state, without the words that retention has deleted. It comes under its name only when
    /// it is whole, audited and on the disk; after an error nothing of it is left. A file that is there is never replaced.
    public static func backUp(directory: String, to file: String) throws(LedgerError) -> AuditReport {
        guard access(file, F_OK) != 0 else {
            throw LedgerError(code: .exists, message: "\(file) is there already; name another file, or move it away")
        }
        let ledger = try openForReading(directory: directory)
        defer { ledger.close() }
        let partial = "\(file).partial-\(getpid())"
        let descriptor = Glibc.open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .backup("cannot make \(partial)", errno) }
        defer {
            Glibc.close(descriptor)
            for end in ["", "-journal", "-wal", "-shm"] { unlink(partial + end) }
        }
        do {
            try ledger.store.copy(to: partial)
        } catch {
            throw LedgerError(error).ofBackup(file)
        }
        guard fsync(descriptor) == 0 else { throw .backup("cannot keep \(file) on its disk", errno) }
        let copy = try openCopy(partial)
        let report = try copy.audit()
        copy.close()
        guard report.isSound else { return report }
        guard fchmod(descriptor, 0o640) == 0, fsync(descriptor) == 0 else {
            throw .backup("cannot keep \(file) on its disk", errno)
        }
        // Unlike a rename this never replaces what came there meanwhile.
        guard link(partial, file) == 0 || errno == EPERM && rename(partial, file) == 0 else {
            throw .backup("cannot make \(file)", errno)
        }
        syncDirectory(of: file)
        return report
    }

    /// Opens a copy of a ledger, such as a backup, for reading.
    public static func openCopy(_ file: String) throws(LedgerError) -> Ledger {
        guard access(file, R_OK) == 0 else {
            throw LedgerError(
                code: errno == ENOENT ? .notFound : .wrongOwner,
                message: "cannot read \(file): \(String(cString: strerror(errno)))")
        }
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(code: .foreign, message: "\(file) is no file; name a backup")
        }
        return try openReader(file)
    }

    private static func syncDirectory(of file: String) {
        let slash = file.lastIndex(of: "/")
        let directory = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Glibc.close(descriptor)
    }
}

extension LedgerError {
    fileprivate static func backup(_ what: String, _ reason: Int32) -> LedgerError {
        let text = String(cString: strerror(reason))
        return switch reason {
        case ENOSPC, EDQUOT: LedgerError(code: .full, message: "\(what): \(text); free some space there")
        case EACCES, EPERM: LedgerError(code: .wrongOwner, message: "\(what): \(text); name a folder you may write")
        case EEXIST: LedgerError(code: .exists, message: "\(what): \(text); name another file")
        case EROFS: LedgerError(code: .io, message: "\(what): \(text); name a folder on another disk")
        case ENOENT, ENOTDIR: LedgerError(code: .exists, message: "\(what): \(text); make its folder first")
        default: LedgerError(code: .io, message: "\(what): \(text); look at that disk and the kernel log")
        }
    }

    /// An error of copying, which may be one of either disk.
    fileprivate func ofBackup(_ file: String) -> LedgerError {
        guard code == .full else { return self }
        return LedgerError(
            code: .full, message: "the disk of \(file) is full; free some space there. Nothing was left of the backup")
    }
}
