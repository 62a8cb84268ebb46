extension EnglishTexts {
    static let emailReminder = """
        To: {{units}}

        {{#digest}}
        {{office}} draws your attention to the tasks below ({{tally}}).
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
        {{#late}}

        {{.}}
        {{/late}}

        {{#forLead}}
        Please send results, answers and difficulties to {{office}}{{#sender}}, {{.}}{{/sender}}. If a task has been completed, please tell us so that we can record it.
        {{/forLead}}
        {{#forCoordinating}}
        Please settle the details with the lead unit; answers and difficulties go to {{office}}{{#sender}}, {{.}}{{/sender}}.
        {{/forCoordinating}}
        {{#forSupervising}}
        Please tell {{office}}{{#sender}}, {{.}}{{/sender}}, what you achieve. If a task has been completed or has a new date, please tell us so that we can record it.
        {{/forSupervising}}
        {{#forLeadership}}
        Instructions go to {{office}}{{#sender}}, {{.}}{{/sender}}.
        {{/forLeadership}}
        {{#forOffice}}
        If a task has been completed or has a new date, please record it.
        {{/forOffice}}

        Yours faithfully,
        {{office}}

        (An automatic reminder; it does not replace the document that assigned the task.)

        """
}
