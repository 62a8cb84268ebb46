import Foundation

@testable import Rendering

/// A mail taken apart by rules of its own, apart from the code that wrote it.
struct ParsedMail {
    let lines: [String]
    let fields: [(name: String, value: String)]
    /// The plain text.
    let body: String
    /// The leaves of the message: their types without parameters, and their texts, line ends LF.
    let parts: [(type: String, text: String)]

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        lines = text.components(separatedBy: "\n")
        let entity = Self.split(text)
        fields = entity.fields
        parts = Self.leaves(text)
        body = parts.first { $0.type == "text/plain" }?.text ?? ""
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The text of the first part of a type.
    func part(_ type: String) -> String? {
        parts.first { $0.type == type }?.text
    }

    private static func split(_ text: String) -> (fields: [(name: String, value: String)], raw: String) {
        let split = text.range(of: "\n\n")!
        let header = text[..<split.lowerBound].replacingOccurrences(of: "\n ", with: "\u{0} ")
        let fields = header.components(separatedBy: "\n").map { line in
            let colon = line.firstIndex(of: ":")!
            let value = line[line.index(after: colon)...].replacingOccurrences(of: "\u{0}", with: "")
            return (String(line[..<colon]), value.trimmingPrefix(" ").description)
        }
        return (fields, String(text[split.upperBound...]))
    }

    private static func leaves(_ text: String) -> [(type: String, text: String)] {
        let (fields, raw) = split(text)
        let type = fields.first { $0.name == "Content-Type" }?.value ?? "text/plain"
        if let range = type.range(of: "boundary=\"") {
            let boundary = type[range.upperBound...].prefix { $0 != "\"" }
            let pieces = ("\n" + raw).components(separatedBy: "\n--\(boundary)")
            precondition(pieces.first == "" && pieces.last == "--\n", "the boundaries are wrong")
            return pieces.dropFirst().dropLast().flatMap { leaves(String($0.dropFirst())) }
        }
        let encoding = fields.first { $0.name == "Content-Transfer-Encoding" }?.value
        return [(String(type.prefix { $0 != ";" }), decoded(raw, encoding))]
    }

    private static func decoded(_ raw: String, _ encoding: String?) -> String {
        if encoding == "base64" {
            let joined = raw.replacingOccurrences(of: "\n", with: "")
            return String(decoding: Data(base64Encoded: joined)!, as: UTF8.self).replacingOccurrences(
                of: "\r\n", with: "\n")
        }
        var bytes: [UInt8] = []
        var source = Array(raw.replacingOccurrences(of: "=\n", with: "").utf8)[...]
        while let byte = source.popFirst() {
            if byte == UInt8(ascii: "=") {
                bytes.append(UInt8(String(decoding: source.prefix(2), as: UTF8.self), radix: 16)!)
                source = source.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
