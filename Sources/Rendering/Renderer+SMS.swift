import Directives

extension Renderer {
    func renderSMS(_ letter: ReminderContent) -> RenderedMessage {
        let words = ReminderWords(letter, directory: directory, sender: nil)
        guard let first = words.facts.first?.outside else {
            return message(words.directory.officeShort)
        }
        let prefix = letter.recipient == letter.address ? "" : "[\(CleanText.oneLine(letter.address))] "
        let name = TemplateName(language: letter.language, kind: .smsReminder)
        let composer = SMSComposer(gateway: letter.gateway, text: smsText(of: letter))
        var fallback: TemplateName?
        var text = composer.text(task: first.task, directory: directory) { task in
            let rendering = templates.render(name, ShortScope(words, facts: first, task: task))
            fallback = fallback ?? rendering.fallback
            return prefix + rendering.text
        }
        if SegmentCount.of(text) > composer.ceiling {
            // Even without a task there is no room for what the template says besides.
            let plain = composer.text(task: nil, directory: nil) { _ in prefix + Self.shortest(words, first) }
            if SegmentCount.of(plain) < SegmentCount.of(text) { text = plain }
        }
        return message(text, fallback: fallback)
    }

    /// How the telephone of the first unit that says so takes Vietnamese.
    private func smsText(of letter: ReminderContent) -> Gateway.Text? {
        letter.items.lazy.compactMap { directory.settings.units[$0.delivery.slot.key.unit]?.smsText }.first
    }

    /// What is said in any case: what kind of message, by which paper, by when.
    private static func shortest(_ words: ReminderWords, _ facts: ItemFacts) -> String {
        "\(words.label.uppercased()): \(words.phrases.shortReference(facts.source)), \(words.phrases.shortDue(facts))"
    }

    func renderSMS(_ letter: ReportContent) -> RenderedMessage {
        let zone = directory.settings.time.zone
        let name = TemplateName(language: letter.language, kind: .smsOperator)
        let moment = letter.language.phrases.moment(zone.time(at: letter.written), zone.date(at: letter.written))
        let lines = letter.body.map(CleanText.oneLine)
        var fallback: TemplateName?
        let composer = SMSComposer(gateway: letter.gateway)
        let text = composer.text(task: CleanText.oneLine(letter.subject), directory: nil) { subject in
            let scope = OperatorScope(
                subject: subject ?? "", lines: lines, office: directory.officeShort, moment: moment)
            let rendering = templates.render(name, scope)
            fallback = fallback ?? rendering.fallback
            return rendering.text
        }
        return message(text, fallback: fallback)
    }

    private func message(_ text: String, fallback: TemplateName? = nil) -> RenderedMessage {
        RenderedMessage(
            bytes: Array(text.utf8), segments: SegmentCount.of(text), fallbacks: [fallback].compactMap(\.self))
    }
}
