import Basics

/// How the hash of an event comes from the one before it.
///
/// All columns go in as they are stored, in their order, each with its length before it, so that no two different rows
/// give the same bytes. A column that is NULL has the length 2⁶⁴ − 1.
struct EventChain {
    /// The hash of the last row, as bytes; zeros before the first one.
    private(set) var hash: [UInt8]
    private(set) var row: Int64

    /// The chain before its first event.
    static let start = EventChain(hash: [UInt8](repeating: 0, count: 32), row: 0)

    private init(hash: [UInt8], row: Int64) {
        self.hash = hash
        self.row = row
    }

    /// The chain as it stands.
    init(_ database: Database) throws {
        guard let last = try database.row("SELECT row, hash FROM event ORDER BY row DESC LIMIT 1") else {
            self = .start
            return
        }
        guard let chain = EventChain(row: try last[0], hash: try last[1]) else {
            throw LedgerError(
                code: .corrupt, message: "the last event of the ledger is damaged; run `dondoc audit`, restore a backup"
            )
        }
        self = chain
    }

    /// The chain up to a row; nil where its hash is none.
    init?(row: Int64, hash: String) {
        guard let bytes = [UInt8](hexadecimal: hash), bytes.count == 32 else { return nil }
        self.init(hash: bytes, row: row)
    }

    /// Goes on by one row, and gives its hash in hexadecimal.
    mutating func append(at: Int64, _ columns: [String?]) -> String {
        row += 1
        var bytes = hash
        bytes.reserveCapacity(512)
        Self.append(UInt64(bitPattern: row), &bytes)
        Self.append(UInt64(bitPattern: at), &bytes)
        for column in columns {
            guard let column else {
                Self.append(.max, &bytes)
                continue
            }
            Self.append(UInt64(column.utf8.count), &bytes)
            bytes.append(contentsOf: column.utf8)
        }
        hash = SHA256.hash(bytes)
        return hash.hexadecimal
    }

    private static func append(_ number: UInt64, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
