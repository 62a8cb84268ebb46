import Directives

extension ItemFacts {
    /// What supervising units may read of an obligation in a report, which is passed on more freely than a message: of
    /// what is personal neither task nor quote.
    init(_ item: ReportItem, writtenAt instant: Instant, names: OfficeNames) {
        let key = Slot.Key(
            obligation: item.obligation.id, version: item.obligation.version, role: .supervising, step: .review,
            unit: item.supervising.first ?? Unit.operatorID)
        let delivery = Delivery(
            slot: Slot(key: key, at: instant, via: [.email]), gateway: "", channel: .email, address: "",
            language: names.settings.language)
        self =
            ItemFacts(
                ReminderContent.Item(
                    delivery: delivery, obligation: item.obligation, directive: item.directive, notice: item.notice,
                    known: item.formerDue.map { .due($0) }, history: item.history),
                writtenAt: instant, names: names
            ).outside
    }
}
