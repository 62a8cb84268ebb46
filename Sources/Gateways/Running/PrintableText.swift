/// Bytes from outside as one line of text that can be shown and stored.
public enum PrintableText {
    /// Control characters, line separators, characters that turn the writing direction, and bytes that are not UTF-8
    /// are shown as escapes; so is the backslash, so that each text says what it was made of.
    public static func escape(_ bytes: some Collection<UInt8>, limit: Int = .max) -> String {
        var text = ""
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var rest = bytes[...]
        while true {
            let piece: String
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                piece = escape(UTF8.decode(encoded))
                rest = rest.dropFirst(encoded.count)
            case .error(let length):
                piece = rest.prefix(length).map { "\\x\(String($0, radix: 16))" }.joined()
                rest = rest.dropFirst(length)
            case .emptyInput:
                return text
            }
            // Room is kept for the mark that says that something was cut off.
            let mark = "…"
            if text.utf8.count + piece.utf8.count > limit - mark.utf8.count { return text + mark }
            text += piece
        }
    }

    static func escape(_ text: String) -> String {
        escape(text.utf8)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\\": "\\\\"
        default: scalar.isControl || scalar.turnsDirection ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }
}

extension Unicode.Scalar {
    /// Ends a line or drives a terminal: C0, DEL, C1, U+2028 and U+2029.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Makes text look like another text (Unicode TR 36, section 2.5).
    fileprivate var turnsDirection: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
