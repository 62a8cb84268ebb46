import Directives

extension Renderer {
    /// The exact bytes for the gateway; an SMS tells of the first item only, since a list of tasks is no text for one.
    public func render(_ letter: ClosingContent) -> RenderedMessage {
        let sender = sender(of: letter.gateway)
        let words = ClosingWords(letter, directory: directory, sender: sender)
        let subject = subject(of: letter, words)
        guard letter.gateway.channel == .email else {
            let text = SMSComposer(gateway: letter.gateway).text(task: nil, directory: nil) { _ in subject.text }
            return RenderedMessage(
                bytes: Array(text.utf8), segments: SegmentCount.of(text),
                fallbacks: [subject].compactMap(\.fallback))
        }
        let scope = ClosingScope(words: words)
        let text = templates.render(TemplateName(language: letter.language, kind: .emailClosing), scope)
        let html = templates.render(TemplateName(language: letter.language, kind: .emailClosingHTML), scope)
        let calendar = TaskCalendar(
            written: letter.written, sender: sender, directory: directory, phrases: words.phrases
        ).text(words.items.map { .init(obligation: $0.obligation, facts: $0.facts) })
        let envelope = Envelope(
            id: letter.id, written: letter.written, sender: sender, recipient: letter.recipient,
            redirectedFrom: letter.recipient == letter.address ? nil : letter.address, language: letter.language,
            thread: MailThread(of: letter, in: directory.settings.time.zone))
        return mail(
            envelope, subject: subject.text, MailContent(text: text.text, html: html.text, calendar: calendar),
            fallbacks: [subject, text, html].compactMap(\.fallback))
    }

    private func subject(of letter: ClosingContent, _ words: ClosingWords) -> TemplateLibrary.Rendering {
        guard let facts = words.items.first?.facts.outside else {
            return .init(text: directory.officeShort)
        }
        let scope = ClosingSubjectScope(
            words: words, facts: facts, task: facts.task?.shortened(toBytes: Self.subjectTaskBytes))
        return templates.render(TemplateName(language: letter.language, kind: .emailClosingSubject), scope)
    }
}
