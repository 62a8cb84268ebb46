import Foundation

/// The plain text of a stored mail, read from its bytes with no code of the product.
struct MailText {
    private let bytes: Data

    /// Nil for bytes that have no such part.
    init?(_ mail: Data) {
        guard let type = mail.range(of: Data("Content-Type: text/plain".utf8)),
            let header = mail.range(of: Data("\n\n".utf8), in: type.upperBound..<mail.endIndex)
        else { return nil }
        // Neither encoding can contain the `=_` that a boundary begins with.
        let end =
            mail.range(of: Data("\n--=_".utf8), in: header.upperBound..<mail.endIndex)?.lowerBound ?? mail.endIndex
        let body = mail[header.upperBound..<end]
        if mail.range(of: Data("base64".utf8), in: type.upperBound..<header.lowerBound) != nil {
            guard let decoded = Data(base64Encoded: body, options: .ignoreUnknownCharacters) else { return nil }
            bytes = decoded
        } else {
            bytes = Self.unquoted(body)
        }
    }

    private static func unquoted(_ body: Data) -> Data {
        var (bytes, rest) = (Data(), body[...])
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            let code = rest.prefix(2)
            // At the end of a line it says that the line goes on.
            rest = rest.dropFirst(code.first == UInt8(ascii: "\n") ? 1 : 2)
            if let byte = UInt8(String(decoding: code, as: UTF8.self), radix: 16) { bytes.append(byte) }
        }
        return bytes
    }

    /// How often each item of a notice is named.
    var items: [String: Int] {
        var items: [String: Int] = [:]
        for word in ["mục ", "item "] {
            var place = bytes.startIndex
            while let found = bytes.range(of: Data(word.utf8), in: place..<bytes.endIndex) {
                let name = bytes[found.upperBound...].prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\n") }
                items[String(decoding: name, as: UTF8.self), default: 0] += 1
                place = found.upperBound
            }
        }
        return items
    }

    /// The former dues that it names, each with the item whose due it was.
    var formerDues: [(item: String, date: String)] {
        var dues: [(item: String, date: String)] = []
        var former: Substring?
        for line in lines {
            if ["- Thời hạn trước đây", "- Former due"].contains(where: line.hasPrefix) { former = line }
            guard let named = former, let mark = line.firstRange(of: line.contains("mục ") ? "mục " : "item ") else {
                continue
            }
            dues.append((String(line[mark.upperBound...].prefix { $0 != "," }), String(named.suffix(10))))
            former = nil
        }
        return dues
    }

    var lines: [Substring] {
        String(decoding: bytes, as: UTF8.self).split { $0.isNewline }
    }
}
