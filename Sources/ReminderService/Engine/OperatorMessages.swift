/// Which messages the engine writes to the operator.
public enum OperatorMessages: Sendable {
    /// None: a rehearsal is about the plan alone.
    case silent
    /// Alarms.
    case alarms
    /// Alarms, the weekly sign of life and the daily reports.
    case all
}
