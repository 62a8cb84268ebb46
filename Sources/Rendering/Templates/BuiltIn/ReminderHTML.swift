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
        /// What each reader is asked for, by the name that says who it is.
        let answers: [String: String]
        let closing: String
        let note: String
    }

    private static let address = "<a href=\"mailto:{{.}}\">{{.}}</a>"

    static let vietnameseEmailReminderHTML = reminder(
        .vietnamese,
        Words(
            to: "Kính gửi:", intro: "{{office}} xin thông báo các nhiệm vụ dưới đây ({{tally}}).",
            restricted: "Nhiệm vụ theo văn bản giao nhiệm vụ dưới đây", deadline: "Thời hạn",
            status: "Tình trạng",
            reference: "Căn cứ", occasion: "Hồ sơ, vụ việc", part: "Vai trò", lead: "Chủ trì",
            coordinating: "Phối hợp", receiving: "Nơi nhận", supervising: "Đôn đốc",
            previousDue: "Thời hạn trước đây", formerLead: "Chủ trì trước đây", history: "Việc nhắc",
            answers: [
                "forLead": "Kết quả thực hiện, ý kiến phản hồi và khó khăn, vướng mắc (nếu có) xin gửi về "
                    + "{{office}}{{#sender}}, địa chỉ \(address){{/sender}}. Trường hợp nhiệm vụ đã hoàn thành, xin "
                    + "thông báo để {{officeShort}} cập nhật.",
                "forCoordinating":
                    "Nội dung phối hợp xin trao đổi trực tiếp với đơn vị chủ trì; ý kiến phản hồi và khó "
                    + "khăn, vướng mắc (nếu có) xin gửi về {{office}}{{#sender}}, địa chỉ \(address){{/sender}}.",
                "forSupervising": "Kết quả đôn đốc và ý kiến phản hồi xin gửi về {{office}}{{#sender}}, địa chỉ "
                    + "\(address){{/sender}}. Trường hợp nhiệm vụ đã hoàn thành hoặc được điều chỉnh thời hạn, xin thông "
                    + "báo để {{officeShort}} cập nhật.",
                "forLeadership": "Ý kiến chỉ đạo xin gửi về {{office}}{{#sender}}, địa chỉ \(address){{/sender}}.",
                "forOffice": "Trường hợp nhiệm vụ đã hoàn thành hoặc được điều chỉnh thời hạn, đề nghị cập nhật vào sổ "
                    + "theo dõi.",
            ],
            closing: "Trân trọng.", note: "Thư nhắc việc tự động, không thay thế văn bản giao nhiệm vụ."))

    static let englishEmailReminderHTML = reminder(
        .english,
        Words(
            to: "To:", intro: "{{office}} draws your attention to the tasks below ({{tally}}).",
            restricted: "Task as assigned by the document below", deadline: "Due",
            status: "Status",
            reference: "Assigned by", occasion: "Case", part: "Your part", lead: "Lead",
            coordinating: "Working with", receiving: "Result goes to", supervising: "Supervised by",
            previousDue: "Former due", formerLead: "Former lead", history: "Reminders",
            answers: [
                "forLead": "Please send results, answers and difficulties to {{office}}{{#sender}}, "
                    + "\(address){{/sender}}. If a task has been completed, please tell us so that we can record it.",
                "forCoordinating": "Please settle the details with the lead unit; answers and difficulties go to "
                    + "{{office}}{{#sender}}, \(address){{/sender}}.",
                "forSupervising":
                    "Please tell {{office}}{{#sender}}, \(address){{/sender}}, what you achieve. If a task "
                    + "has been completed or has a new date, please tell us so that we can record it.",
                "forLeadership": "Instructions go to {{office}}{{#sender}}, \(address){{/sender}}.",
                "forOffice": "If a task has been completed or has a new date, please record it.",
            ],
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
        let answers = words.answers.sorted { $0.key < $1.key }
            .map { "{{#\($0.key)}}\n<p>\($0.value)</p>\n{{/\($0.key)}}" }.joined(separator: "\n")
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
                {{#late}}
                <p>{{.}}</p>
                {{/late}}
                \(answers)
                <p>\(words.closing)<br><b>{{office}}</b></p>
                <p class="n">\(words.note)</p>
                """)
    }
}
