extension EnglishTexts {
    var tag: String { "en" }

    static let reminderHTML = ReminderHTML(
        tag: "en",
        to: "To:", intro: "{{office}} draws your attention to the tasks below ({{tally}}).",
        restricted: "Task as assigned by the document below", deadline: "Due",
        status: "Status",
        reference: "Assigned by", occasion: "Case", part: "Your part", lead: "Lead",
        coordinating: "Working with", receiving: "Result goes to", supervising: "Supervised by",
        previousDue: "Former due", formerLead: "Former lead", history: "Reminders",
        forLead: "Please send results, answers and difficulties to {{office}}{{#sender}}, "
            + "\(HTMLLayout.address){{/sender}}. If a task has been completed, please tell us so that we can record it.",
        forCoordinating: "Please settle the details with the lead unit; answers and difficulties go to "
            + "{{office}}{{#sender}}, \(HTMLLayout.address){{/sender}}.",
        forSupervising:
            "Please tell {{office}}{{#sender}}, \(HTMLLayout.address){{/sender}}, what you achieve. If a task "
            + "has been completed or has a new date, please tell us so that we can record it.",
        forLeadership: "Instructions go to {{office}}{{#sender}}, \(HTMLLayout.address){{/sender}}.",
        forOffice: "If a task has been completed or has a new date, please record it.",
        closing: "Yours faithfully,",
        note: "An automatic reminder; it does not replace the document that assigned "
            + "the task.")

    static let closingHTML = ClosingHTML(
        tag: "en", to: "To:",
        intro:
            "{{office}} no longer follows the {{#digest}}{{count}} tasks{{/digest}}{{^digest}}task{{/digest}} below; "
            + "there will be no more reminders.",
        restricted: "Task as assigned by the document below",
        outcome: "Outcome", reason: "Note", deadline: "Due", reference: "Assigned by", occasion: "Case", lead: "Lead",
        answer: "If any of this is not so, please tell "
            + "{{office}}{{#sender}}, \(HTMLLayout.address){{/sender}}.",
        thanks: "Yours faithfully,",
        note: "An automatic letter; it does not replace a document of the competent authority.")
}
