/// A part of a message by MIME (RFC 2045, RFC 2046): what it is, and its body or the parts that it is made of.
///
/// Line ends are LF, as UNIX mail programs expect on standard input; they make CRLF of them on the wire. Inside base64
/// they are CRLF, the canonical form of text (RFC 2045, section 6.8), since no one on the way can change them there.
struct MailPart {
    enum Content {
        /// Text, encoded by what is shorter: quoted-printable or base64.
        case text(String)
        /// A file, its bytes kept as they are.
        case file([UInt8], name: String)
        case parts([MailPart])
    }

    /// The media type with its parameters, but without a boundary.
    let type: String
    let content: Content

    static func plain(_ text: String) -> MailPart {
        MailPart(type: "text/plain; charset=utf-8", content: .text(text))
    }

    static func html(_ text: String) -> MailPart {
        MailPart(type: "text/html; charset=utf-8", content: .text(text))
    }

    /// An object of RFC 5545; the method is the one that it names itself (RFC 6047, section 2.4).
    static func calendar(_ text: String) -> MailPart {
        MailPart(type: "text/calendar; charset=utf-8; method=PUBLISH", content: .text(text))
    }

    /// The same in several forms, the plainest first (RFC 2046, section 5.1.4); one alone stands for itself.
    static func alternative(_ parts: [MailPart]) -> MailPart {
        several("multipart/alternative", parts)
    }

    /// What belongs together, first what is read; one alone stands for itself.
    static func mixed(_ parts: [MailPart]) -> MailPart {
        several("multipart/mixed", parts)
    }

    private static func several(_ type: String, _ parts: [MailPart]) -> MailPart {
        parts.count == 1 ? parts[0] : MailPart(type: type, content: .parts(parts))
    }

    /// Appends the part's own header fields, an empty line and its body.
    ///
    /// - Parameter id: What the boundaries are made of: letters and digits, the same for the same message. Each boundary
    ///   has the `=_` that neither quoted-printable nor base64 can contain, and none begins with another.
    func append(to header: MailHeader, id: String) -> [UInt8] {
        var writer = Writer(id: id.prefix(40), header: header)
        writer.append(self)
        return writer.header.bytes
    }

    private struct Writer {
        let id: Substring
        var header: MailHeader
        var boundaries = 0

        mutating func append(_ part: MailPart) {
            switch part.content {
            case .text(let text): append(text, type: part.type)
            case .file(let bytes, let name): append(bytes, type: part.type, name: name)
            case .parts(let parts): append(parts, type: part.type)
            }
        }

        private mutating func append(_ text: String, type: String) {
            let others = text.utf8.count { $0 > 0x7E }
            let isQuoted = others * 6 < text.utf8.count
            header.append("Content-Type", plain: type)
            header.append("Content-Transfer-Encoding", plain: isQuoted ? "quoted-printable" : "base64")
            header.appendBody(reserving: text.utf8.count * 3 / 2 + 64) { bytes in
                if isQuoted {
                    QuotedPrintable.append(text, to: &bytes)
                } else {
                    Base64.appendLines(MailPart.canonical(text), to: &bytes)
                }
            }
        }

        private mutating func append(_ file: [UInt8], type: String, name: String) {
            let type = MediaType(type)
            header.append("Content-Type", type.essence, parameters: type.parameters)
            header.append("Content-Disposition", "attachment", parameters: [("filename", CleanText.fileName(name))])
            header.append("Content-Transfer-Encoding", plain: "base64")
            header.appendBody(reserving: file.count * 3 / 2 + 64) { Base64.appendLines(file, to: &$0) }
        }

        private mutating func append(_ parts: [MailPart], type: String) {
            let boundary = "=_\(boundaries)_\(id)"
            boundaries += 1
            header.append("Content-Type", plain: "\(type);\n boundary=\"\(boundary)\"")
            header.appendBody(reserving: 0) { _ in }
            for (index, part) in parts.enumerated() {
                // The line end before a boundary belongs to it, not to the part above.
                header.appendLine("\(index == 0 ? "" : "\n")--\(boundary)")
                append(part)
            }
            header.appendLine("\n--\(boundary)--")
        }
    }

    private static func canonical(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 64)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\r")) }
            bytes.append(byte)
        }
        return bytes
    }
}
