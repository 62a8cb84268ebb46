import Directives

/// What is told when work that was reminded of has ended.
extension BuiltInTemplates {
    static let vietnameseClosingSubject = """
        [Kết thúc theo dõi] {{#digest}}{{count}} nhiệm vụ{{/digest}}{{^digest}}{{outcome}}{{#task}}: {{.}}{{/task}} – {{reference}}{{/digest}}
        """

    static let englishClosingSubject = """
        [Closed] {{#digest}}{{count}} tasks{{/digest}}{{^digest}}{{outcome}}{{#task}}: {{.}}{{/task}} - {{reference}}{{/digest}}
        """

    static let vietnameseClosing = """
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

    static let englishClosing = """
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

    static let vietnameseClosingHTML = closing(
        .vietnamese, to: "Kính gửi:",
        intro: "{{office}} xin thông báo đã kết thúc theo dõi, nhắc việc đối với {{#digest}}{{count}} {{/digest}}nhiệm "
            + "vụ dưới đây.",
        restricted: "Nhiệm vụ theo văn bản giao nhiệm vụ dưới đây",
        rows: [
            ("Kết quả", "outcome"), ("Ghi chú", "reason"), ("Thời hạn", "deadline"), ("Căn cứ", "reference"),
            ("Hồ sơ, vụ việc", "case"), ("Chủ trì", "lead"),
        ],
        answer: "Nếu thông tin trên chưa chính xác, xin phản hồi về "
            + "{{office}}{{#sender}}, địa chỉ <a href=\"mailto:{{.}}\">{{.}}</a>{{/sender}}.",
        thanks: "Trân trọng.",
        note: "Thư tự động, không thay thế văn bản của cơ quan có thẩm quyền.")

    static let englishClosingHTML = closing(
        .english, to: "To:",
        intro:
            "{{office}} no longer follows the {{#digest}}{{count}} tasks{{/digest}}{{^digest}}task{{/digest}} below; "
            + "there will be no more reminders.",
        restricted: "Task as assigned by the document below",
        rows: [
            ("Outcome", "outcome"), ("Note", "reason"), ("Due", "deadline"), ("Assigned by", "reference"),
            ("Case", "case"), ("Lead", "lead"),
        ],
        answer: "If any of this is not so, please tell "
            + "{{office}}{{#sender}}, <a href=\"mailto:{{.}}\">{{.}}</a>{{/sender}}.",
        thanks: "Yours faithfully,",
        note: "An automatic letter; it does not replace a document of the competent authority.")

    private static func closing(
        _ language: Language, to: String, intro: String, restricted: String, rows: [(label: String, name: String)],
        answer: String, thanks: String, note: String
    ) -> String {
        let card = HTMLLayout.card(
            edge: "#5f6368",
            title: "{{#digest}}{{number}}. {{/digest}}{{task}}{{#restricted}}\(restricted){{/restricted}}",
            rows: rows.map { label, name in
                name == "reference"
                    ? HTMLLayout.row(label, name, value: "{{capitalized(.)}}{{#quote}} (<i>“{{.}}”</i>){{/quote}}")
                    : HTMLLayout.row(label, name, style: name == "outcome" ? "s" : "")
            }, after: "")
        return HTMLLayout.document(
            language, title: "{{office}}",
            body: """
                <p>\(to) <b>{{units}}</b></p>
                <p>\(intro)</p>
                {{#items}}
                \(card)
                {{/items}}
                <p>\(answer)</p>
                <p>\(thanks)<br><b>{{office}}</b></p>
                <p class="n">\(note)</p>
                """)
    }
}
