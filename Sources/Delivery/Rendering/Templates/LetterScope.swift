import Directives

/// What the template of an e-mail may ask of the letter.
struct LetterScope: TemplateScope {
    static let names = [
        "office", "officeShort", "sender", "units", "digest", "count", "breakdown", "groups", "opening", "date",
    ]

    private let words: LetterWords
    private let isDigest: Bool

    init(_ words: LetterWords) {
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
        case "groups": .list(groups)
        case "opening": .text(opening)
        case "date": .text(words.phrases.day(words.today))
        default: nil
        }
    }

    /// A digest has none: it says how many there are of what.
    private var opening: String? {
        guard !isDigest, let facts = words.facts.first else { return nil }
        return words.phrases.opening(facts, office: words.directory.officeName)
    }

    private var groups: [GroupScope] {
        var number = 0
        return words.groups.map { rank, facts in
            GroupScope(
                heading: words.phrases.heading(rank, count: facts.count), isDigest: isDigest,
                items: facts.map { facts in
                    number += 1
                    return ItemScope(facts, number: number, isDigest: isDigest, phrases: words.phrases)
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
