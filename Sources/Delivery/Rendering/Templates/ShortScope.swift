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
        case "label": words.label
        case "digest": words.facts.count > 1
        case "count": words.facts.count
        case "breakdown": words.breakdown
        case "reference": phrases.shortReference(facts.source)
        case "task": Absent.unless(task)
        case "due": phrases.shortDue(facts)
        case "status": phrases.status(facts.standing).capitalisedFirst
        case "lead": facts.role == .lead ? Absent() : Absent.unless(facts.lead.map { phrases.shortLead($0.short) })
        case "office": words.directory.officeShort
        case "late": Absent.unless(facts.lateSince.map { phrases.shortLate($0.time, $0.date) })
        default: nil
        }
    }
}
