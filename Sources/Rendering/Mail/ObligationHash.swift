import Basics

/// Names that mail clients and task lists know an obligation by, out of which nobody reads its id.
enum ObligationHash {
    /// The first half of the SHA-256 in lower-case hexadecimal.
    static func hexadecimal(_ text: String) -> String {
        SHA256.hash(text).prefix(16).hexadecimal
    }

    /// The left side of the id that the messages of an obligation refer to.
    static func thread(of obligation: String) -> String {
        hexadecimal("obligation|\(obligation)")
    }

    /// The UID of an obligation's task, of the form that RFC 7986, section 5.3, recommends: a UUID, version 8 of RFC 9562.
    ///
    /// It names no host, so that it outlives a change of the office's address.
    static func uuid(of obligation: String) -> String {
        var digits = Array(hexadecimal("task|\(obligation)").utf8)
        digits[12] = UInt8(ascii: "8")
        digits[16] = UInt8(ascii: "a")
        for position in [20, 16, 12, 8] { digits.insert(UInt8(ascii: "-"), at: position) }
        return String(decoding: digits, as: UTF8.self)
    }
}
