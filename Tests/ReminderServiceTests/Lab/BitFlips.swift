import Foundation
import GRDB

@testable import Ledger

/// A ledger in memory that is brought back to one state again and again, each time with one bit changed.
struct BitFlips {
    /// A column of one row.
    struct Place: Hashable, CustomStringConvertible {
        let table: String
        /// Which row of the table, for people.
        let row: String
        let condition: String
        let column: String
        let value: DatabaseValue

        var description: String { "\(table).\(column)" }

        var bits: Int {
            switch value.storage {
            case .int64: 64
            case .string(let text): text.utf8.count * 8
            case .blob(let data): data.count * 8
            case .null, .double: 0
            }
        }
    }

    private let whole: DatabaseQueue
    private let store: Store

    /// - Parameter ledger: is copied, without its triggers.
    init(of ledger: Ledger) throws {
        whole = try DatabaseQueue()
        try ledger.queue.backup(to: whole)
        try whole.writeWithoutTransaction { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
        }
        store = try Store.temporary()
    }

    /// The columns of a row that hold anything.
    func places(_ table: String, _ row: String, where condition: String) throws -> [Place] {
        try whole.read { database in
            let rows = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM \(table) WHERE \(condition)")
            return rows.first.map { found in
                found.columnNames.map {
                    Place(table: table, row: row, condition: condition, column: $0, value: found[$0])
                }
            } ?? []
        }
    }

    /// The ledger as it was, and with a bit of a place changed where one is given; nil where a constraint refuses that.
    func ledger(_ place: Place? = nil, bit: Int = 0) throws -> Ledger? {
        try whole.backup(to: store.queue)
        let isChanged = try store.queue.writeWithoutTransaction { database in
            guard let place else { return true }
            try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
            defer { try? database.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF") }
            do {
                try database.execute(
                    sql: "UPDATE \(place.table) SET \(place.column) = \(Self.flipped(place.value, bit)) "
                        + "WHERE \(place.condition)")
                return true
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                return false
            }
        }
        // With nothing in memory of the values that were read before.
        return isChanged ? Ledger(store) : nil
    }

    private static func flipped(_ value: DatabaseValue, _ bit: Int) -> String {
        func literal(_ bytes: some Sequence<UInt8>) -> String {
            var bytes = Array(bytes)
            bytes[bit / 8] ^= 1 << (bit % 8)
            return "x'\(bytes.map { String(format: "%02x", $0) }.joined())'"
        }
        switch value.storage {
        case .int64(let number):
            let flipped = number ^ (1 << Int64(bit))
            return flipped == .min ? "-9223372036854775807 - 1" : "\(flipped)"
        case .string(let text): return "CAST(\(literal(text.utf8)) AS TEXT)"
        case .blob(let data): return literal(data)
        case .null, .double: return "NULL"
        }
    }
}
