import Directives

/// The templates that are used where an office has none of its own, or a broken one.
enum BuiltInTemplates {
    static func text(of name: TemplateName) -> String {
        switch (name.language, name.kind) {
        case (.vietnamese, .emailReminder): vietnameseEmailReminder
        case (.vietnamese, .emailReminderHTML): vietnameseEmailReminderHTML
        case (.vietnamese, .emailSubject): vietnameseEmailSubject
        case (.vietnamese, .emailClosing): vietnameseClosing
        case (.vietnamese, .emailClosingHTML): vietnameseClosingHTML
        case (.vietnamese, .emailClosingSubject): vietnameseClosingSubject
        case (.vietnamese, .emailOperator): vietnameseEmailOperator
        case (.vietnamese, .smsReminder): vietnameseSMSReminder
        case (.vietnamese, .smsOperator): vietnameseSMSOperator
        case (.english, .emailReminder): englishEmailReminder
        case (.english, .emailReminderHTML): englishEmailReminderHTML
        case (.english, .emailSubject): englishEmailSubject
        case (.english, .emailClosing): englishClosing
        case (.english, .emailClosingHTML): englishClosingHTML
        case (.english, .emailClosingSubject): englishClosingSubject
        case (.english, .emailOperator): englishEmailOperator
        case (.english, .smsReminder): englishSMSReminder
        case (.english, .smsOperator): englishSMSOperator
        }
    }
}
