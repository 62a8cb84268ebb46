import Directives

/// A closing message with its facts, and the words that concern all of them.
struct ClosingWords {
    struct Item {
        let obligation: Obligation
        let facts: ItemFacts
        /// In the words of whoever recorded it, or of the language where it was the program; nil where the directive is
        /// restricted.
        let reason: String?
        /// Whether nobody took the task back: the files ask for it no more, or in another way.
        let isByProgram: Bool
    }

    let names: OfficeNames
    let texts: any LanguageTexts
    let sender: Mailbox?
    let items: [Item]
    /// Who is addressed: the units that the address serves in this message.
    let units: String

    init(_ content: ClosingContent, names: OfficeNames, texts: any LanguageTexts, sender: Mailbox?) {
        self.names = names
        self.sender = sender
        self.texts = texts
        items = content.items.map { item in
            let own = item.reason.flatMap(ProgramReason.init)
            return Item(
                obligation: item.obligation,
                facts: ItemFacts(Self.reminder(of: item, in: content), writtenAt: content.written, names: names),
                reason: item.directive.restricted ? nil : own.map(texts.words) ?? item.reason.map(CleanText.oneLine),
                isByProgram: own != nil)
        }
        var seen: Set<UnitID> = []
        units = content.items.map(\.unit).filter { seen.insert($0).inserted }
            .map { names.name(of: $0).full }.joined(separator: "; ")
    }

    /// How an item ended.
    func outcome(_ item: Item, on date: CivilDate?) -> String {
        (item.isByProgram ? texts.outcomeByProgram : texts.outcome(item.obligation.state, on: date)).capitalisedFirst
    }

    /// The item as one of a reminder, so that its secrets are kept by the same rules.
    private static func reminder(of item: ClosingContent.Item, in content: ClosingContent) -> ReminderContent.Item {
        let key = Slot.Key(
            obligation: item.obligation.id, version: item.obligation.version, role: item.role, step: .review,
            unit: item.unit)
        let delivery = Delivery(
            slot: Slot(key: key, at: content.written, via: [content.gateway.channel]), gateway: content.gateway.name,
            channel: content.gateway.channel, address: content.address, language: content.language)
        return ReminderContent.Item(
            delivery: delivery, obligation: item.obligation, directive: item.directive, notice: item.notice)
    }
}
