/// HTML as this program writes it: text with its signs escaped, in documents of its own.
enum HTML {
    /// A text as it stands between tags and in quoted attributes.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isSign) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        "&<>\"'".utf8.contains(byte)
    }

    /// A document with a paragraph put before all else that it shows.
    static func announcing(_ text: String, in document: String) -> String {
        let paragraph = "<p style=\"margin:16px;font:15px/1.5 Arial,sans-serif\">\(escaped(text))</p>"
        let start = document.firstRange(of: "<body")?.upperBound
        guard let start, let end = document[start...].firstIndex(of: ">") else { return paragraph + document }
        return String(document[...end]) + paragraph + String(document[document.index(after: end)...])
    }
}
