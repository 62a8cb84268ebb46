/// Which letters the engine writes to the operator.
public enum OperatorVoice: Sendable {
    /// None: a rehearsal is about the plan alone.
    case silent
    /// Alarms.
    case alarms
    /// Alarms, the weekly sign of life and the daily head of the chain.
    case all
}
