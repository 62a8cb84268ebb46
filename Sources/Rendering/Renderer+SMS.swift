import Directives

extension Renderer {
    func renderSMS(_ content: ReminderContent) -> RenderedMessage {
        let words = ReminderWords(content, names: names, texts: texts(content.language), sender: nil)
        guard let first = words.facts.first?.outside else {
            return message(words.names.officeShort)
        }
        let prefix = content.recipient == content.address ? "" : "[\(CleanText.oneLine(content.address))] "
        let name = TemplateName(language: content.language, kind: .smsReminder)
        let composer = SMSComposer(gateway: content.gateway, text: smsText(of: content))
        var fallback: TemplateName?
        var text = composer.text(task: first.task, names: names) { task in
            let rendering = templates.render(name, ShortScope(words, facts: first, task: task))
            fallback = fallback ?? rendering.fallback
            return prefix + rendering.text
        }
        if SegmentCount.of(text) > composer.ceiling {
            // Even without a task the rest of the template is too long.
            let plain = composer.text(task: nil, names: nil) { _ in prefix + Self.shortest(words, first) }
            if SegmentCount.of(plain) < SegmentCount.of(text) { text = plain }
        }
        return message(text, fallback: fallback)
    }

    /// How the telephone of the first unit with a setting of its own takes Vietnamese.
    private func smsText(of content: ReminderContent) -> Gateway.Text? {
        content.items.lazy.compactMap { names.settings.units[$0.delivery.slot.key.unit]?.smsText }.first
    }

    /// What stands in every case: the kind of message, the document, the due.
    private static func shortest(_ words: ReminderWords, _ facts: ItemFacts) -> String {
        "\(words.label.uppercased()): \(words.texts.shortReference(facts.source)), \(words.texts.shortDue(facts))"
    }

    func renderSMS(_ content: ReportContent) -> RenderedMessage {
        let zone = names.settings.time.zone
        let name = TemplateName(language: content.language, kind: .smsOperator)
        let moment = texts(content.language).moment(zone.time(at: content.written), zone.date(at: content.written))
        let lines = content.body.map(CleanText.oneLine)
        var fallback: TemplateName?
        let composer = SMSComposer(gateway: content.gateway)
        let text = composer.text(task: CleanText.oneLine(content.subject), names: nil) { subject in
            let scope = OperatorScope(
                subject: subject ?? "", lines: lines, office: names.officeShort, moment: moment)
            let rendering = templates.render(name, scope)
            fallback = fallback ?? rendering.fallback
            return rendering.text
        }
        return message(text, fallback: fallback)
    }

    private func message(_ text: String, fallback: TemplateName? = nil) -> RenderedMessage {
        RenderedMessage(
            bytes: Array(text.utf8), segments: SegmentCount.of(text), replacedTemplates: [fallback].compactMap(\.self))
    }
}
