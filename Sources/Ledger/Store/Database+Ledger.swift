import Crypto
import Directives
import GRDB

extension Database {
    /// Runs a statement, prepared once a connection.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The rows of a statement, prepared once a connection.
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first row of a statement, prepared once a connection.
    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// Runs a statement that must change a row.
    func change(_ what: @autoclosure () -> String, _ sql: String, _ arguments: StatementArguments) throws {
        try run(sql, arguments)
        guard changesCount > 0 else {
            throw LedgerError(code: .refused, message: "the ledger refuses the change: no \(what())")
        }
    }
}

extension Row {
    func instant(_ index: Int) -> Instant {
        Instant(milliseconds: self[index])
    }

    func instantIfPresent(_ index: Int) -> Instant? {
        (self[index] as Int64?).map(Instant.init(milliseconds:))
    }

    /// A value of a closed list.
    func member<Member: RawRepresentable<String>>(_ index: Int, of type: Member.Type = Member.self) throws -> Member {
        let text: String = self[index]
        guard let member = Member(rawValue: text) else {
            throw LedgerError(
                code: .corrupt, message: "the ledger holds '\(text)' where it cannot be; restore a backup")
        }
        return member
    }
}

extension Digest {
    /// Lower-case hexadecimal.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * Self.byteCount)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
