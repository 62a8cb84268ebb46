/// A message as the gateway gets it.
public struct RenderedMessage: Sendable, Hashable {
    /// An e-mail with header and body, its line ends LF; or the UTF-8 of an SMS.
    public let bytes: [UInt8]
    /// The parts of an SMS; nil for an e-mail.
    public let segments: Int?
    /// The subject of an e-mail before it was encoded; nil for an SMS.
    public let subject: String?
    /// The templates of the office in place of which built-in ones were used.
    let replacedTemplates: [TemplateName]

    /// Whether a built-in template was used in place of a broken one of the office.
    public var fellBack: Bool { !replacedTemplates.isEmpty }

    init(bytes: [UInt8], segments: Int? = nil, subject: String? = nil, replacedTemplates: [TemplateName] = []) {
        self.bytes = bytes
        self.segments = segments
        self.subject = subject
        self.replacedTemplates = replacedTemplates
    }
}
