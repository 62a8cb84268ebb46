package import Basics
public import Directives
import Glibc
public import Rendering

/// Messages exactly as they will be sent: the deliveries of the plan, put into words by the renderer of the engine.
public struct Preview: Sendable {
    /// One message to one address.
    public struct Message: Sendable {
        public let content: ReminderContent
        public let rendered: RenderedMessage
    }

    private let plan: [Plan.Line]
    private let directives: [DirectiveID: Directive]
    private let notices: [String: Notice]
    private let settings: Settings
    private let renderer: Renderer
    private let histories: [String: ReminderHistory]?
    private let told: [String: Set<Slot.Key>]

    /// - Parameter histories: what supervising units read of the reminders before, by obligation; nil where no ledger
    ///   knows it, and then it is left out.
    public init(
        _ overview: Overview, _ obligations: [(Obligation, Directive)], templates: TemplateLibrary,
        histories: [String: ReminderHistory]? = nil
    ) {
        self.histories = histories
        told = overview.told
        settings = overview.settings
        plan =
            Plan(
                obligations, settings: overview.settings, told: overview.told,
                span: .distantPast..<Instant.distantFuture
            ).lines
        directives = Dictionary(obligations.map { ($0.1.id, $0.1) }, uniquingKeysWith: { first, _ in first })
        notices = overview.notices
        renderer = Renderer(settings: overview.settings, templates: templates)
    }

    /// What is looked for in the plan.
    public struct Query: Sendable {
        public var directive: DirectiveID
        /// Nil for every unit.
        public var unit: UnitID?
        /// In the policy's words, `on the day`; nil for every step.
        public var step: SlotStep?
        /// Nil for both.
        public var channel: Channel?
        /// Nil for the language of each unit.
        public var language: Language?

        public init(
            directive: DirectiveID, unit: UnitID? = nil, step: SlotStep? = nil, channel: Channel? = nil,
            language: Language? = nil
        ) {
            self.directive = directive
            self.unit = unit
            self.step = step
            self.channel = channel
            self.language = language
        }
    }

    private func lines(of query: Query) -> [Plan.Line] {
        plan.filter { line in
            let slot = line.delivery.slot.key
            return line.obligation.directive == query.directive && query.unit.map { $0 == slot.unit } ?? true
                && query.step.map { $0 == slot.step } ?? true
                && query.channel.map { $0 == line.delivery.channel } ?? true
        }
    }

    /// The messages of the first instant at or after another that the query finds.
    ///
    /// A message has all that goes to its address at its instant: a digest is shown whole. Those to the leads come first.
    ///
    /// - Parameter orLast: whether those of the last instant are shown where all lie before.
    /// - Throws: where there is none, with the steps that the directive's plan has, or the last instant.
    package func messages(of query: Query, from now: Instant, orLast: Bool) throws(CommandFailure) -> [Message] {
        let found = lines(of: query)
        let instants = found.map(\.delivery.slot.at)
        guard let last = instants.max() else { throw nothing(query) }
        guard orLast || now <= last else {
            let zone = settings.time.zone
            throw CommandFailure(
                EX_USAGE,
                "the plan has no such message about '\(query.directive)' at or after \(zone.iso8601(now)); the last one is of "
                    + zone.iso8601(last))
        }
        let at = instants.filter { $0 >= now }.min() ?? last
        var seen: Set<[String]> = []
        let deliveries = found.map(\.delivery).filter { $0.slot.at == at }
        return Role.allCases.flatMap { role in deliveries.filter { $0.slot.key.role == role } }
            .filter { seen.insert([$0.gateway, $0.address, $0.language.rawValue]).inserted }
            .compactMap { message(like: $0, in: query.language) }
    }

    /// What the reader of a line will know, if all that is planned before it is accepted.
    private func known(before line: Plan.Line) -> KnownDue? {
        let obligation = line.obligation
        guard obligation.version > 1 else { return nil }
        let earlier = plan.lazy.map(\.delivery.slot).filter {
            $0.key.obligation == obligation.key && $0.at < line.delivery.slot.at
        }.map(\.key)
        return obligation.known(
            before: line.delivery.slot.key, told: (told[obligation.key] ?? []).union(earlier))
    }

