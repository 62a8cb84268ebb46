import Directives
import Foundation

/// A sum over a value that the daemon acts on, stored beside it: SQLite's pages have none of their own.
///
/// FNV-1a of 64 bits, by which no change of a single byte goes unseen. It is against a failing disk; against people
/// there is the chain.
struct Checksum {
    private var sum: UInt64 = 0xCBF2_9CE4_8422_2325

    /// As it is stored.
    var value: Int64 { Int64(bitPattern: sum) }

    static func of(_ text: String) -> Int64 {
        var checksum = Checksum()
        for byte in text.utf8 { checksum.add(byte) }
        return checksum.value
    }

    /// Of several columns of a row, in their order: each with its type, so that no two different rows give the same bytes.
    static func mark(_ columns: [any ColumnValue]) -> Int64 {
        var checksum = Checksum()
        for column in columns { checksum.add(column.column) }
        return checksum.value
    }

    private mutating func add(_ column: Column) {
        switch column {
        case .null: add(0)
        case .integer(let number):
            add(1)
            add(number: number)
        case .text(let text):
            add(2)
            for byte in text.utf8 { add(byte) }
            // No byte of UTF-8: the end of the text.
            add(0xFF)
        case .blob(let data):
            add(3)
            add(number: Int64(data.count))
            for byte in data { add(byte) }
        case .list(let texts): for text in texts { add(.text(text)) }
        }
    }

    /// Of what a claim moves in an obligation.
    static func of(id: String, settled: Instant, wake: Instant?, held: Bool) -> Int64 {
        var checksum = Checksum()
        for byte in id.utf8 { checksum.add(byte) }
        checksum.add(held ? 1 : 0)
        checksum.add(number: settled.milliseconds)
        checksum.add(wake == nil ? 0 : 1)
        checksum.add(number: wake?.milliseconds ?? 0)
        return checksum.value
    }

    private mutating func add(number: Int64) {
        withUnsafeBytes(of: number) { for byte in $0 { add(byte) } }
    }

    private mutating func add(_ byte: UInt8) {
        sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
