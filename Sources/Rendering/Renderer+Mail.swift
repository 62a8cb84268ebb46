import Directives

extension Renderer {
    /// How many bytes of the task a subject shows; longer ones are cut in every inbox.
    static let subjectTaskBytes = 160
    private static let subjectBytes = 400

    func renderMail(_ content: ReminderContent) -> RenderedMessage {
        let sender = sender(of: content.gateway)
        let words = ReminderWords(content, names: names, texts: texts(content.language), sender: sender)
        let subject = subject(of: content, words)
        let scope = ReminderScope(words)
        let body = templates.render(TemplateName(language: content.language, kind: .emailReminder), scope)
        let html = templates.render(TemplateName(language: content.language, kind: .emailReminderHTML), scope)
        let envelope = Envelope(
            id: content.id, written: content.written, sender: sender, recipient: content.recipient,
            redirectedFrom: content.recipient == content.address ? nil : content.address, language: content.language,
            thread: MailThread(of: content, in: names.settings.time.zone))
        return mail(
            envelope, subject: subject.text, MailContent(text: body.text, html: html.text, calendar: calendar(words)),
            replacedTemplates: [subject, body, html].compactMap(\.fallback))
    }

    private func calendar(_ words: ReminderWords) -> String? {
        TaskCalendar(
            written: words.instant, sender: words.sender, names: names, texts: words.texts
        ).text(zip(words.obligations, words.facts).map { .init(obligation: $0, facts: $1) })
    }

    private func subject(of content: ReminderContent, _ words: ReminderWords) -> TemplateLibrary.Rendering {
        let name = TemplateName(language: content.language, kind: .emailSubject)
        guard let first = words.facts.first?.outside else {
            return .init(text: words.names.officeShort)
        }
        let scope = ShortScope(words, facts: first, task: first.task?.shortened(toBytes: Self.subjectTaskBytes))
        return templates.render(name, scope)
    }

    func renderMail(_ content: ReportContent) -> RenderedMessage {
        let lines = content.body.map(CleanText.oneLine)
        let envelope = Envelope(
            id: content.id, written: content.written, sender: sender(of: content.gateway), recipient: content.recipient,
            redirectedFrom: content.recipient == content.address ? nil : content.address, language: content.language,
            thread: nil)
        switch content.kind {
        case .operator:
            let body = operatorBody(of: content, lines)
            return mail(
                envelope, subject: texts(content.language).operatorSubject(content.subject),
                MailContent(text: body.text, html: content.html, attachments: content.attachments),
                replacedTemplates: [body].compactMap(\.fallback))
        case .report:
            let text = lines.joined(separator: "\n") + "\n"
            return mail(
                envelope, subject: content.subject,
                MailContent(text: text, html: content.html, attachments: content.attachments))
        }
    }

    private func operatorBody(of content: ReportContent, _ lines: [String]) -> TemplateLibrary.Rendering {
        let zone = names.settings.time.zone
        let scope = OperatorScope(
            subject: CleanText.oneLine(content.subject), lines: lines, office: names.officeName,
            moment: texts(content.language).moment(zone.time(at: content.written), zone.date(at: content.written)))
        return templates.render(TemplateName(language: content.language, kind: .emailOperator), scope)
    }

    struct Envelope {
        let id: String
        let written: Instant
        let sender: Mailbox?
        let recipient: String
        /// The address that the plan names, where the message goes elsewhere.
        let redirectedFrom: String?
        let language: Language
        let thread: MailThread?
    }

    func mail(
        _ envelope: Envelope, subject: String, _ content: MailContent, replacedTemplates: [TemplateName] = []
    ) -> RenderedMessage {
        let subject = CleanText.oneLine(subject).shortened(toBytes: Self.subjectBytes)
        let domain = envelope.sender.map { String($0.domain) } ?? "localhost.invalid"
        var header = MailHeader()
        if let sender = envelope.sender {
            header.append("From", mailbox: sender)
        } else {
            header.append("From", plain: "nobody@\(domain)")
        }
        if let recipient = Mailbox(envelope.recipient) {
            header.append("To", mailbox: recipient)
        } else {
            header.append("To", plain: "undisclosed-recipients:;")
        }
        header.append("Subject", text: subject)
        header.append("Date", plain: MailDate.text(envelope.written, in: names.settings.time.zone))
        header.append("Message-ID", plain: "<\(envelope.id.filter(\.isHexadecimal))@\(domain)>")
        if let thread = envelope.thread {
            if !thread.isFirst { header.append("In-Reply-To", plain: "<\(thread.id)@\(domain)>") }
            header.append("References", plain: "<\(thread.id)@\(domain)>")
        }
        header.append("Auto-Submitted", plain: "auto-generated")
        header.append("Content-Language", plain: envelope.language.rawValue)
        header.append("MIME-Version", plain: "1.0")
        let redirected = envelope.redirectedFrom.map {
            texts(envelope.language).redirected(to: CleanText.oneLine($0))
        }
        let bytes = content.part(redirected: redirected).append(to: header, id: envelope.id.filter(\.isHexadecimal))
        return RenderedMessage(bytes: bytes, subject: subject, replacedTemplates: replacedTemplates)
    }
}

extension Character {
    fileprivate var isHexadecimal: Bool { isASCII && isHexDigit }
}