    private func nothing(_ query: Query) -> CommandFailure {
        var any = query
        any.step = nil
        var seen: Set<SlotStep> = []
        let steps = lines(of: any).map(\.delivery.slot.key.step).filter { seen.insert($0).inserted }
        let list = steps.isEmpty ? "" : "; it has the steps \(steps.map { "'\($0)'" }.joined(separator: ", "))"
        return CommandFailure(EX_USAGE, "the plan has no such message about '\(query.directive)'\(list)")
    }

    private func message(like delivery: Delivery, in language: Language?) -> Message? {
        let items = plan.filter { line in
            let other = line.delivery
            return other.slot.at == delivery.slot.at && other.gateway == delivery.gateway
                && other.address == delivery.address && other.language == delivery.language
        }.sorted {
            // The order in which the engine takes obligations up: the first delivery names the message.
            ($0.obligation.key, $0.delivery.slot.key.unit) < ($1.obligation.key, $1.delivery.slot.key.unit)
        }.compactMap { line -> ReminderContent.Item? in
            guard let directive = directives[line.obligation.directive], let notice = notices[directive.id.notice]
            else { return nil }
            return ReminderContent.Item(
                delivery: line.delivery, obligation: line.obligation, directive: directive, notice: notice,
                known: known(before: line),
                history: line.delivery.slot.key.role.receivesHistory
                    ? histories.map { $0[line.obligation.key] ?? ReminderHistory() } : nil)
        }
        guard let first = items.first, let gateway = settings.gateways.first(where: { $0.name == delivery.gateway })
        else { return nil }
        let content = ReminderContent(
            id: MessageID.make(of: first.delivery), at: delivery.slot.at, written: delivery.slot.at, gateway: gateway,
            address: delivery.address,
            recipient: settings.redirect.flatMap { $0[gateway.channel]?.first },
            language: language ?? delivery.language, items: items)
        return Message(content: content, rendered: renderer.render(content))
    }
}

extension Preview.Message {
    /// For people: a head, and the message as its reader sees it.
    package func lines(in zone: Zone) -> [String] {
        let steps = content.items.map { "\($0.obligation.id) \($0.delivery.slot.key.step)" }.joined(separator: "; ")
        let head = [
            "\(zone.iso8601(content.at))  \(content.gateway.name) to \(content.recipient)", "about     \(steps)",
        ]
        func body(_ text: String) -> [String] {
            [""] + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""]
        }
        guard content.gateway.channel == .email else {
            let text = String(decoding: rendered.bytes, as: UTF8.self)
            return head + ["segments  \(rendered.segments ?? 0)"] + body(text)
        }
        let mail = ReadableMail(rendered.bytes)
        let parts = ["text"] + (mail.html == nil ? [] : ["HTML"]) + (mail.calendar == nil ? [] : ["calendar"])
        return head + ["parts     \((parts + mail.attachments).joined(separator: ", "))"] + body(mail.text)
    }

    /// The HTML of an e-mail; nil for an SMS.
    package var html: String? {
        content.gateway.channel == .email ? ReadableMail(rendered.bytes).html : nil
    }
}

/// One message as `preview --json` prints it.
public struct PreviewRecord: Encodable, Sendable {
    public let at: String
    public let gateway: String
    public let channel: String
    public let to: String
    public let language: String
    public let deliveries: [PlanRecord]
    public let message: String
    public let subject: Nullable<String>
    public let segments: Nullable<Int>
    public let text: String
    public let html: Nullable<String>
    public let calendar: Nullable<String>
    public let attachments: [String]

    public init(_ message: Preview.Message, in zone: Zone) {
        let (content, rendered) = (message.content, message.rendered)
        let mail = content.gateway.channel == .email ? ReadableMail(rendered.bytes) : nil
        at = zone.iso8601(content.at)
        gateway = content.gateway.name
        channel = content.gateway.channel.rawValue
        to = content.recipient
        language = content.language.rawValue
        deliveries = content.items.map { PlanRecord($0.delivery, of: $0.obligation, in: zone) }
        self.message = content.id
        subject = Nullable(rendered.subject)
        segments = Nullable(rendered.segments)
        text = mail?.body ?? String(decoding: rendered.bytes, as: UTF8.self)
        html = Nullable(mail?.html)
        calendar = Nullable(mail?.calendar)
        attachments = mail?.attachments ?? []
    }
}
