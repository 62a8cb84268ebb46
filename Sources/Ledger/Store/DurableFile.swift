import Glibc

/// A new file that comes under its name only when it is whole and on the disk; after an error nothing of it is left.
struct DurableFile {
    let path: String
    private let partial: String
    private let descriptor: Int32

    /// Makes the empty file under a name of its own.
    init(_ path: String) throws(LedgerError) {
        self.path = path
        partial = "\(path).partial-\(getpid())"
        descriptor = Glibc.open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .backup("cannot make \(partial)", errno) }
    }

    /// Fills the file by the body, which is given its present name, and puts it under its name where the body says so.
    func fill(_ body: (String) throws -> Bool) throws {
        defer {
            Glibc.close(descriptor)
            for end in ["", "-journal", "-wal", "-shm"] { unlink(partial + end) }
        }
        guard try body(partial) else { return }
        guard fchmod(descriptor, 0o640) == 0, fsync(descriptor) == 0 else {
            throw LedgerError.backup("cannot keep \(path) on its disk", errno)
        }
        // Unlike a rename this never replaces what came there meanwhile.
        guard link(partial, path) == 0 || errno == EPERM && rename(partial, path) == 0 else {
            throw LedgerError.backup("cannot make \(path)", errno)
        }
        syncDirectory()
    }

    private func syncDirectory() {
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Glibc.close(descriptor)
    }
}

extension LedgerError {
    static func backup(_ what: String, _ reason: Int32) -> LedgerError {
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
    func ofCopy(_ file: String) -> LedgerError {
        guard code == .full else { return self }
        return LedgerError(
            code: .full, message: "the disk of \(file) is full; free some space there. Nothing was left of the copy")
    }
}
