import Directives
import Mustache

/// What the template of an e-mail may ask of one item.
///
/// Each value is put into words when it is asked for.
final class ItemScope: MustacheParent {
    static let names = [
        "number", "digest", "task", "reference", "quote", "deadline", "status", "ordinal", "part", "request", "lead",
        "formerLead", "previousDue", "history", "coordinating", "supervising", "receiving", "case", "merged", "late",
        "dayOff", "provisional", "restricted",
    ]

    private let facts: ItemFacts
    private let number: Int
    private let isDigest: Bool
    private let phrases: any Phrases

    init(_ facts: ItemFacts, number: Int, isDigest: Bool, phrases: any Phrases) {
        self.facts = facts
        self.number = number
        self.isDigest = isDigest
        self.phrases = phrases
    }

    func child(named name: String) -> Any? {
        switch name {
        case "number": number
        // The letter knows it too, but is asked last: for names that are asked often that is a cost.
        case "digest": isDigest
        case "task": TemplateText(facts.task?.capitalisedFirst)
        case "reference": TemplateText(phrases.reference(facts.source))
        case "quote": TemplateText(facts.quote)
        case "deadline": TemplateText(phrases.deadline(facts).capitalisedFirst)
        case "status": TemplateText(facts.due == nil ? nil : phrases.datedStatus(facts).capitalisedFirst)
        case "ordinal": TemplateText(facts.ordinal.map { phrases.ordinal($0).capitalisedFirst })
        case "part": TemplateText(phrases.part(facts).capitalisedFirst)
        case "request": TemplateText(phrases.request(facts))
        case "lead": TemplateText(facts.lead?.full)
        case "formerLead":
            TemplateText(facts.formerLead.map { phrases.formerLead($0.full, until: facts.leadEnded) })
        case "previousDue": TemplateText(facts.previousDue.map { phrases.due($0).capitalisedFirst })
        case "history": TemplateText(facts.history.map { phrases.history($0).capitalisedFirst })
        case "coordinating": TemplateText(facts.coordinating.joined(separator: "; "))
        case "supervising": TemplateText(facts.supervising.joined(separator: "; "))
        case "receiving": TemplateText(facts.receiving.joined(separator: "; "))
        case "case": TemplateText(facts.occasion)
        case "merged": TemplateText(phrases.merged(facts.merged))
        case "late": TemplateText(facts.lateSince.map { phrases.late($0, written: facts.written) })
        case "dayOff": TemplateText(dayOff)
        case "provisional": TemplateText(provisional)
        case "restricted": facts.restricted
        default: nil
        }
    }

    /// Only before the day: afterwards it is no help to anyone.
    private var dayOff: String? {
        guard case .ahead = facts.standing else { return nil }
        return facts.lastWorkingDay.map { phrases.dayOff(lastWorkingDay: $0) }
    }

    private var provisional: String? {
        guard let due = facts.due, due.provisional else { return nil }
        return phrases.provisional(year: due.dueDate.year)
    }
}
