import Glibc
import Synchronization

/// The mark of the one writer: a file under an exclusive `flock`, holding the process id.
///
/// The kernel drops the lock with the process, whatever ends it, so that a stale file locks nobody out.
final class LockFile: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Takes the lock, or says who has it.
    init(path: String) throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
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
        // A full disk must not keep the daemon from starting: the lock holds without its text.
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
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
        case ENOENT, ENOTDIR: LedgerError(code: .notFound, message: "\(what): \(text); give another --state")
        case EACCES, EPERM:
            LedgerError(code: .wrongOwner, message: "\(what): \(text); run as the user that owns the state directory")
        default: LedgerError(code: .io, message: "\(what): \(text); look at the disk and the kernel log")
        }
    }
}
