import Directives

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
