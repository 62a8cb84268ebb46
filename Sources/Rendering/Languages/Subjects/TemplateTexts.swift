/// The templates that are used where an office has none of its own, or a broken one.
package protocol TemplateTexts: Sendable {
    func template(_ kind: TemplateKind) -> String
    /// How HTML names the language (RFC 5646): `vi`.
    var tag: String { get }
}

/// What a template is for, and so which names it may ask for.
package enum TemplateKind: String, Hashable, Sendable, CaseIterable {
    case emailReminder = "email-reminder"
    case emailReminderHTML = "email-reminder-html"
    case emailSubject = "email-subject"
    case emailClosing = "email-closing"
    case emailClosingHTML = "email-closing-html"
    case emailClosingSubject = "email-closing-subject"
    case emailOperator = "email-operator"
    case smsReminder = "sms-reminder"
    case smsOperator = "sms-operator"

    /// Whether its values are escaped as text of HTML.
    var isHTML: Bool { rawValue.hasSuffix("-html") }
}
