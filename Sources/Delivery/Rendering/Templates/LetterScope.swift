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
                heading: words.phrases.heading(rank, count: facts.count),
                items: facts.map { facts in
                    number += 1
                    return ItemScope(facts, number: number, phrases: words.phrases)
                })
        }
    }

    func child(named name: String) -> Any? {
        switch name {
        case "office": office
        case "officeShort": officeShort
        case "sender": Absent.unless(sender)
        case "units": Absent.unless(units)
        case "digest": count > 1
        case "count": count
        case "breakdown": breakdown
        case "groups": groups
        case "opening": Absent.unless(opening)
        case "date": date
        default: nil
        }
    }
}

/// What the template of an e-mail may ask of the items that are equally pressing.
final class GroupScope: MustacheParent {
    static let names = ["heading", "items"]

    private let heading: String
    private let items: [ItemScope]

    init(heading: String, items: [ItemScope]) {
        self.heading = heading
        self.items = items
    }

    func child(named name: String) -> Any? {
        switch name {
        case "heading": heading
        case "items": items
        default: nil
        }
    }
}
