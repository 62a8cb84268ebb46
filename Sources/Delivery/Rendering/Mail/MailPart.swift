/// A part of a message by MIME (RFC 2045): what it is, and its encoded body.
///
/// Line ends are LF, as UNIX mail programs expect on standard input; they make CRLF of them on the wire. Inside base64
/// they are CRLF, the canonical form of text (section 6.8), since no one on the way can change them there.
struct MailPart {
    let type: String
    let text: String

    /// Plain text in UTF-8.
    static func plain(_ text: String) -> MailPart {
        MailPart(type: "text/plain; charset=utf-8", text: text)
    }

    /// Appends the part's own header fields, an empty line and its body, by the encoding that is shorter.
    func append(to header: inout MailHeader) -> [UInt8] {
        let others = text.utf8.reduce(0) { $1 > 0x7E ? $0 + 1 : $0 }
        let quoted = others * 6 < text.utf8.count
        header.append("Content-Type", plain: type)
        header.append("Content-Transfer-Encoding", plain: quoted ? "quoted-printable" : "base64")
        var bytes = header.bytes
        bytes.reserveCapacity(bytes.count + text.utf8.count * 3 / 2 + 64)
        bytes.append(UInt8(ascii: "\n"))
        if quoted {
            QuotedPrintable.append(text, to: &bytes)
        } else {
            Base64.appendLines(Self.canonical(text), to: &bytes)
        }
        return bytes
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
