import Directives

/// A closing letter with its facts, and the words that concern all of them.
struct ClosingWords {
    struct Item {
        let obligation: Obligation
        let facts: ItemFacts
        /// Nil where the directive is restricted.
        let reason: String?
    }

    let directory: Directory
    let phrases: any Phrases
    let sender: Mailbox?
    let items: [Item]
    /// Who is addressed: the units that the address serves in this letter.
    let units: String

    init(_ letter: ClosingContent, directory: Directory, sender: Mailbox?) {
        self.directory = directory
        self.sender = sender
        phrases = letter.language.phrases
        items = letter.items.map { item in
            Item(
                obligation: item.obligation,
                facts: ItemFacts(Self.told(item, in: letter), writtenAt: letter.written, directory: directory),
                reason: item.directive.restricted ? nil : item.reason.map(CleanText.oneLine))
        }
        var seen: Set<UnitID> = []
        units = letter.items.map(\.unit).filter { seen.insert($0).inserted }
            .map { directory.name(of: $0).full }.joined(separator: "; ")
    }

    /// The item as one of a letter with a slot, so that its secrets are kept by the same rules.
    private static func told(_ item: ClosingContent.Item, in letter: ClosingContent) -> ReminderContent.Item {
        let key = Slot.Key(
            obligation: item.obligation.id, version: item.obligation.version, role: item.role, step: .review,
            unit: item.unit)
        let delivery = Delivery(
            slot: Slot(key: key, at: letter.written, via: [letter.gateway.channel]), gateway: letter.gateway.name,
            channel: letter.gateway.channel, address: letter.address, language: letter.language)
        return ReminderContent.Item(
            delivery: delivery, obligation: item.obligation, directive: item.directive, notice: item.notice)
    }
}
