/// The quoted-printable encoding of RFC 2045, section 6.7.
enum QuotedPrintable {
    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let longest = 76

    /// Appends a text in lines of at most 76 characters; its own line ends stay.
    ///
    /// A line's `.` alone and `From ` at its beginning are encoded, since mail programs on the way take them for marks
    /// of their own.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { text in
            var rest = text[...]
            repeat {
                let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
                append(line: UnsafeBufferPointer(rebasing: rest[..<end]), to: &bytes)
                bytes.append(UInt8(ascii: "\n"))
                rest = rest[end...].dropFirst()
            } while !rest.isEmpty
        }
    }

    private static func append(line: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var column = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let width = isLiteral(byte, at: index, of: line) ? 1 : 3
            // A line that goes on needs a place for its `=`.
            if column + width > (isLast ? longest : longest - 1) {
                bytes.append(UInt8(ascii: "="))
                bytes.append(UInt8(ascii: "\n"))
                column = 0
            }
            if width == 1 {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "="))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 0x0F)])
            }
            column += width
        }
    }

    private static func isLiteral(_ byte: UInt8, at index: Int, of line: UnsafeBufferPointer<UInt8>) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        case UInt8(ascii: " "): index != line.count - 1
        case UInt8(ascii: "."): index != 0
        case UInt8(ascii: "F"): index != 0 || !line.starts(with: "From ".utf8)
        case 0x21...0x7E: true
        default: false
        }
    }

    /// The bytes that a quoted-printable text stands for; nil where it is none.
    static func decode(_ source: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            guard source[index] == UInt8(ascii: "=") else {
                bytes.append(source[index])
                index += 1
                continue
            }
            if index + 1 < source.count, source[index + 1] == UInt8(ascii: "\n") {
                index += 2
                continue
            }
            guard index + 2 < source.count, let high = digits.firstIndex(of: source[index + 1]),
                let low = digits.firstIndex(of: source[index + 2])
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
            index += 3
        }
        return bytes
    }
}
