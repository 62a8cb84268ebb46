/// The base64 encoding of RFC 2045, section 6.8.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// Appends the encoded bytes without line ends.
    static func append(_ source: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        var index = source.startIndex
        while index < source.endIndex {
            let left = source.endIndex - index
            let first = source[index]
            let second = left > 1 ? source[index + 1] : 0
            let third = left > 2 ? source[index + 2] : 0
            bytes.append(alphabet[Int(first >> 2)])
            bytes.append(alphabet[Int((first & 0x03) << 4 | second >> 4)])
            bytes.append(left > 1 ? alphabet[Int((second & 0x0F) << 2 | third >> 6)] : padding)
            bytes.append(left > 2 ? alphabet[Int(third & 0x3F)] : padding)
            index += 3
        }
    }

    /// Appends the encoded bytes in lines of 76 characters.
    static func appendLines(_ source: [UInt8], to bytes: inout [UInt8]) {
        var index = 0
        while index < source.count {
            let end = min(index + 57, source.count)
            append(source[index..<end], to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
            index = end
        }
    }

    /// The bytes that lines of base64 stand for; nil where a sign is none of base64.
    static func decode(_ source: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits = 0
        var value = 0
        for byte in source where byte != padding && byte != UInt8(ascii: "\n") {
            guard let digit = alphabet.firstIndex(of: byte) else { return nil }
            value = (value << 6 | digit) & 0xFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: value >> bits))
        }
        return bytes
    }
}
