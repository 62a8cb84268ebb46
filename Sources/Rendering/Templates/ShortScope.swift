import Directives

/// What the template of a subject or an SMS may ask for: the message as a whole, and its most urgent item.
struct ShortScope: TemplateScope {
    static let names = [
        "label", "digest", "count", "breakdown", "tally", "leading", "reference", "task", "due", "status", "ordinal",
        "lead",
        "office", "late",
    ]

    private let words: ReminderWords
    private let facts: ItemFacts
    private let task: String?

    /// - Parameter task: The task in the length that there is room for.
    init(_ words: ReminderWords, facts: ItemFacts, task: String?) {
        self.words = words
        self.facts = facts
        self.task = task
    }

    func value(of name: String) -> TemplateValue? {
        let texts = words.texts
        return switch name {
        case "label": .text(words.label)
        case "digest": .flag(words.facts.count > 1)
        case "count": .number(words.facts.count)
        case "breakdown": .text(words.breakdown)
        case "tally": .text(words.tally)
        case "leading": .text(texts.leading(facts.standing.rank))
        case "reference": .text(texts.shortReference(facts.source))
        case "task": .text(task)
        case "due": .text(texts.shortDue(facts))
        case "status":
            // Of a moved due the new day is the news.
            .text(
                (facts.step == .changed && facts.due != nil
                    ? texts.shortDue(facts) : texts.datedStatus(facts.brief)).capitalisedFirst)
        // Of one item the label says it.
        case "ordinal":
            .text(words.facts.count > 1 && facts.role == .lead ? facts.ordinal.map(texts.ordinal) : nil)
        case "lead": .text(facts.role == .lead ? nil : facts.lead.map { texts.shortLead($0.short) })
        case "office": .text(words.names.officeShort)
        case "late": .text(facts.lateSince.map { texts.shortLate($0.time, $0.date) })
        default: nil
        }
    }
}
