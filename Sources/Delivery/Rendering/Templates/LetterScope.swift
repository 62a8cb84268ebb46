import Directives
import Mustache

/// What the template of an e-mail may ask of the letter.
final class LetterScope: MustacheParent {
    static let names = [
        "office", "officeShort", "sender", "units", "digest", "count", "breakdown", "groups", "opening", "date",
    ]

    private let office: String
    private let officeShort: String
    private let sender: String
    private let units: String
    private let count: Int
    private let breakdown: String
    private let opening: String
    private let date: String
    private let groups: [GroupScope]

    init(_ words: LetterWords) {
        office = words.directory.officeName
        officeShort = words.directory.officeShort
        sender = words.sender?.address ?? ""
        units = words.units
        count = words.facts.count
        breakdown = words.breakdown
        let isSingle = words.facts.count == 1
        opening =
            words.facts.first.map {
                isSingle ? words.phrases.opening($0, office: words.directory.officeName) : ""
            } ?? ""
        date = words.phrases.day(words.today)
        var number = 0
        groups = words.groups.map { rank, facts in
            GroupScope(
                heading: words.phrases.heading(rank, count: facts.count), isDigest: !isSingle,
                items: facts.map { facts in
                    number += 1
                    return ItemScope(facts, number: number, isDigest: !isSingle, phrases: words.phrases)
                })
        }
    }

    func child(named name: String) -> Any? {
        switch name {
        case "office": TemplateText(office)
        case "officeShort": TemplateText(officeShort)
        case "sender": TemplateText(sender)
        case "units": TemplateText(units)
        case "digest": count > 1
        case "count": count
        case "breakdown": TemplateText(breakdown)
        case "groups": groups
        case "opening": TemplateText(opening)
        case "date": TemplateText(date)
        default: nil
        }
    }
}

/// What the template of an e-mail may ask of the items that are equally pressing.
final class GroupScope: MustacheParent {
    static let names = ["heading", "items", "digest"]

    private let heading: String
    private let isDigest: Bool
    private let items: [ItemScope]

    init(heading: String, isDigest: Bool, items: [ItemScope]) {
        self.heading = heading
        self.isDigest = isDigest
        self.items = items
    }

    func child(named name: String) -> Any? {
        switch name {
        case "heading": TemplateText(heading)
        case "items": items
        case "digest": isDigest
        default: nil
        }
    }
}
