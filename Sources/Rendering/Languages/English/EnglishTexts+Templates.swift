extension EnglishTexts {
    func template(_ kind: TemplateKind) -> String {
        switch kind {
        case .emailReminder: Self.emailReminder
        case .emailReminderHTML: Self.reminderHTML.template
        case .emailSubject: Self.emailSubject
        case .emailClosing: Self.emailClosing
        case .emailClosingHTML: Self.closingHTML.template
        case .emailClosingSubject: Self.closingSubject
        case .emailOperator: Self.emailOperator
        case .smsReminder: Self.smsReminder
        case .smsOperator: "DONDOC: {{subject}}"
        }
    }

    private static let emailSubject = """
        [{{label}}] {{#digest}}{{tally}}{{/digest}}{{^digest}}{{status}}{{#task}}: {{.}}{{/task}} - {{reference}}{{/digest}}
        """

    private static let smsReminder = """
        {{uppercased(label)}}: {{#digest}}{{tally}}. {{leading}}: {{/digest}}{{reference}}{{#task}}, {{.}}{{/task}}{{#lead}}, {{.}}{{/lead}}, {{due}}{{#ordinal}}, {{.}}{{/ordinal}}.{{#late}} {{.}}.{{/late}} {{office}}
        """

    private static let emailOperator = """
        {{subject}}

        {{#lines}}
        {{.}}
        {{/lines}}

        Written by Dondoc at {{office}}, {{moment}}.

        """

    private static let closingSubject = """
        [Closed] {{#digest}}{{count}} tasks{{/digest}}{{^digest}}{{outcome}}{{#task}}: {{.}}{{/task}} - {{reference}}{{/digest}}
        """

    private static let emailClosing = """
        To: {{units}}

        {{office}} no longer follows the {{#digest}}{{count}} tasks{{/digest}}{{^digest}}task{{/digest}} below; there will be no more reminders.
        {{#items}}

        {{#digest}}{{number}}. {{/digest}}Task: {{task}}{{#restricted}}as assigned by the document below{{/restricted}}
        - Outcome: {{outcome}}
        {{#reason}}
        - Note: {{.}}
        {{/reason}}
        - Due: {{deadline}}
        - Assigned by: {{reference}}{{#quote}} (“{{.}}”){{/quote}}
        {{#case}}
        - Case: {{.}}
        {{/case}}
        {{#lead}}
        - Lead: {{.}}
        {{/lead}}
        {{/items}}

        If any of this is not so, please tell {{office}}{{#sender}}, {{.}}{{/sender}}.

        Yours faithfully,
        {{office}}

        (An automatic letter; it does not replace a document of the competent authority.)

        """
}
