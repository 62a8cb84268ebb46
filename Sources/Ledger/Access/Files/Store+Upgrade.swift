import GRDB
import GRDBSQLite
import Glibc

extension Store {
    /// Brings an older ledger up to date, or makes the tables of a new one.
    ///
    /// The ledger as it is stays beside it as `ledger-before-N.sqlite`, where N is the version that it comes to. All
    /// changes are one transaction: whatever ends it leaves the old ledger or the new one.
    ///
    /// - Parameters:
    ///   - directory: of the ledger; nil for one in memory, of which no copy is kept.
    ///   - progress: called now and then, at most once a second, for as long as it takes.
    /// - Throws: `LedgerError.Code.full` where the disk has no room for the copy and the changes.
    func upgrade(in directory: String?, progress: @escaping () -> Void) throws {
        let version = try read { try $0.version() }
        guard version < Schema.version else { return }
        try reporting(progress) {
            if version > 0, let directory { try keepCopy(in: directory) }
            try write { try Schema.migrate($0) }
        }
        if version > 0 { try truncateWriteAheadLog() }
    }

    private func keepCopy(in directory: String) throws {
        let (size, head) = try read { (try $0.byteCount(), try Ledger.head($0)) }
        let name = "ledger-before-\(Schema.version)"
        var file = "\(directory)/\(name).sqlite"
        var number = 1
        while access(file, F_OK) == 0 {
            // An upgrade that was cut off has left it.
            if let head, try Self.head(ofCopy: file) == head { return try requireRoom(size, copies: 1, directory) }
            number += 1
            file = "\(directory)/\(name)-\(number).sqlite"
        }
        try requireRoom(size, copies: 2, directory)
        try DurableFile(file).fill { partial in
            do { try copy(to: partial) } catch { throw LedgerError(error).ofCopy(file) }
            return true
        }
    }

    /// The head of a copy of any version; nil where there is none to be read.
    private static func head(ofCopy file: String) throws -> ChainHead? {
        var configuration = Configuration()
        configuration.readonly = true
        guard let queue = try? DatabaseQueue(path: file, configuration: configuration) else { return nil }
        return try? queue.read { try Ledger.head(Database(connection: $0)) }
    }

    /// - Parameter copies: how often the size of the ledger must be free; the changes take up to one.
    private func requireRoom(_ size: Int64, copies: Int64, _ directory: String) throws {
        var disk = statvfs()
        guard statvfs(directory, &disk) == 0 else { throw LedgerError.system("cannot look at \(directory)") }
        let free = Int64(disk.f_bavail) * Int64(disk.f_frsize)
        let needed = size * copies
        guard free < needed else { return }
        throw LedgerError(
            code: .full,
            message: "no room to bring the ledger up to date: \(needed >> 20) MiB are needed in \(directory) and "
                + "\(free >> 20) are free; free some space there and start again: nothing was changed")
    }

    /// Calls a body while SQLite reports what it works.
    private func reporting(_ progress: @escaping () -> Void, _ body: () throws -> Void) throws {
        let reporter = Reporter(progress)
        try withExtendedLifetime(reporter) {
            func set(_ handler: (@convention(c) (UnsafeMutableRawPointer?) -> Int32)?) {
                queue.inDatabase {
                    sqlite3_progress_handler(
                        $0.sqliteConnection, 200_000, handler, Unmanaged.passUnretained(reporter).toOpaque())
                }
            }
            set { context in
                context.map { Unmanaged<Reporter>.fromOpaque($0).takeUnretainedValue().report() }
                return 0
            }
            defer { set(nil) }
            try body()
        }
    }

    private final class Reporter {
        private let progress: () -> Void
        private var last = ContinuousClock.now

        init(_ progress: @escaping () -> Void) {
            self.progress = progress
            progress()
        }

        func report() {
            let now = ContinuousClock.now
            guard now - last >= .seconds(1) else { return }
            last = now
            progress()
        }
    }
}
