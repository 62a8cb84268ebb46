/// Text from outside made safe to show and to store: a control character must neither move the cursor nor begin a line.
package enum VisibleText {
    /// The text with its control characters, and those that turn the direction of writing, as Swift writes them: `\n`,
    /// `\u{1b}`.
    ///
    /// - Parameter kept: characters that are not escaped.
    package static func escaped(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
        guard text.unicodeScalars.contains(where: { $0.isUnsafe && !kept.contains($0) }) else { return text }
        return text.unicodeScalars.reduce(into: "") { shown, scalar in
            if scalar.isUnsafe, !kept.contains(scalar) {
                shown += scalar.escape
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
    }

    /// Bytes as one line, from which they can be read again: also the backslash is escaped, and bytes that are not UTF-8
    /// are written `\xff`.
    ///
    /// - Parameter limit: in bytes; a longer text is cut and ends with `…`.
    package static func record(of bytes: some Collection<UInt8>, limit: Int = .max) -> String {
        var text = ""
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var rest = bytes[...]
        while true {
            let piece: String
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                let scalar = UTF8.decode(encoded)
                piece = scalar == "\\" ? "\\\\" : scalar.isUnsafe ? scalar.escape : String(scalar)
                rest = rest.dropFirst(encoded.count)
            case .error(let length):
                piece = rest.prefix(length).map { "\\x\(String($0, radix: 16))" }.joined()
                rest = rest.dropFirst(length)
            case .emptyInput:
                return text
            }
            // There must be room for the mark that says that something was cut off.
            let mark = "…"
            if text.utf8.count + piece.utf8.count > limit - mark.utf8.count { return text + mark }
            text += piece
        }
    }
}

extension Unicode.Scalar {
    /// Whether it ends a line or controls a terminal: C0, DEL, C1, U+2028 and U+2029.
    package var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether it is a control character, or turns the direction of writing and so makes a text look like another one
    /// (Unicode TR 36, section 2.5).
    fileprivate var isUnsafe: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: isControl
        }
    }

    fileprivate var escape: String {
        switch self {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(value, radix: 16))}"
        }
    }
}
