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
        let copy = try DurableFile(file)
        var report = AuditReport(checks: [], head: nil)
        do {
            try copy.fill { partial in
                do { try ledger.store.copy(to: partial) } catch { throw LedgerError(error).ofCopy(file) }
                let opened = try openCopy(partial)
                defer { opened.close() }
                report = try opened.audit()
                return report.isSound
            }
        } catch {
            throw LedgerError(error)
        }
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
}
