import Directives

/// The name of a template: `vi/email-reminder`, in the folder `vi/email-reminder.mustache`.
struct TemplateName: Hashable, Sendable {
    /// What a template is for, and so which names it may ask for.
    enum Kind: String, Hashable, Sendable, CaseIterable {
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

    let language: Language
    let kind: Kind

    static let all = Language.allCases.flatMap { language in
        Kind.allCases.map { TemplateName(language: language, kind: $0) }
    }
}

extension TemplateName: LosslessStringConvertible {
    init?(_ description: String) {
        guard let name = Self.all.first(where: { $0.description == description }) else { return nil }
        self = name
    }

    var description: String { "\(language.rawValue)/\(kind.rawValue)" }
}
