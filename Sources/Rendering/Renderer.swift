public import Directives

/// Turns letters into the bytes that gateways get.
///
/// A pure function of settings, templates and letter: the same letter gives the same bytes. It never fails.
public struct Renderer: Sendable {
    let directory: Directory
    let templates: TemplateLibrary
    private let senders: [String: Mailbox]

    public init(settings: Settings, templates: TemplateLibrary) {
        directory = Directory(settings)
        self.templates = templates
        senders = settings.gateways.reduce(into: [:]) { $0[$1.name] = $1.from.flatMap(Mailbox.init) }
    }

    /// The exact bytes for the gateway: a broken template gives way to the built-in one, and the result says so.
    public func render(_ letter: ReminderContent) -> RenderedMessage {
        switch letter.gateway.channel {
        case .email: renderMail(letter)
        case .sms: renderSMS(letter)
        }
    }

    /// The exact bytes for the gateway: a broken template gives way to the built-in one, and the result says so.
    public func render(_ letter: ReportContent) -> RenderedMessage {
        switch letter.gateway.channel {
        case .email: renderMail(letter)
        case .sms: renderSMS(letter)
        }
    }

    /// Who an e-mail comes from.
    ///
    /// A gateway without one that can be used writes as nobody at a host that is none.
    func sender(of gateway: Gateway) -> Mailbox? {
        senders[gateway.name] ?? gateway.from.flatMap(Mailbox.init)
    }
}
