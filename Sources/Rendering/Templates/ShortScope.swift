import Directives

/// What the template of a subject or an SMS may ask for: the letter as a whole, and its most pressing item.
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
        let phrases = words.phrases
        return switch name {
        case "label": .text(words.label)
        case "digest": .flag(words.facts.count > 1)
        case "count": .number(words.facts.count)
        case "breakdown": .text(words.breakdown)
        case "tally": .text(words.tally)
        case "leading": .text(phrases.leading(facts.standing.rank))
        case "reference": .text(phrases.shortReference(facts.source))
        case "task": .text(task)
        case "due": .text(phrases.shortDue(facts))
        case "status":
            // Of a moved due the new day is the news.
            .text(
                (facts.step == .changed && facts.due != nil
                    ? phrases.shortDue(facts) : phrases.datedStatus(facts.brief)).capitalisedFirst)
        // Of one item the label says it.
        case "ordinal":
            .text(words.facts.count > 1 && facts.role == .lead ? facts.ordinal.map(phrases.ordinal) : nil)
        case "lead": .text(facts.role == .lead ? nil : facts.lead.map { phrases.shortLead($0.short) })
        case "office": .text(words.directory.officeShort)
        case "late": .text(facts.lateSince.map { phrases.shortLate($0.time, $0.date) })
        default: nil
        }
    }
}
