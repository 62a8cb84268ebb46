/// What the engine does by itself besides the reminders of the plan.
public enum AutomaticMail: Sendable {
    /// Nothing: a rehearsal is about the plan alone.
    case silent
    /// Alarms to the operator, and closing messages to those who had mail about an obligation.
    case alarms
    /// Besides these the daily reports, the weekly sign of life, and the daily housekeeping: the head of the chain in
    /// the journal, the retention of bytes, the coming periods.
    case all
}
