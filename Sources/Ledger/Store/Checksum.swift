import Basics
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

    /// Of several columns of a row, in their order.
    static func mark(_ columns: [any ColumnValue]) -> Int64 {
        var checksum = Checksum()
        for byte in bytes(of: columns) { checksum.add(byte) }
        return checksum.value
    }

    /// The SHA-256 of several columns of a row, for the chain.
    static func sha256(_ columns: [any ColumnValue]) -> String { SHA256.hash(bytes(of: columns)).hexadecimal }

    /// Each column with its type, so that no two different rows give the same bytes.
    private static func bytes(of columns: [any ColumnValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        for column in columns { append(column.column, &bytes) }
        return bytes
    }

    private static func append(_ column: Column, _ bytes: inout [UInt8]) {
        func append(number: Int64) { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
        switch column {
        case .null: bytes.append(0)
        case .integer(let number):
            bytes.append(1)
            append(number: number)
        case .text(let text):
            bytes.append(2)
            bytes.append(contentsOf: text.utf8)
            // No byte of UTF-8: the end of the text.
            bytes.append(0xFF)
        case .blob(let data):
            bytes.append(3)
            append(number: Int64(data.count))
            bytes.append(contentsOf: data)
        case .list(let texts): for text in texts { self.append(.text(text), &bytes) }
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
