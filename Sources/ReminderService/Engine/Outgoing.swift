import Directives
import Gateways
import Ledger
import Logging
import Rendering
import Systemd

/// From content and a gateway to a message and to the program that takes it: the one place where messages are made.
struct Outgoing {
    private let settings: Settings
    let templates: TemplateLibrary
    let renderer: Renderer
    private let stateDirectory: String
    private let credentials: Credentials
    private let logger: Logger
    /// For how many messages since the last load a built-in template stood in for one of the office.
    private(set) var templateFallbacks = 0

    init(
        _ settings: Settings, _ templates: TemplateLibrary, stateDirectory: String, credentials: Credentials,
        logger: Logger
    ) {
        self.settings = settings
        self.templates = templates
        renderer = Renderer(settings: settings, templates: templates)
        self.stateDirectory = stateDirectory
        self.credentials = credentials
        self.logger = logger
    }

    /// The same by other settings and templates.
    func using(_ settings: Settings, _ templates: TemplateLibrary) -> Outgoing {
        var other = Outgoing(
            settings, templates, stateDirectory: stateDirectory, credentials: credentials, logger: logger)
        other.templateFallbacks = templateFallbacks
        return other
    }

    /// The templates are accepted: their faults count from zero.
    mutating func templatesAccepted() {
        templateFallbacks = 0
    }

    /// What a message is known by, and to whom and by what it goes.
    struct Envelope {
        let id: String
        let kind: MessageKind
        /// The instant that it is planned for.
        let at: Instant
        let gateway: Gateway
        /// The address that the plan names.
        let address: String
        /// Where it really goes; nil where everything is redirected and that channel has no address.
        let recipient: String?
        let language: Language
    }

    /// Where what is for an address really goes; nil where everything is redirected and that channel has no address.
    func recipient(of address: String, by gateway: Gateway) -> String? {
        settings.redirect.map { $0[gateway.channel]?.first } ?? address
    }

    static func reasonWithoutRecipient(_ gateway: Gateway) -> String {
        "redirect-all-to names no address for \(gateway.channel.rawValue)"
    }

    /// When a message expires that is first tried at an instant; one with a fallback earlier, so that this comes in time.
    func expiry(firstAttempt: Instant, _ dues: [Instant], by gateway: Gateway) -> Instant {
        let schedule = RetrySchedule(settings.time)
        return settings.fallback(of: gateway.name) == nil
            ? schedule.expiry(firstAttempt: firstAttempt)
            : schedule.expiry(firstAttempt: firstAttempt, yieldingTo: dues)
    }

    /// A message as it is claimed.
    ///
    /// A built-in text in the place of the office's own is counted; the first since a load is logged.
    mutating func message(
        _ envelope: Envelope, _ rendered: RenderedMessage, deliveries: [Delivery] = [], expires: Instant? = nil,
        replaces: String? = nil
    ) -> ClaimedMessage {
        if rendered.fellBack {
            templateFallbacks += 1
            if templateFallbacks == 1 {
                logger.warning(
                    "a template of the office gave no text; the built-in one stands in: see dondoc check",
                    metadata: ["event": "template-fault", "message": "\(envelope.id)"])
            }
        }
        return ClaimedMessage(
            id: envelope.id, kind: envelope.kind, at: envelope.at, gateway: envelope.gateway.name,
            channel: envelope.gateway.channel, address: envelope.address, recipient: envelope.recipient,
            language: envelope.language, bytes: rendered.bytes, subject: rendered.subject,
            segments: rendered.segments, deliveries: deliveries, expiresAt: expires, replaces: replaces)
    }

    /// What a message of the due queue says, with the command that takes it where that can be made ahead.
    ///
    /// A pure function: the same from the same queue, whenever it is made.
    func words(
        of message: DueQueue.Message, _ items: [ReminderContent.Item], _ first: ReminderContent.Item,
        _ gateway: Gateway, id: String, written: Instant
    ) -> DueQueue.Words {
        let recipient = recipient(of: message.address, by: gateway)
        let rendered = renderer.render(
            ReminderContent(
                id: id, at: message.at, written: written, gateway: gateway, address: message.address,
                recipient: recipient, language: message.language, items: items))
        var command: GatewayCommand?
        if gateway.credential == nil, let recipient {
            command = try? self.command(
                gateway,
                RunValues(
                    id: id, recipient: recipient, attempt: 1, directive: first.directive.id.description,
                    due: first.obligation.due?.due, segments: rendered.segments))
        }
        let zone = settings.time.zone
        return DueQueue.Words(
            id: id, rendered: rendered,
            end: min(written.adding(milliseconds: ClockAssessment.tolerance), zone.end(of: zone.date(at: written))),
            command: command)
    }

    // MARK: Programs

    /// What the placeholders of a gateway's command stand for.
    struct RunValues {
        let id: String
        let recipient: String
        let attempt: Int
        let directive: String
        let due: Instant?
        let segments: Int?
    }

    /// The program with its arguments, environment and input, ready to be started.
    ///
    /// - Parameter command: where it was made before; a gateway with a credential has none.
    func run(
        _ gateway: Gateway, _ values: RunValues, bytes: [UInt8], command made: GatewayCommand? = nil
    ) -> Result<GatewayRun, RunningAttempt.Refusal> {
        do {
            // Its file may be renewed while we run; a secret that has gone is no fault of the message.
            let credential = try gateway.credential.map { try credentials.path(of: $0) }
            return .success(
                GatewayRun(
                    try made ?? command(gateway, values, credential: credential), input: try MessageFile(bytes),
                    timeout: .seconds(gateway.timeout), secret: try credential.map { try Secret(path: $0) }))
        } catch let error as GatewayCommandError {
            // No message dies of a mistake in the set-up, which can be corrected.
            return .failure(.init(reason: "\(error)", meaning: error.isOfRecipient ? .rejected : .deferred))
        } catch let error as SystemCallError where SystemCallError.isShortage(error.errno) {
            return .failure(.init(reason: "\(error)", meaning: .deferred, shortage: error.errno))
        } catch {
            return .failure(.init(reason: "\(error)", meaning: .deferred))
        }
    }

    func command(
        _ gateway: Gateway, _ values: RunValues, credential: String? = nil
    ) throws(GatewayCommandError) -> GatewayCommand {
        try GatewayCommand(
            gateway,
            .init(
                to: values.recipient, from: gateway.senderAddress, id: values.id, attempt: values.attempt,
                directive: values.directive, due: values.due, segments: values.segments ?? 1,
                stateDirectory: stateDirectory, credentialPath: credential),
            zone: settings.time.zone)
    }
}
