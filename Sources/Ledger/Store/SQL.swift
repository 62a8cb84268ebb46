import Foundation
import GRDB

/// What differs from one kind of database to another, for SQLite: all that no statement elsewhere may name.
enum SQL {
    /// Whether a column is one of the texts of a list parameter.
    static func isMember(_ column: String, of parameter: String) -> String {
        "\(column) IN (SELECT value FROM json_each(\(parameter)))"
    }

    /// Whether a column is none of the texts of a list parameter.
    static func isNoMember(_ column: String, of parameter: String) -> String {
        "\(column) NOT IN (SELECT value FROM json_each(\(parameter)))"
    }

    static func arguments(_ values: [any ColumnValue]) -> StatementArguments {
        StatementArguments(
            values.map { value -> DatabaseValue in
                switch value.column {
                case .null: .null
                case .integer(let number): number.databaseValue
                case .text(let text): text.databaseValue
                case .blob(let data): data.databaseValue
                case .list(let texts): JSON.text(texts).databaseValue
                }
            })
    }

    static func column(_ value: DatabaseValue) -> Column {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        // No column of a ledger is one of fractions.
        case .double(let number): .text("\(number)")
        case .string(let text): .text(text)
        case .blob(let data): .blob(data)
        }
    }
}
