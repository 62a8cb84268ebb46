/// The template of a reminder in HTML, from the words of a language; templates of Mustache themselves.
struct ReminderHTML {
    let tag: String
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
    /// What each reader is asked for.
    let forLead: String
    let forCoordinating: String
    let forSupervising: String
    let forLeadership: String
    let forOffice: String
    let closing: String
    let note: String

    var template: String {
        let rows = [
            HTMLLayout.row(deadline, "deadline"),
            HTMLLayout.row(previousDue, "previousDue"),
            HTMLLayout.row(status, "status", style: "s {{urgency}}"),
            HTMLLayout.row("", "ordinal", style: "s {{urgency}}"),
            HTMLLayout.reference(reference),
            HTMLLayout.row(occasion, "case"),
            "{{#digest}}", HTMLLayout.row(part, "part"), "{{/digest}}",
            HTMLLayout.row(lead, "lead"),
            HTMLLayout.row(formerLead, "formerLead"),
            HTMLLayout.row(coordinating, "coordinating"),
            HTMLLayout.row(receiving, "receiving"),
            HTMLLayout.row(supervising, "supervising"),
            HTMLLayout.row(history, "history"),
            HTMLLayout.sentence("dayOff"), HTMLLayout.sentence("provisional"),
            HTMLLayout.sentence("request", style: "r"),
            HTMLLayout.sentence("merged", style: "n"), HTMLLayout.sentence("late", style: "n"),
        ]
        let card = HTMLLayout.card(
            edge: "{{colour}}",
            title: "{{#digest}}{{number}}. {{/digest}}{{task}}{{#restricted}}\(restricted){{/restricted}}",
            rows: rows)
        let answers = [
            ("forCoordinating", forCoordinating), ("forLead", forLead), ("forLeadership", forLeadership),
            ("forOffice", forOffice), ("forSupervising", forSupervising),
        ].map { "{{#\($0)}}\n<p>\($1)</p>\n{{/\($0)}}" }.joined(separator: "\n")
        return HTMLLayout.document(
            tag, title: "{{office}}",
            body: """
                <p>\(to) <b>{{units}}</b></p>
                {{#digest}}
                <p>\(intro)</p>
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
                <p>\(closing)<br><b>{{office}}</b></p>
                <p class="n">\(note)</p>
                """)
    }
}
