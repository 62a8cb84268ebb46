import Directives

/// What the template of an e-mail may ask of one item.
///
/// Each value is put into words when it is asked for.
struct ItemScope: TemplateScope {
    static let names = [
        "number", "digest", "task", "reference", "quote", "deadline", "status", "ordinal", "part", "request", "lead",
        "formerLead", "previousDue", "history", "coordinating", "supervising", "receiving", "case", "merged", "late",
        "dayOff", "provisional", "restricted", "urgency", "colour",
    ]

    private let facts: ItemFacts
    private let number: Int
    private let isDigest: Bool
    private let saysLate: Bool
    private let texts: any LanguageTexts

    /// - Parameter saysLate: whether the item says that it comes late; else the message says it once for all.
    init(_ facts: ItemFacts, number: Int, isDigest: Bool, saysLate: Bool = true, texts: any LanguageTexts) {
        self.facts = facts
        self.number = number
        self.isDigest = isDigest
        self.saysLate = saysLate
        self.texts = texts
    }

    func value(of name: String) -> TemplateValue? {
        switch name {
        case "number": .number(number)
        // The message knows it too, but is asked last: for names that are asked often that is a cost.
        case "digest": .flag(isDigest)
        case "task": .text(facts.task)
        case "reference": .text(texts.reference(facts.source))
        case "quote": .text(facts.quote)
        case "deadline": .text(texts.deadline(facts).capitalisedFirst)
        case "status": .text(facts.due == nil ? nil : texts.datedStatus(facts).capitalisedFirst)
        case "ordinal": .text(ordinal.map { texts.ordinal($0).capitalisedFirst })
        case "part": .text(texts.part(facts).capitalisedFirst)
        case "request": .text(texts.request(facts))
        case "lead": .text(facts.lead?.full)
        case "formerLead": .text(facts.formerLead.map { texts.formerLead($0.full, until: facts.leadEnded) })
        case "previousDue": .text(facts.previousDue.map { texts.due($0).capitalisedFirst })
        case "history": .text(facts.history.map { texts.history($0).capitalisedFirst })
        case "coordinating": .text(facts.coordinating.joined(separator: "; "))
        case "supervising": .text(facts.supervising.joined(separator: "; "))
        case "receiving": .text(facts.receiving.joined(separator: "; "))
        case "case": .text(facts.occasion)
        case "merged": .text(texts.merged(facts.merged))
        case "late": .text(saysLate ? facts.lateSince.map { texts.late($0, written: facts.written) } : nil)
        case "dayOff": .text(dayOff)
        case "provisional": .text(provisional)
        case "restricted": .flag(facts.restricted)
        case "urgency": .text(urgency.name)
        case "colour": .text(urgency.colour)
        default: nil
        }
    }

    /// How urgent it is, as a class of a style sheet, and a colour that can be seen on light and on dark.
    private var urgency: (name: String, colour: String) {
        switch facts.standing.rank {
        case .overdue: ("overdue", "#d93025")
        case .today, .atOnce: ("today", "#e8710a")
        case .soon: ("soon", "#e8710a")
        case .later, .undated: ("rest", "#80868b")
        }
    }

    /// It counts what the lead received; to the others `history` says it where it matters.
    private var ordinal: Int? { facts.role == .lead ? facts.ordinal : nil }

    /// Only before the day: afterwards it is no help to anyone.
    private var dayOff: String? {
        guard case .ahead = facts.standing else { return nil }
        return facts.lastWorkingDay.map { texts.dayOff(lastWorkingDay: $0) }
    }

    private var provisional: String? {
        guard let due = facts.due, due.provisional else { return nil }
        return texts.provisional(year: due.dueDate.year)
    }
}
