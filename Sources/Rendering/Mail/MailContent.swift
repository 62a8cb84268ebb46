import Directives

/// What a mail carries below its header: the same words as text, as HTML and as a calendar, and files beside them.
struct MailContent {
    let text: String
    /// A whole HTML document.
    var html: String?
    /// An iCalendar object, its line ends LF.
    var calendar: String?
    var attachments: [ReportContent.Attachment] = []

    /// `multipart/mixed { multipart/alternative { text, HTML, calendar }, files }`, without the levels that would hold
    /// one part alone.
    ///
    /// - Parameter redirected: A line to be read before all else.
    func part(redirected: String?) -> MailPart {
        let first = redirected.map { $0 + "\n\n" } ?? ""
        var forms = [MailPart.plain(CleanText.nfc(first + text))]
        if let html { forms.append(.html(CleanText.nfc(redirected.map { HTML.announcing($0, in: html) } ?? html))) }
        if let calendar { forms.append(.calendar(CleanText.nfc(calendar))) }
        let files = attachments.map {
            MailPart(type: $0.mediaType, content: .file($0.bytes, name: $0.fileName))
        }
        return .mixed([.alternative(forms)] + files)
    }
}
