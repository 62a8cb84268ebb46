import Glibc
import Synchronization

/// The mark of the one writer: a file under an exclusive `flock`, holding the process id, and the head of the chain.
///
/// The kernel drops the lock with the process, whatever ends it, so that a stale file locks nobody out. The head is
/// written after each commit, outside the database: so a ledger that has lost its end, since its write-ahead log was
/// deleted or damaged or an older copy put in its place, is told from a whole one. It is not forced to the disk: after a
/// power cut it may be an older one, never a newer.
final class LockFile: Sendable {
    private let descriptor: Mutex<Int32?>

    /// The head that the writer before left; nil where it left none that can be read.
    let lastHead: ChainHead?

    /// Where the head stands, after the process id.
    private static let headOffset = 16
    /// The longest head: 19 digits, a colon, 64 digits.
    private static let headLength = 84

    /// Takes the lock, or says who has it.
    init(path: String) throws(LedgerError) {
        // For its owner alone: whoever may read a file may lock it, and would keep the daemon from starting.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("cannot open \(path)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            guard reason == EWOULDBLOCK else { throw .system("cannot lock \(path)", reason: reason) }
            throw LedgerError(
                code: .locked(by: holder),
                message: "another daemon, process \(holder.map(String.init) ?? "unknown"), writes this ledger; stop it "
                    + "first, or give another state directory")
        }
        self.descriptor = Mutex(descriptor)
        var buffer = [UInt8](repeating: 0, count: Self.headLength)
        let length = pread(descriptor, &buffer, buffer.count, off_t(Self.headOffset))
        lastHead = ChainHead(
            String(decoding: buffer[..<max(0, length)].prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self))
        // A full disk must not keep the daemon from starting: the lock holds without its text.
        try Self.write("\(getpid())\n", width: Self.headOffset, at: 0, descriptor)
    }

    /// Notes the head of what has just been committed.
    func note(_ head: ChainHead) throws(LedgerError) {
        try descriptor.withLock { (descriptor) throws(LedgerError) in
            guard let descriptor else { return }
            try Self.write(head.description, width: Self.headLength, at: Self.headOffset, descriptor)
        }
    }

    /// A full disk is told by the commits themselves.
    private static func write(
        _ text: String, width: Int, at offset: Int, _ descriptor: Int32
    ) throws(LedgerError) {
        var bytes = Array(text.utf8)
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: max(0, width - bytes.count - 1)) + [UInt8(ascii: "\n")]
        guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) < 0, errno == EIO else { return }
        throw .system("cannot write ledger.lock")
    }

    deinit {
        release()
    }

    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var buffer = [UInt8](repeating: 0, count: 16)
        let length = pread(descriptor, &buffer, buffer.count, 0)
        guard length > 0 else { return nil }
        return Int32(String(decoding: buffer[..<length].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}

extension LedgerError {
    /// A system call that failed.
    static func system(_ what: String, reason: Int32 = errno) -> LedgerError {
        let text = String(cString: strerror(reason))
        return switch reason {
        case ENOSPC, EDQUOT: LedgerError(code: .full, message: "\(what): \(text); free some space")
        case EROFS:
            LedgerError(
                code: .io,
                message: "\(what): \(text); the disk is mounted for reading only: look why in the kernel log, mend and "
                    + "remount it")
        case ENOENT, ENOTDIR: LedgerError(code: .notFound, message: "\(what): \(text); give another --state")
        case EACCES, EPERM:
            LedgerError(code: .wrongOwner, message: "\(what): \(text); run as the user that owns the state directory")
        default: LedgerError(code: .io, message: "\(what): \(text); look at the disk and the kernel log")
        }
    }
}
