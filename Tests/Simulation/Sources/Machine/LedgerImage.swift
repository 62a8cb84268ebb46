import Directives
import GRDB
import Ledger

/// The ledger as the checker reads it: by plain SQL, with no code of the product but what decodes an obligation.
final class LedgerImage {
    private let queue: DatabaseQueue

    /// The obligations that were read, by id; kept from process to process.
    final class Cache {
        fileprivate var known: [String: (text: String, image: ObligationImage)] = [:]
        fileprivate var serial = 0
    }

    private let cache: Cache

    init(_ path: String, _ cache: Cache) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        self.cache = cache
    }

    func close() { try? queue.close() }

    /// Creates the table of deliveries again without its UNIQUE, for planted bugs that put a delivery into two messages.
    static func allowRepeatedDeliveries(_ path: String) throws {
        let database = try DatabaseQueue(path: path)
        defer { try? database.close() }
        try database.write { database in
            // What refers to the key of a delivery can do so no longer.
            for name in ["replacement_delivery", "delivery"] {
                let statements = try String.fetchAll(
                    database, sql: "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL",
                    arguments: [name])
                guard let table = statements.first else { continue }
                try database.execute(sql: "DROP TABLE \(name)")
                let freed = table.replacing(" UNIQUE", with: "").replacing(" REFERENCES delivery (key)", with: "")
                for sql in [freed] + statements.dropFirst() { try database.execute(sql: sql) }
            }
        }
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try queue.read { try Row.fetchAll($0.cachedStatement(sql: sql), arguments: arguments) }
    }

    /// All obligations, by id.
    func obligations() throws -> [ObligationImage] {
        try rows("SELECT id, value FROM obligation ORDER BY id").map { row in
            let id: String = row[0]
            let text: String = row[1]
            if let known = cache.known[id], known.text == text { return known.image }
            cache.serial += 1
            let image = ObligationImage(
                obligation: try Ledger.obligation(storedAs: text), serial: cache.serial)
            cache.known[id] = (text, image)
            return image
        }
    }

    /// The row and hash of the last event.
    func head() throws -> (row: Int64, hash: String)? {
        try rows("SELECT row, hash FROM event ORDER BY row DESC LIMIT 1").first.map { ($0[0], $0[1]) }
    }

    /// The latest instant of an event since an administrator last said that the clock is right.
    func newestEntry() throws -> Instant? {
        let newest: Int64? = try rows(
            """
            SELECT max(at) FROM event WHERE row >= coalesce(
              (SELECT max(row) FROM event
               WHERE kind = 'clock-stepped' AND json_extract(detail, '$.accepted') IS NOT NULL), 0)
            """
        ).first?[0]
        return newest.map(Instant.init(milliseconds:))
    }

    func hash(ofEvent row: Int64) throws -> String? {
        try rows("SELECT hash FROM event WHERE row = ?", [row]).first?[0]
    }

    func integrity() throws -> String {
        try rows("PRAGMA integrity_check").first?[0] ?? "no answer"
    }
}
