import Basics
import Glibc

/// Who holds the database: the locks of SQLite are POSIX locks on bytes of its file and of the index of the WAL (os_unix.c,
/// wal.c), and the kernel names the process that has one.
///
/// To be kept for as long as a connection of this process is open: the end of any descriptor of a file ends all locks that
/// the process has on it (fcntl(2)), those of SQLite too.
final class DatabaseLocks: Sendable {
    /// The process that holds a lock.
    struct Holder {
        let process: Int32
        /// For people: its id, name and user, as far as the daemon may see them.
        let description: String
    }

    private let database: Int32
    private let index: Int32

    /// - Parameter file: of the database.
    init(_ file: String) {
        database = open(file, O_RDONLY | O_CLOEXEC)
        index = open("\(file)-shm", O_RDONLY | O_CLOEXEC)
    }

    deinit {
        for descriptor in [database, index] where descriptor >= 0 { close(descriptor) }
    }

    /// The process in the way of a writer or, if there is none, of a reader.
    func holder() -> Holder? {
        // Any lock on the byte of the writer, then locks for writing alone: readers share theirs.
        let process =
            holder(F_WRLCK, index, from: 120, count: 1) ?? holder(F_RDLCK, index, from: 120, count: 9)
            ?? holder(F_RDLCK, database, from: 0x4000_0000, count: 512)
        return process.map { Holder(process: $0, description: Self.describe($0)) }
    }

    /// The process with a lock that a lock of ours would wait for.
    private func holder(_ kind: Int32, _ descriptor: Int32, from start: off_t, count: off_t) -> Int32? {
        var lock = flock()
        lock.l_type = Int16(kind)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = start
        lock.l_len = count
        guard descriptor >= 0, fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0
        else { return nil }
        return lock.l_pid
    }

    /// With `ProtectProc=invisible` the daemon sees no more of another user's process than its id.
    private static func describe(_ process: Int32) -> String {
        var text = "process \(process)"
        let file = open("/proc/\(process)/comm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return text }
        defer { close(file) }
        var name = [UInt8](repeating: 0, count: 64)
        let length = read(file, &name, name.count)
        if length > 1 { text += " (\(VisibleText.record(of: name[..<(length - 1)])))" }
        var status = stat()
        // The files of a process belong to its user.
        if fstat(file, &status) == 0 { text += " of user \(status.st_uid)" }
        return text
    }
}
