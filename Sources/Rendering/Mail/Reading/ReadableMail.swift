/// An e-mail of this program as a person reads it: sender, recipient, date, subject and text, without their encodings.
public struct ReadableMail: Sendable {
    private static let shown = ["From", "To", "Date", "Subject"]

    /// The shown fields, an empty line, and the plain text.
    public let text: String
    /// The plain text without the fields above it.
    public let body: String
    /// The HTML form, where there is one.
    public let html: String?
    /// The iCalendar form, where there is one, its line ends LF.
    public let calendar: String?
    /// The names of the attached files.
    public let attachments: [String]

    /// - Parameter bytes: a message as the renderer makes it; what cannot be decoded stays as it is.
    public init(_ bytes: [UInt8]) {
        let message = Entity(Substring(String(decoding: bytes, as: UTF8.self)))
        let header = Self.shown.flatMap { name in
            message.fields.filter { $0.name == name }.map { "\($0.name): \(Self.decoded($0.value))\n" }
        }
        let leaves = message.leaves
        body = (leaves.first { $0.isOf("text/plain") } ?? message).decoded
        text = header.joined() + "\n" + body
        html = leaves.first { $0.isOf("text/html") }?.decoded
        calendar = leaves.first { $0.isOf("text/calendar") }?.decoded
        attachments = leaves.compactMap(\.fileName)
    }

    /// A message or a part of one: its fields, and what stands below them.
    private struct Entity {
        let fields: [(name: String, value: Substring)]
        let body: Substring

        init(_ text: Substring) {
            let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
            // A field goes on in each line that begins with a space.
            fields = parts[0].replacing("\n ", with: " ").split(separator: "\n").compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (String(line[..<colon]), line[colon...].dropFirst(2))
            }
            body = parts.count == 2 ? parts[1] : ""
        }

        subscript(name: String) -> Substring? {
            fields.first { $0.name == name }?.value
        }

        func isOf(_ type: String) -> Bool {
            self["Content-Type"]?.hasPrefix(type) ?? false
        }

        var fileName: String? {
            guard let field = self["Content-Disposition"] else { return nil }
            return RFC2231.value(of: "filename", in: field)
        }

        /// The parts that have none themselves, in their order.
        var leaves: [Entity] {
            guard let type = self["Content-Type"], type.hasPrefix("multipart/"),
                let boundary = RFC2231.value(of: "boundary", in: type)
            else { return [self] }
            return ("\n" + body).split(separator: "\n--\(boundary)\n", omittingEmptySubsequences: false).dropFirst()
                .flatMap { part in
                    let end = part.split(separator: "\n--\(boundary)--", omittingEmptySubsequences: false)[0]
                    return Entity(end).leaves
                }
        }

        var decoded: String {
            let bytes = Array(body.utf8)
            let decoded =
                switch self["Content-Transfer-Encoding"] {
                case "base64": Base64.decode(bytes).map { $0.filter { $0 != UInt8(ascii: "\r") } } ?? bytes
                case "quoted-printable": QuotedPrintable.decode(bytes) ?? bytes
                default: bytes
                }
            return String(decoding: decoded, as: UTF8.self)
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
