import Directives

/// What the templates of a closing message may ask for.
struct ClosingScope: TemplateScope {
    static let names = ["office", "officeShort", "sender", "units", "digest", "count", "items"]

    let words: ClosingWords

    func value(of name: String) -> TemplateValue? {
        let isDigest = words.items.count > 1
        return switch name {
        case "office": .text(words.names.officeName)
        case "officeShort": .text(words.names.officeShort)
        case "sender": .text(words.sender?.address)
        case "units": .text(words.units)
        case "digest": .flag(isDigest)
        case "count": .number(words.items.count)
        case "items":
            .list(
                words.items.enumerated().map { index, item in
                    ClosingItemScope(
                        words: words, item: item, number: index + 1, isDigest: isDigest)
                })
        default: nil
        }
    }
}

/// What the templates of a closing message may ask of one item.
struct ClosingItemScope: TemplateScope {
    static let names = [
        "number", "digest", "task", "outcome", "reason", "deadline", "reference", "quote", "case", "lead", "restricted",
    ]

    let words: ClosingWords
    let item: ClosingWords.Item
    let number: Int
    let isDigest: Bool
    private var texts: any LanguageTexts { words.texts }
    private var zone: Zone { words.names.settings.time.zone }

    func value(of name: String) -> TemplateValue? {
        let facts = item.facts
        return switch name {
        case "number": .number(number)
        case "digest": .flag(isDigest)
        case "task": .text(facts.task)
        case "outcome": .text(words.outcome(item, on: item.obligation.ended.map(zone.date(at:))))
        case "reason": .text(item.reason)
        case "deadline": .text(texts.deadline(facts).capitalisedFirst)
        case "reference": .text(texts.reference(facts.source))
        case "quote": .text(facts.quote)
        case "case": .text(facts.occasion)
        case "lead": .text(facts.lead?.full)
        case "restricted": .flag(facts.restricted)
        default: nil
        }
    }

}

/// What the subject of a closing message may ask for: the message as a whole, and its first item.
struct ClosingSubjectScope: TemplateScope {
    static let names = ["digest", "count", "outcome", "task", "reference", "office"]

    let words: ClosingWords
    let facts: ItemFacts
    let task: String?

    func value(of name: String) -> TemplateValue? {
        switch name {
        case "digest": .flag(words.items.count > 1)
        case "count": .number(words.items.count)
        case "outcome":
            .text(words.items.first.map { words.outcome($0, on: nil) })
        case "task": .text(task)
        case "reference": .text(words.texts.shortReference(facts.source))
        case "office": .text(words.names.officeShort)
        default: nil
        }
    }
}
