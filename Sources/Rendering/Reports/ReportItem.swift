public import Directives

/// One obligation as a report to those who see to it tells of it.
public struct ReportItem: Hashable, Sendable {
    public let obligation: Obligation
    public let directive: Directive
    public let notice: Notice
    /// The units that see to it on the day of the report.
    public let supervising: [UnitID]
    public let history: ReminderHistory
    /// Whether the fuse or an order holds a reminder of it back.
    public let held: Bool

    public init(
        obligation: Obligation, directive: Directive, notice: Notice, supervising: [UnitID],
        history: ReminderHistory = ReminderHistory(), held: Bool = false
    ) {
        self.obligation = obligation
        self.directive = directive
        self.notice = notice
        self.supervising = supervising
        self.history = history
        self.held = held
    }
}

extension ItemFacts {
    /// What those who see to an obligation may read of it in a report, which is passed on more freely than a letter: of
    /// what is personal no task and no quote.
    init(_ item: ReportItem, writtenAt instant: Instant, directory: Directory) {
        let key = Slot.Key(
            obligation: item.obligation.id, version: item.obligation.version, role: .supervising, step: .review,
            unit: item.supervising.first ?? Unit.operatorID)
        let delivery = Delivery(
            slot: Slot(key: key, at: instant, via: [.email]), gateway: "", channel: .email, address: "",
            language: directory.settings.language)
        self =
            ItemFacts(
                ReminderContent.Item(
                    delivery: delivery, obligation: item.obligation, directive: item.directive, notice: item.notice,
                    history: item.history),
                writtenAt: instant, directory: directory
            ).outside
    }
}
