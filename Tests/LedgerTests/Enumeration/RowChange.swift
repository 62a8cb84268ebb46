import Directives
import Foundation
import GRDB

@testable import Ledger

/// One change of one row of a ledger: a column of another value or of none, a part of a JSON value, a row that goes or comes.
struct RowChange {
    /// `table.column`, `table.column.part.of.its.value`, `-table` for a row that is deleted, `+table` for a new one.
    let name: String
    /// The first columns of the row, for people.
    let row: String
    let sql: String
    let arguments: StatementArguments
    /// Whether the row is as it was; nil for one that comes.
    var isBack: (sql: String, arguments: StatementArguments)?

    /// The changes of all rows of all tables that the schema has; of events those of one of each kind.
    static func all(_ database: GRDB.Database) throws -> [RowChange] {
        try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).flatMap { try RowChanges(of: $0, database).all() }
    }
}

private struct RowChanges {
    private struct Column {
        let name: String
        let type: String
        let mayBeNull: Bool
        let isUnique: Bool
        /// The values that it may refer to.
        let references: [DatabaseValue]?
    }

    private let table: String
    private let columns: [Column]
    private let rows: [GRDB.Row]
    private let database: GRDB.Database

    init(of table: String, _ database: GRDB.Database) throws {
        self.table = table
        self.database = database
        let references = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM pragma_foreign_key_list('\(table)')")
        let unique = try String.fetchSet(
            database,
            sql: """
                SELECT info.name FROM pragma_index_list('\(table)') AS list, pragma_index_info(list.name) AS info
                WHERE list."unique" = 1 AND list.partial = 0
                """)
        columns = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM pragma_table_info('\(table)')").map { column in
            let name: String = column["name"]
            let isKey = column["pk"] as Int != 0
            return Column(
                name: name, type: column["type"], mayBeNull: column["notnull"] as Int == 0 && !isKey,
                isUnique: isKey || unique.contains(name),
                references: try references.first { $0["from"] == name }.map {
                    try DatabaseValue.fetchAll(
                        database, sql: "SELECT \($0["to"] as String) FROM \($0["table"] as String)")
                })
        }
        rows = try GRDB.Row.fetchAll(
            database, sql: "SELECT * FROM \(table)\(table == "event" ? " GROUP BY kind" : "")")
    }

    func all() throws -> [RowChange] {
        try rows.flatMap { row in
            try columns.flatMap { try changes(of: $0, row) }
                + [
                    change("-\(table)", of: row, "DELETE FROM \(table) WHERE \(condition)"),
                    RowChange(
                        name: "+\(table)", row: title(row),
                        sql: "INSERT INTO \(table) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))",
                        arguments: StatementArguments(copy(row))),
                ]
        }
    }

    private var condition: String { columns.map { "\($0.name) IS ?" }.joined(separator: " AND ") }

    private func title(_ row: GRDB.Row) -> String {
        columns.prefix(2).map { "\(row[$0.name] as DatabaseValue)" }.joined(separator: ", ")
    }

    private func change(
        _ name: String, of row: GRDB.Row, _ sql: String, _ values: [any DatabaseValueConvertible] = []
    ) -> RowChange {
        let old = StatementArguments(columns.map { row[$0.name] as DatabaseValue })
        return RowChange(
            name: name, row: title(row), sql: sql, arguments: StatementArguments(values) + old,
            isBack: ("SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(condition))", old))
    }

    private func changes(of column: Column, _ row: GRDB.Row) throws -> [RowChange] {
        let (old, name): (DatabaseValue, String) = (row[column.name], "\(table).\(column.name)")
        let update = "UPDATE \(table) SET \(column.name) ="
        var changes: [RowChange] = []
        if table != "event", case .string(let text) = old.storage, text.hasPrefix("{") {
            // The chain covers every byte of an event; in the other values each part is a fact of its own.
            let parts = try GRDB.Row.fetchAll(
                database, sql: "SELECT fullkey, atom, type FROM json_tree(?) WHERE atom IS NOT NULL", arguments: [text])
            changes = parts.map { part in
                let path: String = part["fullkey"]
                return change(
                    name + path.dropFirst().replacing(/\[\d+\]/, with: "[]"), of: row,
                    "\(update) json_set(\(column.name), ?, json(?)) WHERE \(condition)",
                    [path, Self.otherJSON(part["atom"], part["type"])])
            }
        } else {
            let other = column.references?.first { $0 != old } ?? Self.other(old, column.type)
            changes = [change(name, of: row, "\(update) ? WHERE \(condition)", [other])]
        }
        if !old.isNull, column.mayBeNull { changes.append(change(name, of: row, "\(update) NULL WHERE \(condition)")) }
        return changes
    }

    /// The columns of a row with another key.
    private func copy(_ row: GRDB.Row) -> [DatabaseValue] {
        columns.map { column in
            let old: DatabaseValue = row[column.name]
            guard column.isUnique else { return old }
            return column.references?.last { $0 != old } ?? Self.other(old, column.type, isNew: true)
        }
    }

    private static func otherJSON(_ atom: DatabaseValue, _ type: String) -> String {
        switch type {
        case "true": return "false"
        case "false": return "true"
        default:
            let other = other(atom, "TEXT")
            return String.fromDatabaseValue(other).map { JSON.text(["", $0]).dropFirst(4).dropLast().description }
                ?? "\(other)"
        }
    }

    /// Members of closed lists: another one is read where a misspelt one is refused.
    private static let members = [
        "lead": "coordinating", "email": "sms", "sms": "email", "vi": "en", "open": "done", "done": "failed",
        "failed": "done", "withdrawn": "failed", "unit-ended": "failed",
        "virtual": "wall",
    ]

    private static func other(_ value: DatabaseValue, _ type: String, isNew: Bool = false) -> DatabaseValue {
        switch value.storage {
        case .int64(let number):
            return ((0...1).contains(number) && !isNew ? 1 - number : number + (isNew ? 1_000 : 1)).databaseValue
        case .string(let text):
            let other = members[text] ?? CivilDate(text).map { "\($0.adding(days: 1))" }
            return (other ?? (text.count == 64 ? String(text.reversed()) : text + "x")).databaseValue
        case .blob(let bytes): return (bytes + [0]).databaseValue
        case .null, .double:
            return type == "INTEGER" ? 1.databaseValue : type == "BLOB" ? Data([1]).databaseValue : "x".databaseValue
        }
    }
}
