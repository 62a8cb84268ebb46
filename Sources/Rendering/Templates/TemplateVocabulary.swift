/// The names that a template of a kind may ask for, those of each list within the list's section only.
struct TemplateVocabulary: Sendable {
    let names: Set<String>
    let lists: [String: TemplateVocabulary]

    static func of(_ kind: TemplateKind) -> TemplateVocabulary {
        switch kind {
        case .emailReminder, .emailReminderHTML:
            TemplateVocabulary(
                names: Set(ReminderScope.names),
                lists: [
                    "groups": TemplateVocabulary(
                        names: Set(GroupScope.names),
                        lists: ["items": TemplateVocabulary(names: Set(ItemScope.names), lists: [:])])
                ])
        case .emailClosing, .emailClosingHTML:
            TemplateVocabulary(
                names: Set(ClosingScope.names),
                lists: ["items": TemplateVocabulary(names: Set(ClosingItemScope.names), lists: [:])])
        case .emailClosingSubject: TemplateVocabulary(names: Set(ClosingSubjectScope.names), lists: [:])
        case .emailSubject, .smsReminder: TemplateVocabulary(names: Set(ShortScope.names), lists: [:])
        case .emailOperator, .smsOperator: TemplateVocabulary(names: Set(OperatorScope.names), lists: [:])
        }
    }
}
