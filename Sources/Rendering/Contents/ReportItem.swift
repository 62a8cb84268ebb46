public import Directives

/// One obligation in a report to the units that supervise it, or one that a directive waits to have.
public struct ReportItem: Hashable, Sendable {
    public let obligation: Obligation
    public let directive: Directive
    public let notice: Notice
    /// The units that supervise it on the day of the report.
    public let supervising: [UnitID]
    /// The due before the one in force, where somebody was told of it.
    public let formerDue: Due?
    public let history: ReminderHistory
    /// Whether the fuse or an order holds a reminder of it.
    public let held: Bool
    /// The day of the last reminder of its policy, or of its opening where it had none; nil where more are to come, and for
    /// what is neither overdue nor undated.
    public let remindersEnded: CivilDate?
    /// What must be recorded before there is this obligation, which waits since its opening; nil for one that there is.
    public let awaited: Directive.Condition?

    public init(
        obligation: Obligation, directive: Directive, notice: Notice, supervising: [UnitID], formerDue: Due? = nil,
        history: ReminderHistory = ReminderHistory(), held: Bool = false, remindersEnded: CivilDate? = nil,
        awaited: Directive.Condition? = nil
    ) {
        self.obligation = obligation
        self.directive = directive
        self.notice = notice
        self.supervising = supervising
        self.formerDue = formerDue
        self.history = history
        self.held = held
        self.remindersEnded = remindersEnded
        self.awaited = awaited
    }
}
