import Foundation

/// What a column of a row can hold, and a parameter of a statement.
enum Column: Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob(Data)
    /// A parameter only: see `List`.
    case list([String])

    var isNull: Bool { if case .null = self { true } else { false } }
}

/// A Swift value that is stored in one column.
protocol ColumnValue {
    /// Nil where the column holds something else.
    init?(_ column: Column)
    var column: Column { get }
}

extension Column: ColumnValue {
    init?(_ column: Column) { self = column }
    var column: Column { self }
}

/// The texts that one parameter stands for, so that a statement is the same for any number of them.
///
/// Used with `SQL.isMember` and `SQL.elements`, since each kind of database has a form of its own for it.
struct List: ColumnValue {
    let values: [String]

    init(_ values: some Sequence<String>) {
        self.values = Array(values)
    }

    init?(_ column: Column) { nil }

    var column: Column { .list(values) }
}

extension Int64: ColumnValue {
    init?(_ column: Column) {
        guard case .integer(let value) = column else { return nil }
        self = value
    }

    var column: Column { .integer(self) }
}

extension Int: ColumnValue {
    init?(_ column: Column) {
        guard case .integer(let value) = column else { return nil }
        self = Int(value)
    }

    var column: Column { .integer(Int64(self)) }
}

extension Bool: ColumnValue {
    init?(_ column: Column) {
        guard case .integer(let value) = column else { return nil }
        self = value != 0
    }

    var column: Column { .integer(self ? 1 : 0) }
}

extension String: ColumnValue {
    init?(_ column: Column) {
        guard case .text(let value) = column else { return nil }
        self = value
    }

    var column: Column { .text(self) }
}

extension Data: ColumnValue {
    init?(_ column: Column) {
        guard case .blob(let value) = column else { return nil }
        self = value
    }

    var column: Column { .blob(self) }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    init?(_ column: Column) {
        if case .null = column {
            self = .none
        } else {
            guard let value = Wrapped(column) else { return nil }
            self = .some(value)
        }
    }

    var column: Column { self?.column ?? .null }
}
