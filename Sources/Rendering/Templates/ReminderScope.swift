import Directives

/// What the template of an e-mail may ask of the message.
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
        case "office": .text(words.names.officeName)
        case "officeShort": .text(words.names.officeShort)
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
        case "date": .text(words.texts.day(words.today))
        default: nil
        }
    }

    /// A digest has none: it counts its items instead.
    private var opening: String? {
        guard !isDigest, let facts = words.facts.first else { return nil }
        return words.texts.opening(facts, office: words.names.officeName)
    }

    /// Whom the message asks for an answer: the reader who has most to do.
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

    /// Of a digest whose items were all to go at one instant: it stands once, not at each item.
    private var late: String? {
        guard isDigest, let first = words.facts.first, let since = first.lateSince,
            words.facts.allSatisfy({ $0.lateSince.map { $0 == since } ?? false })
        else { return nil }
        return words.texts.late(since, written: first.written)
    }

    private var groups: [GroupScope] {
        var number = 0
        let saysLate = late == nil
        return words.groups.map { rank, facts in
            GroupScope(
                heading: words.texts.heading(rank, count: facts.count), isDigest: isDigest,
                items: facts.map { facts in
                    number += 1
                    return ItemScope(
                        facts, number: number, isDigest: isDigest, saysLate: saysLate, texts: words.texts)
                })
        }
    }
}

/// What the template of an e-mail may ask of the items that are equally urgent.
struct GroupScope: TemplateScope {
    static let names = ["heading", "items", "digest"]

    let heading: String
    let isDigest: Bool
    let items: [ItemScope]

    func value(of name: String) -> TemplateValue? {
        switch name {
        case "heading": .text(heading)
        case "items": .list(items)
        case "digest": .flag(isDigest)
        default: nil
        }
    }
}
