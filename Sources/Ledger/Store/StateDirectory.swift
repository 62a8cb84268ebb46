import Glibc

/// The directory that holds the ledger, and what it takes to trust it.
struct StateDirectory {
    let path: String

    var database: String { "\(path)/ledger.sqlite" }
    var lock: String { "\(path)/ledger.lock" }

    /// Makes it where it is missing (0750), and refuses one that another user owns or may write.
    ///
    /// One that stands is left as it is: it may be anybody's, given by mistake.
    func prepare() throws(LedgerError) {
        try make(path)
        try check(path, kind: S_IFDIR)
    }

    /// Makes the empty database file where it is missing, with 0640: SQLite gives the files beside it the same.
    func prepareDatabase() throws(LedgerError) {
        let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw .system("cannot open \(database)") }
        defer { close(descriptor) }
        try check(database, kind: S_IFREG)
        // The umask may have taken more than the group needs.
        guard fchmod(descriptor, 0o640) == 0 else { throw .system("cannot set the permissions of \(database)") }
    }

    /// Refuses a directory without a ledger.
    func requireDatabase() throws(LedgerError) {
        guard access(database, F_OK) != 0 else { return }
        guard errno == ENOENT else { throw .system("cannot look at \(database)") }
        throw LedgerError(
            code: .notFound, message: "no ledger in \(path); start the daemon first, or give another --state")
    }

    private func make(_ path: String) throws(LedgerError) {
        if try makeOne(path) { return }
        guard errno == ENOENT, let slash = path.dropLast().lastIndex(of: "/"), slash != path.startIndex else {
            throw .system("cannot make \(path)")
        }
        try make(String(path[..<slash]))
        guard try makeOne(path) else { throw .system("cannot make \(path)") }
    }

    /// Whether the directory is there now; one that it makes has its mode whatever the umask.
    private func makeOne(_ path: String) throws(LedgerError) -> Bool {
        guard mkdir(path, 0o750) == 0 else { return errno == EEXIST }
        guard chmod(path, 0o750) == 0 else { throw .system("cannot set the permissions of \(path)") }
        return true
    }

    private func check(_ path: String, kind: mode_t) throws(LedgerError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .system("cannot look at \(path)") }
        guard status.st_mode & S_IFMT == kind else {
            throw LedgerError(
                code: .foreign,
                message: "\(path) is not a \(kind == S_IFDIR ? "directory" : "file"); give another --state")
        }
        guard status.st_uid == geteuid() else {
            throw LedgerError(
                code: .wrongOwner,
                message: "\(path) belongs to user \(status.st_uid), not to \(geteuid()); run as that user, or chown it")
        }
        guard status.st_mode & 0o022 == 0 || kind == S_IFREG else {
            throw LedgerError(code: .wrongOwner, message: "others may write \(path); chmod 0750 it")
        }
    }
}
