extension VietnameseTexts {
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
        [{{label}}] {{#digest}}{{tally}}{{/digest}}{{^digest}}{{status}}{{#task}}: {{.}}{{/task}} – {{reference}}{{/digest}}
        """

    private static let smsReminder = """
        {{uppercased(label)}}: {{#digest}}{{tally}}. {{leading}}: {{/digest}}{{reference}}{{#task}}, {{.}}{{/task}}{{#lead}}, {{.}}{{/lead}}, {{due}}{{#ordinal}}, {{.}}{{/ordinal}}.{{#late}} {{.}}.{{/late}} {{office}}
        """

    private static let emailOperator = """
        {{subject}}

        {{#lines}}
        {{.}}
        {{/lines}}

        Thư tự động của Dondoc tại {{office}}, viết lúc {{moment}}.

        """

    private static let closingSubject = """
        [Kết thúc theo dõi] {{#digest}}{{count}} nhiệm vụ{{/digest}}{{^digest}}{{outcome}}{{#task}}: {{.}}{{/task}} – {{reference}}{{/digest}}
        """

    private static let emailClosing = """
        Kính gửi: {{units}}

        {{office}} xin thông báo đã kết thúc theo dõi, nhắc việc đối với {{#digest}}{{count}} {{/digest}}nhiệm vụ dưới đây.
        {{#items}}

        {{#digest}}{{number}}. {{/digest}}Nhiệm vụ: {{task}}{{#restricted}}theo văn bản giao nhiệm vụ dưới đây{{/restricted}}
        - Kết quả: {{outcome}}
        {{#reason}}
        - Ghi chú: {{.}}
        {{/reason}}
        - Thời hạn: {{deadline}}
        - Căn cứ: {{reference}}{{#quote}} (“{{.}}”){{/quote}}
        {{#case}}
        - Hồ sơ, vụ việc: {{.}}
        {{/case}}
        {{#lead}}
        - Đơn vị chủ trì: {{.}}
        {{/lead}}
        {{/items}}

        Nếu thông tin trên chưa chính xác, xin phản hồi về {{office}}{{#sender}}, địa chỉ {{.}}{{/sender}}.

        Trân trọng.
        {{office}}

        (Thư tự động, không thay thế văn bản của cơ quan có thẩm quyền.)

        """
}
