public import Directives

/// Renders the templates for every unit of a configuration on samples of its own directives, and says what is wrong with
/// what comes out.
///
/// That a template compiles does not mean that it says something: all of it may stand in a section that is left out.
public struct TemplateTrial {
    private let configuration: Configuration
    private let templates: TemplateLibrary
    private let renderer: Renderer
    private let notices: [String: Notice]
    private let samples: [Directive]

    public init(_ configuration: Configuration, _ templates: TemplateLibrary) {
        self.configuration = configuration
        self.templates = templates
        renderer = Renderer(settings: configuration.settings, templates: templates)
        notices = Dictionary(configuration.notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // One of each kind that needs other words.
        var seen: Set<[Bool]> = []
        samples = configuration.directives.filter {
            seen.insert([$0.restricted, $0.personal, $0.quote == nil, $0.coordinating.isEmpty]).inserted
        }
    }

    /// What an office has to mend, each at most once; empty without templates of its own.
    public var findings: [Diagnostic] {
        guard !templates.places.isEmpty else { return [] }
        var silent: [TemplateName: String] = [:]
        var long: [TemplateName: (unit: String, segments: Int)] = [:]
        for unit in configuration.settings.units.values.sorted(by: { $0.id < $1.id }) where !unit.external {
            for content in reminders(to: unit) {
                let message = renderer.render(content)
                for name in message.replacedTemplates where silent[name] == nil { silent[name] = unit.id }
                let name = TemplateName(language: content.language, kind: .smsReminder)
                if let segments = message.segments, segments > content.gateway.segments, long[name] == nil {
                    long[name] = (unit.id, segments)
                }
            }
            for content in closings(to: unit) {
                for name in renderer.render(content).replacedTemplates where silent[name] == nil {
                    silent[name] = unit.id
                }
            }
        }
        let silence = silent.compactMap { name, unit in
            diagnostic(.error, "this template says nothing to '\(unit)'; every message must say something", name)
        }
        let length = long.compactMap { name, found in
            diagnostic(
                .warning,
                "an SMS of this template to '\(found.unit)' takes \(found.segments) segments even without a task",
                name)
        }
        return (silence + length).sorted()
    }

    private func diagnostic(_ severity: Diagnostic.Severity, _ text: String, _ name: TemplateName) -> Diagnostic? {
        // What did not compile has been reported with its line.
        templates.broken.contains(name)
            ? nil : templates.places[name].map { Diagnostic(severity, text, at: .init(file: $0, line: 1, column: 1)) }
    }

    private static let steps: [(SlotStep, Role, ordinal: Int?)] = [
        (.onAssignment, .lead, nil), (.onTheDay, .coordinating, nil), (.handedOver, .supervising, nil),
        (.escalation, .leadership, nil), (.review, .lead, nil),
    ]

    /// Each step alone, and all in one digest, by each channel and in each language.
    private func reminders(to unit: Unit) -> [ReminderContent] {
        configuration.settings.gateways.flatMap { gateway in
            Language.allCases.flatMap { language -> [ReminderContent] in
                let items = samples.enumerated().flatMap { index, directive in
                    Self.steps.compactMap { item(directive, to: unit, $0, by: gateway, language, past: index % 2 == 0) }
                }
                return (items.map { [$0] } + [items]).filter { !$0.isEmpty }.map { items in
                    ReminderContent(
                        id: "0", at: items[0].delivery.slot.at, written: items[0].delivery.slot.at, gateway: gateway,
                        address: items[0].delivery.address, language: language, items: items)
                }
            }
        }
    }

    private func item(
        _ directive: Directive, to unit: Unit, _ step: (SlotStep, Role, ordinal: Int?), by gateway: Gateway,
        _ language: Language, past: Bool
    ) -> ReminderContent.Item? {
        guard let notice = notices[directive.id.notice] else { return nil }
        let obligation = obligation(of: directive, notice)
        let date = notice.issued.adding(days: past ? 30 : 1)
        let at = configuration.settings.time.zone.instant(date, TimeOfDay(hour: 8, minute: 0) ?? .midnight)
        let key = Slot.Key(obligation: obligation.key, version: 1, role: step.1, step: step.0, unit: unit.id)
        return ReminderContent.Item(
            delivery: Delivery(
                slot: Slot(key: key, at: at, ordinal: step.ordinal, via: [gateway.channel]), gateway: gateway.name,
                channel: gateway.channel, address: unit.addresses[gateway.channel]?.first ?? "", language: language),
            obligation: obligation, directive: directive, notice: notice)
    }

    /// An obligation that is due some days after its notice, whatever its deadline says.
    private func obligation(of directive: Directive, _ notice: Notice) -> Obligation {
        let zone = configuration.settings.time.zone
        let date = notice.issued.adding(days: 7)
        let due = Due(aim: zone.end(of: date), due: zone.end(of: date), aimDate: date, dueDate: date)
        return Obligation(
            directive: directive.id, unit: directive.lead.first ?? "", opened: zone.instant(notice.assigned),
            track: .dated(due))
    }

    private func closings(to unit: Unit) -> [ClosingContent] {
        guard let gateway = configuration.settings.gateway(for: .email) else { return [] }
        let items = samples.compactMap { directive -> ClosingContent.Item? in
            guard let notice = notices[directive.id.notice] else { return nil }
            var obligation = obligation(of: directive, notice)
            (obligation.state, obligation.ended) = (.done, obligation.opened)
            return ClosingContent.Item(
                obligation: obligation, directive: directive, notice: notice, unit: unit.id, role: .lead)
        }
        return Language.allCases.flatMap { language in
            (items.map { [$0] } + [items]).filter { !$0.isEmpty }.map {
                ClosingContent(
                    id: "0", written: $0[0].obligation.opened, gateway: gateway,
                    address: unit.addresses[.email]?.first ?? "", language: language, items: $0)
            }
        }
    }
}
