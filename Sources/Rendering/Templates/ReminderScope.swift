import Directives

/// What the template of an e-mail may ask of the letter.
struct ReminderScope: TemplateScope {
    static let names = [
        "office", "officeShort", "sender", "units", "digest", "count", "breakdown", "tally", "groups", "opening",
        "late",
        "date", "forLead", "forCoordinating", "forSupervising", "forLeadership", "forOffice",
    ]

    private let words: ReminderWords
    private let isDigest: Bool

    init(_ words: ReminderWords) {
        self.words = words
        isDigest = words.facts.count > 1
    }

    func value(of name: String) -> TemplateValue? {
        switch name {
        case "office": .text(words.directory.officeName)
        case "officeShort": .text(words.directory.officeShort)
        case "sender": .text(words.sender?.address)
        case "units": .text(words.units)
        case "digest": .flag(isDigest)
        case "count": .number(words.facts.count)
        case "breakdown": .text(words.breakdown)
        case "tally": .text(words.tally)
        case "groups": .list(groups)
        case "opening": .text(opening)
        case "late": .text(late)
        case "forLead": .flag(reader == .lead)
        case "forCoordinating": .flag(reader == .coordinating)
        case "forSupervising": .flag(reader == .supervising)
        case "forLeadership": .flag(reader == .leadership)
        case "forOffice": .flag(reader == .office)
        case "date": .text(words.phrases.day(words.today))
        default: nil
        }
    }

    /// A digest has none: it says how many there are of what.
    private var opening: String? {
        guard !isDigest, let facts = words.facts.first else { return nil }
        return words.phrases.opening(facts, office: words.directory.officeName)
    }

    /// Whom the letter asks for an answer: the one of its readers who has most to do.
    private enum Reader {
        case lead, coordinating, supervising, leadership
        /// The office that writes: it is not asked to write to itself.
        case office
    }

    private var reader: Reader {
        let roles = Set(words.facts.map(\.role))
        return if roles.contains(.lead) {
            .lead
        } else if roles.contains(.coordinating) {
            .coordinating
        } else if !roles.contains(.supervising) {
            .leadership
        } else if words.isToSender {
            .office
        } else {
            .supervising
        }
    }

    /// Of a digest that was to go at one instant: then it is said once and not of each item.
    private var late: String? {
        guard isDigest, let first = words.facts.first, let since = first.lateSince,
            words.facts.allSatisfy({ $0.lateSince.map { $0 == since } ?? false })
        else { return nil }
        return words.phrases.late(since, written: first.written)
    }

    private var groups: [GroupScope] {
        var number = 0
        let tellsLate = late == nil
        return words.groups.map { rank, facts in
            GroupScope(
                heading: words.phrases.heading(rank, count: facts.count), isDigest: isDigest,
                items: facts.map { facts in
                    number += 1
                    return ItemScope(
                        facts, number: number, isDigest: isDigest, tellsLate: tellsLate, phrases: words.phrases)
                })
        }
    }
}

/// What the template of an e-mail may ask of the items that are equally pressing.
struct GroupScope: TemplateScope {
    static let names = ["heading", "items", "digest"]

    private let heading: String
    private let isDigest: Bool
    private let items: [ItemScope]

    init(heading: String, isDigest: Bool, items: [ItemScope]) {
        self.heading = heading
        self.isDigest = isDigest
        self.items = items
    }

    func value(of name: String) -> TemplateValue? {
        switch name {
        case "heading": .text(heading)
        case "items": .list(items)
        case "digest": .flag(isDigest)
        default: nil
        }
    }
}
