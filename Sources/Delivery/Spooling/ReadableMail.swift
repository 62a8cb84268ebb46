/// An e-mail of this program as a person reads it: sender, recipient, date, subject and text, without their encodings.
public struct ReadableMail: Sendable {
    private static let shown = ["From", "To", "Date", "Subject"]

    public let text: String
    /// The text without the fields above it.
    public let body: String

    /// - Parameter bytes: a message as the renderer makes it; what cannot be decoded stays as it is.
    public init(_ bytes: [UInt8]) {
        let whole = String(decoding: bytes, as: UTF8.self)
        let parts = whole.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        // A field goes on in each line that begins with a space.
        let lines = parts[0].replacing("\n ", with: " ").split(separator: "\n")
        let fields = lines.compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), Self.decoded(line[colon...].dropFirst(2)))
        }
        let header = Self.shown.flatMap { name in
            fields.filter { $0.name == name }.map { "\($0.name): \($0.value)\n" }
        }
        let encoding = fields.first { $0.name == "Content-Transfer-Encoding" }?.value
        let body = parts.count == 2 ? Array(parts[1].utf8) : []
        self.body = String(decoding: Self.decoded(body, from: encoding), as: UTF8.self)
        text = header.joined() + "\n" + self.body
    }

    private static func decoded(_ body: [UInt8], from encoding: String?) -> [UInt8] {
        switch encoding {
        case "base64": Base64.decode(body).map { $0.filter { $0 != UInt8(ascii: "\r") } } ?? body
        case "quoted-printable": QuotedPrintable.decode(body) ?? body
        default: body
        }
    }

    /// A header's value with its encoded words decoded; between two of them the space falls away (RFC 2047, 6.2).
    private static func decoded(_ value: Substring) -> String {
        var text = ""
        var followsEncoded = false
        for word in value.split(separator: " ") {
            let bytes = EncodedWord.decode(word)
            if !text.isEmpty, !followsEncoded || bytes == nil { text += " " }
            text += bytes.map { String(decoding: $0, as: UTF8.self) } ?? String(word)
            followsEncoded = bytes != nil
        }
        return text
    }
}
