/// The text of stored values: JSON (RFC 8259) with the names of each object in order, so that equal values are equal text.
enum JSON {
    static func text(_ value: some StoredForm) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        append(value.stored, &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ value: Stored, _ bytes: inout [UInt8]) {
        switch value {
        case .absent: bytes += "null".utf8
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .number(let number): bytes += String(number).utf8
        case .text(let text): append(text, &bytes)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(value, &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .fields(let fields):
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            for field in fields {
                if case .absent = field.value { continue }
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                append(field.name, &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(field.value, &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// A string by section 7: only the quotation mark, the reverse solidus and control characters are escaped.
    private static func append(_ text: String, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly all texts: copied as a whole.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            bytes += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x20...: bytes.append(byte)
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            default: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            }
        }
    }
}
