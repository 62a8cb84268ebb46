extension BuiltInTemplates {
    static let englishEmailReminder = """
        To: {{units}}

        {{#digest}}
        {{office}} draws your attention to the {{count}} tasks below: {{breakdown}}.
        {{/digest}}
        {{^digest}}
        {{opening}}
        {{/digest}}
        {{#groups}}
        {{#digest}}

        {{heading}}
        {{/digest}}
        {{#items}}

        {{#digest}}{{number}}. {{/digest}}Task: {{#task}}{{.}}{{/task}}{{#restricted}}as assigned by the document below{{/restricted}}
        - Due: {{deadline}}
        {{#previousDue}}
        - Former due: {{.}}
        {{/previousDue}}
        {{#status}}
        - Status: {{.}}
        {{/status}}
        {{#ordinal}}
        - {{.}}
        {{/ordinal}}
        - Assigned by: {{reference}}{{#quote}} (“{{.}}”){{/quote}}
        {{#case}}
        - Case: {{.}}
        {{/case}}
        {{#digest}}
        - Your part: {{part}}
        {{/digest}}
        {{#lead}}
        - Lead: {{.}}
        {{/lead}}
        {{#formerLead}}
        - Former lead: {{.}}
        {{/formerLead}}
        {{#coordinating}}
        - Working with: {{.}}
        {{/coordinating}}
        {{#receiving}}
        - Result goes to: {{.}}
        {{/receiving}}
        {{#supervising}}
        - Supervised by: {{.}}
        {{/supervising}}
        {{#history}}
        - Reminders: {{.}}
        {{/history}}
        {{#dayOff}}
        - {{.}}
        {{/dayOff}}
        {{#provisional}}
        - {{.}}
        {{/provisional}}

        {{request}}
        {{#merged}}
        {{.}}
        {{/merged}}
        {{#late}}
        {{.}}
        {{/late}}
        {{/items}}
        {{/groups}}

        Please send results, answers and difficulties to {{office}}{{#sender}}, {{.}}{{/sender}}. If a task has been completed, please tell us so that we can record it.

        Yours faithfully,
        {{office}}

        (An automatic reminder; it does not replace the document that assigned the task.)

        """
}
