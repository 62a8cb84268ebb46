import Directives

extension BuiltInTemplates {
    /// The words of a reminder in HTML, where the languages differ.
    private struct Words {
        let to: String
        let intro: String
        let restricted: String
        let deadline: String
        let status: String
        let reference: String
        let occasion: String
        let part: String
        let lead: String
        let coordinating: String
        let receiving: String
        let supervising: String
        let previousDue: String
        let formerLead: String
        let history: String
        let answer: String
        let closing: String
        let note: String
    }

    static let vietnameseEmailReminderHTML = reminder(
        .vietnamese,
        Words(
            to: "Kính gửi:", intro: "{{office}} xin thông báo {{count}} nhiệm vụ dưới đây: {{breakdown}}.",
            restricted: "Nhiệm vụ theo văn bản giao nhiệm vụ dưới đây", deadline: "Thời hạn",
            status: "Tình trạng",
            reference: "Căn cứ", occasion: "Hồ sơ, vụ việc", part: "Vai trò", lead: "Chủ trì",
            coordinating: "Phối hợp", receiving: "Nơi nhận", supervising: "Đôn đốc",
            previousDue: "Thời hạn trước đây", formerLead: "Chủ trì trước đây", history: "Việc nhắc",
            answer: "Kết quả thực hiện, ý kiến phản hồi và khó khăn, vướng mắc (nếu có) xin gửi về "
                + "{{office}}{{#sender}}, địa chỉ <a href=\"mailto:{{.}}\">{{.}}</a>{{/sender}}. Trường hợp nhiệm vụ "
                + "đã hoàn thành, xin thông báo để {{officeShort}} cập nhật.",
            closing: "Trân trọng.", note: "Thư nhắc việc tự động, không thay thế văn bản giao nhiệm vụ."))

    static let englishEmailReminderHTML = reminder(
        .english,
        Words(
            to: "To:", intro: "{{office}} draws your attention to the {{count}} tasks below: {{breakdown}}.",
            restricted: "Task as assigned by the document below", deadline: "Due",
            status: "Status",
            reference: "Assigned by", occasion: "Case", part: "Your part", lead: "Lead",
            coordinating: "Working with", receiving: "Result goes to", supervising: "Supervised by",
            previousDue: "Former due", formerLead: "Former lead", history: "Reminders",
            answer: "Please send results, answers and difficulties to "
                + "{{office}}{{#sender}}, <a href=\"mailto:{{.}}\">{{.}}</a>{{/sender}}. If a task has been completed, "
                + "please tell us so that we can record it.",
            closing: "Yours faithfully,",
            note: "An automatic reminder; it does not replace the document that assigned "
                + "the task."))

    private static func reminder(_ language: Language, _ words: Words) -> String {
        let rows = [
            HTMLLayout.row(words.deadline, "deadline"),
            HTMLLayout.row(words.previousDue, "previousDue"),
            HTMLLayout.row(words.status, "status", style: "s {{urgency}}"),
            HTMLLayout.row("", "ordinal", style: "s {{urgency}}"),
            HTMLLayout.row(
                words.reference, "reference", value: "{{capitalized(.)}}{{#quote}} (<i>“{{.}}”</i>){{/quote}}"),
            HTMLLayout.row(words.occasion, "case"),
            "{{#digest}}", HTMLLayout.row(words.part, "part"), "{{/digest}}",
            HTMLLayout.row(words.lead, "lead"),
            HTMLLayout.row(words.formerLead, "formerLead"),
            HTMLLayout.row(words.coordinating, "coordinating"),
            HTMLLayout.row(words.receiving, "receiving"),
            HTMLLayout.row(words.supervising, "supervising"),
            HTMLLayout.row(words.history, "history"),
            HTMLLayout.sentence("dayOff"), HTMLLayout.sentence("provisional"),
            HTMLLayout.sentence("request", style: "r"),
            HTMLLayout.sentence("merged", style: "n"), HTMLLayout.sentence("late", style: "n"),
        ]
        let card = HTMLLayout.card(
            edge: "{{colour}}",
            title: "{{#digest}}{{number}}. {{/digest}}{{task}}{{#restricted}}\(words.restricted){{/restricted}}",
            rows: rows, after: "")
        return HTMLLayout.document(
            language, title: "{{office}}",
            body: """
                <p>\(words.to) <b>{{units}}</b></p>
                {{#digest}}
                <p>\(words.intro)</p>
                {{/digest}}
                {{#opening}}
                <p>{{.}}</p>
                {{/opening}}
                {{#groups}}
                {{#digest}}
                <h2>{{heading}}</h2>
                {{/digest}}
                {{#items}}
                \(card)
                {{/items}}
                {{/groups}}
                <p>\(words.answer)</p>
                <p>\(words.closing)<br><b>{{office}}</b></p>
                <p class="n">\(words.note)</p>
                """)
    }
}
