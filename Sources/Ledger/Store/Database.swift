import Directives
import GRDB

/// One connection within a transaction: what the statements of the ledger run on.
///
/// The parameters of a statement are written `$1`, `$2`…, and each appears first in the order of its number: SQLite
/// numbers them so, PostgreSQL takes the numbers as they are written.
struct Database {
    let connection: GRDB.Database

    /// Runs a statement, prepared once a connection, and gives how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [any ColumnValue] = []) throws -> Int {
        try connection.cachedStatement(sql: sql).execute(arguments: SQL.arguments(arguments))
        return connection.changesCount
    }

    /// Runs a statement that must change a row.
    func change(_ what: @autoclosure () -> String, _ sql: String, _ arguments: [any ColumnValue]) throws {
        guard try run(sql, arguments) > 0 else {
            throw LedgerError(code: .refused, message: "the ledger refuses the change: no \(what())")
        }
    }

    /// The rows of a statement, prepared once a connection.
    func rows(_ sql: String, _ arguments: [any ColumnValue] = []) throws -> [Row] {
        try GRDB.Row.fetchAll(connection.cachedStatement(sql: sql), arguments: SQL.arguments(arguments)).map(Row.init)
    }

    /// The first row of a statement, prepared once a connection.
    func row(_ sql: String, _ arguments: [any ColumnValue] = []) throws -> Row? {
        try GRDB.Row.fetchOne(connection.cachedStatement(sql: sql), arguments: SQL.arguments(arguments)).map(Row.init)
    }

    /// Hands on the rows of a statement one by one, so that a large result is never in memory whole.
    func forEachRow(_ sql: String, _ arguments: [any ColumnValue] = [], _ body: (Row) throws -> Void) throws {
        let cursor = try GRDB.Row.fetchCursor(
            connection.cachedStatement(sql: sql), arguments: SQL.arguments(arguments))
        while let row = try cursor.next() { try body(Row(row)) }
    }

    /// The first column of each row.
    func column<Value: ColumnValue>(
        _ sql: String, _ arguments: [any ColumnValue] = [], of type: Value.Type = Value.self
    ) throws -> [Value] {
        var values: [Value] = []
        try forEachRow(sql, arguments) { values.append(try $0[0]) }
        return values
    }
}

/// One row of a result; of a cursor it holds until the next one is read.
struct Row {
    private let values: GRDB.Row

    fileprivate init(_ values: GRDB.Row) {
        self.values = values
    }

    /// The value of a column, from 0.
    ///
    /// Throws where the column holds a value of another type: the file is damaged.
    subscript<Value: ColumnValue>(_ index: Int) -> Value {
        get throws(LedgerError) {
            guard let value = Value(SQL.column(values[index])) else { throw LedgerError.damaged("column") }
            return value
        }
    }

    var count: Int { values.count }

    /// The mark of some of its columns, with values after them.
    func mark(of columns: Range<Int>, and rest: [any ColumnValue] = []) -> Int64 {
        Checksum.mark(self.columns(columns) + rest)
    }

    func columns(_ columns: Range<Int>) -> [any ColumnValue] { columns.map { SQL.column(values[$0]) } }

    func instant(_ index: Int) throws(LedgerError) -> Instant {
        Instant(milliseconds: try self[index])
    }

    func instantIfPresent(_ index: Int) throws(LedgerError) -> Instant? {
        (try self[index] as Int64?).map(Instant.init(milliseconds:))
    }

    /// A value of a closed list.
    func member<Member: RawRepresentable<String>>(
        _ index: Int, of type: Member.Type = Member.self
    ) throws(LedgerError) -> Member {
        let text: String = try self[index]
        guard let member = Member(rawValue: text) else {
            throw LedgerError(
                code: .corrupt, message: "the ledger holds '\(text)' where it cannot be; restore a backup")
        }
        return member
    }
}
