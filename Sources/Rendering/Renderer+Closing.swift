import Directives

extension Renderer {
    /// The exact bytes for the gateway; an SMS names the first item only, since a list of tasks is no text for one.
    public func render(_ content: ClosingContent) -> RenderedMessage {
        let sender = sender(of: content.gateway)
        let words = ClosingWords(content, names: names, texts: texts(content.language), sender: sender)
        let subject = subject(of: content, words)
        guard content.gateway.channel == .email else {
            let text = SMSComposer(gateway: content.gateway).text(task: nil, names: nil) { _ in subject.text }
            return RenderedMessage(
                bytes: Array(text.utf8), segments: SegmentCount.of(text),
                replacedTemplates: [subject].compactMap(\.fallback))
        }
        let scope = ClosingScope(words: words)
        let text = templates.render(TemplateName(language: content.language, kind: .emailClosing), scope)
        let html = templates.render(TemplateName(language: content.language, kind: .emailClosingHTML), scope)
        let calendar = TaskCalendar(
            written: content.written, sender: sender, names: names, texts: words.texts
        ).text(words.items.map { .init(obligation: $0.obligation, facts: $0.facts) })
        let envelope = Envelope(
            id: content.id, written: content.written, sender: sender, recipient: content.recipient,
            redirectedFrom: content.recipient == content.address ? nil : content.address, language: content.language,
            thread: MailThread(of: content, in: names.settings.time.zone))
        return mail(
            envelope, subject: subject.text, MailContent(text: text.text, html: html.text, calendar: calendar),
            replacedTemplates: [subject, text, html].compactMap(\.fallback))
    }

    private func subject(of content: ClosingContent, _ words: ClosingWords) -> TemplateLibrary.Rendering {
        guard let facts = words.items.first?.facts.outside else {
            return .init(text: names.officeShort)
        }
        let scope = ClosingSubjectScope(
            words: words, facts: facts, task: facts.task?.shortened(toBytes: Self.subjectTaskBytes))
        return templates.render(TemplateName(language: content.language, kind: .emailClosingSubject), scope)
    }
}
