/// The template of a closing message in HTML, from the words of a language; templates of Mustache themselves.
struct ClosingHTML {
    let tag: String
    let to: String
    let intro: String
    let restricted: String
    let outcome: String
    let reason: String
    let deadline: String
    let reference: String
    let occasion: String
    let lead: String
    let answer: String
    let thanks: String
    let note: String

    var template: String {
        let card = HTMLLayout.card(
            edge: "#5f6368",
            title: "{{#digest}}{{number}}. {{/digest}}{{task}}{{#restricted}}\(restricted){{/restricted}}",
            rows: [
                HTMLLayout.row(outcome, "outcome", style: "s"), HTMLLayout.row(reason, "reason"),
                HTMLLayout.row(deadline, "deadline"), HTMLLayout.reference(reference),
                HTMLLayout.row(occasion, "case"), HTMLLayout.row(lead, "lead"),
            ])
        return HTMLLayout.document(
            tag, title: "{{office}}",
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
