public import Directives

/// Turns contents into the bytes that gateways get.
///
/// A pure function of settings, templates and content: the same content gives the same bytes. It never fails.
public struct Renderer: Sendable {
    let names: OfficeNames
    let templates: TemplateLibrary
    let texts: LanguageLookup
    private let senders: [String: Mailbox]

    public init(settings: Settings, templates: TemplateLibrary) {
        self.init(settings: settings, templates: templates, texts: { $0.texts })
    }

    init(settings: Settings, templates: TemplateLibrary, texts: @escaping LanguageLookup) {
        names = OfficeNames(settings)
        self.templates = templates
        self.texts = texts
        senders = settings.gateways.reduce(into: [:]) { $0[$1.name] = $1.from.flatMap(Mailbox.init) }
    }

    /// The exact bytes for the gateway: in place of a broken template the built-in one is used, and the result says so.
    public func render(_ content: ReminderContent) -> RenderedMessage {
        switch content.gateway.channel {
        case .email: renderMail(content)
        case .sms: renderSMS(content)
        }
    }

    /// The exact bytes for the gateway: in place of a broken template the built-in one is used, and the result says so.
    public func render(_ content: ReportContent) -> RenderedMessage {
        switch content.gateway.channel {
        case .email: renderMail(content)
        case .sms: renderSMS(content)
        }
    }

    /// Who an e-mail comes from.
    ///
    /// Nil for a gateway without an address that can be used: its mails come from nobody, at a host that does not exist.
    func sender(of gateway: Gateway) -> Mailbox? {
        senders[gateway.name] ?? gateway.from.flatMap(Mailbox.init)
    }
}
