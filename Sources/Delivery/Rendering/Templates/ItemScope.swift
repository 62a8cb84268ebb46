import Directives
import Mustache

/// What the template of an e-mail may ask of one item.
///
/// Each value is put into words when it is asked for.
final class ItemScope: MustacheParent {
    static let names = [
        "number", "task", "reference", "quote", "deadline", "status", "ordinal", "part", "request", "lead",
        "coordinating", "supervising", "receiving", "case", "merged", "late", "dayOff", "provisional", "restricted",
    ]

    private let facts: ItemFacts
    private let number: Int
    private let phrases: any Phrases

    init(_ facts: ItemFacts, number: Int, phrases: any Phrases) {
        self.facts = facts
        self.number = number
        self.phrases = phrases
    }

    func child(named name: String) -> Any? {
        switch name {
        case "number": number
        case "task": Absent.unless(facts.task?.capitalisedFirst)
        case "reference": phrases.reference(facts.source)
        case "quote": Absent.unless(facts.quote)
        case "deadline": phrases.deadline(facts).capitalisedFirst
        case "status": facts.due == nil ? Absent() : phrases.status(facts.standing).capitalisedFirst
        case "ordinal": Absent.unless(facts.ordinal.map { phrases.ordinal($0).capitalisedFirst })
        case "part": phrases.part(facts).capitalisedFirst
        case "request": phrases.request(facts)
        case "lead": Absent.unless(facts.lead?.full)
        case "coordinating": Absent.unless(facts.coordinating.joined(separator: "; "))
        case "supervising": Absent.unless(facts.supervising.joined(separator: "; "))
        case "receiving": Absent.unless(facts.receiving.joined(separator: "; "))
        case "case": Absent.unless(facts.occasion)
        case "merged": Absent.unless(phrases.merged(facts.merged))
        case "late": Absent.unless(facts.lateSince.map { phrases.late($0.time, $0.date) })
        case "dayOff": Absent.unless(dayOff)
        case "provisional": Absent.unless(provisional)
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
