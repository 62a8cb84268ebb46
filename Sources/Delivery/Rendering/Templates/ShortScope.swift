import Directives
import Mustache

/// What the template of a subject or an SMS may ask for: the letter as a whole, and its most pressing item.
final class ShortScope: MustacheParent {
    static let names = [
        "label", "digest", "count", "breakdown", "reference", "task", "due", "status", "lead", "office", "late",
    ]

    private let words: LetterWords
    private let facts: ItemFacts
    private let task: String?

    /// - Parameter task: The task in the length that there is room for.
    init(_ words: LetterWords, facts: ItemFacts, task: String?) {
        self.words = words
        self.facts = facts
        self.task = task
    }

    func child(named name: String) -> Any? {
        let phrases = words.phrases
        return switch name {
        case "label": TemplateText(words.label)
        case "digest": words.facts.count > 1
        case "count": words.facts.count
        case "breakdown": TemplateText(words.breakdown)
        case "reference": TemplateText(phrases.shortReference(facts.source))
        case "task": TemplateText(task)
        case "due": TemplateText(phrases.shortDue(facts))
        case "status": TemplateText(phrases.datedStatus(facts).capitalisedFirst)
        case "lead": TemplateText(facts.role == .lead ? nil : facts.lead.map { phrases.shortLead($0.short) })
        case "office": TemplateText(words.directory.officeShort)
        case "late": TemplateText(facts.lateSince.map { phrases.shortLate($0.time, $0.date) })
        default: nil
        }
    }
}
