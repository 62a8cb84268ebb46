public import Directives

/// A message without a slot, its words already there: a report, or a message to the operator.
///
/// It is in no plan, and the fuse does not count it.
public struct ReportContent: Hashable, Sendable {
    /// What it is for, which decides what stands around its words.
    public enum Kind: Hashable, Sendable {
        /// An alarm or a sign of life: its subject names this program, and its end says where and when it was written.
        case `operator`
        /// A report to an office: subject and body go as they are.
        case report
    }

    public let kind: Kind
    public let id: String
    public let written: Instant
    public let gateway: Gateway
    public let address: String
    /// Where it really goes: the same, but for `redirect-all-to`.
    public let recipient: String
    public let language: Language
    /// One line.
    public let subject: String
    /// Lines of plain text.
    public let body: [String]
    /// A whole HTML document that says the same as the body, its values escaped; nil for plain text alone.
    public let html: String?
    public let attachments: [Attachment]

    public init(
        _ kind: Kind = .operator, id: String, written: Instant, gateway: Gateway, address: String,
        recipient: String? = nil, language: Language, subject: String, body: [String], html: String? = nil,
        attachments: [Attachment] = []
    ) {
        self.kind = kind
        self.id = id
        self.written = written
        self.gateway = gateway
        self.address = address
        self.recipient = recipient ?? address
        self.language = language
        self.subject = subject
        self.body = body
        self.html = html
        self.attachments = attachments
    }
}
