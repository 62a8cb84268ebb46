import Directives

extension Renderer {
    func renderSMS(_ letter: Letter) -> RenderedMessage {
        let words = LetterWords(letter, directory: directory, sender: nil)
        let prefix = letter.recipient == letter.address ? "" : "[\(CleanText.oneLine(letter.address))] "
        let name = TemplateName(language: letter.language, kind: .smsReminder)
        guard let first = words.facts.first?.outside else {
            return composer(letter.gateway).message(fellBack: false) { _ in words.directory.officeShort }
        }
        // Nothing tells whether the office's template will be used before it has been.
        let fellBack = templates.render(name, ShortScope(words, facts: first, task: nil)).fellBack
        var message = composer(letter.gateway).message(task: first.task, shortForms: directory, fellBack: fellBack) {
            prefix + templates.render(name, ShortScope(words, facts: first, task: $0)).text
        }
        if message.segments ?? 0 > letter.gateway.segments {
            // An own template that leaves no room gives way to the built-in one.
            let plain = composer(letter.gateway).message(task: nil, shortForms: directory, fellBack: fellBack) { _ in
                prefix + Self.shortest(words, first)
            }
            if plain.segments ?? 0 < message.segments ?? 0 { message = plain }
        }
        return message
    }

    /// What is said in any case: what kind of message, by which paper, by when.
    private static func shortest(_ words: LetterWords, _ facts: ItemFacts) -> String {
        "\(words.label.uppercased()): \(words.phrases.shortReference(facts.source)), \(words.phrases.shortDue(facts))"
    }

    func renderSMS(_ letter: OperatorLetter) -> RenderedMessage {
        let zone = directory.settings.time.zone
        let name = TemplateName(language: letter.language, kind: .smsOperator)
        let moment = letter.language.phrases.moment(zone.time(at: letter.written), zone.date(at: letter.written))
        func text(_ subject: String) -> TemplateLibrary.Rendering {
            templates.render(
                name,
                OperatorScope(
                    subject: subject, lines: letter.body.map(CleanText.oneLine), office: directory.officeShort,
                    moment: moment))
        }
        let subject = CleanText.oneLine(letter.subject)
        return composer(letter.gateway).message(
            task: subject, shortForms: nil, fellBack: text(subject).fellBack
        ) { text($0 ?? "").text }
    }

    private func composer(_ gateway: Gateway) -> SMSComposer {
        SMSComposer(text: gateway.text, ceiling: max(1, gateway.segments))
    }
}
