import Foundation

/// A mail taken apart by rules of its own, apart from the code that wrote it.
struct ParsedMail {
    let lines: [String]
    let fields: [(name: String, value: String)]
    let body: String

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let split = text.range(of: "\n\n")!
        lines = text.components(separatedBy: "\n")
        let header = text[..<split.lowerBound].replacingOccurrences(of: "\n ", with: "\u{0} ")
        fields = header.components(separatedBy: "\n").map { line in
            let colon = line.firstIndex(of: ":")!
            return (
                String(line[..<colon]),
                line[line.index(after: colon)...].replacingOccurrences(of: "\u{0}", with: "").trimmingPrefix(" ")
                    .description
            )
        }
        let raw = String(text[split.upperBound...])
        let encoding = fields.first { $0.name == "Content-Transfer-Encoding" }?.value
        if encoding == "base64" {
            let joined = raw.replacingOccurrences(of: "\n", with: "")
            body = String(decoding: Data(base64Encoded: joined)!, as: UTF8.self).replacingOccurrences(
                of: "\r\n", with: "\n")
        } else {
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
            body = String(decoding: bytes, as: UTF8.self)
        }
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
