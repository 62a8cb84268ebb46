/// Why the program itself ended something, where no person gave a reason.
///
/// The raw value is what the ledger stores and what commands print; letters say it in the language of their reader.
public enum ProgramReason: String, Hashable, Sendable, CaseIterable {
    // Of an obligation.
    case notAsked = "no longer in the files"
    case otherLead = "the unit no longer leads it"
    case waits = "the deadline now waits for what has not been recorded"
    case noPeriod = "the deadline has no such period any more"
    // Of a message.
    case gatewayGone = "its gateway is gone from the configuration"
    case gatewaySuspended = "its gateway is suspended"
    case officeDayOver = "its office day is over"
    case allEnded = "all that it is about has ended"
    case dueChanged = "the due that it names was changed"
}
