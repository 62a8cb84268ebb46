/// The end of an obligation of which nobody was told yet: everything was held, or its letters wait for their hour.
public struct PostponedClosing: Hashable, Sendable {
    /// The key of the obligation.
    public let obligation: String
    /// Why it ended, in the words of an order or a withdrawal, or as `ProgramReason`.
    public let reason: String?

    public init(obligation: String, reason: String?) {
        self.obligation = obligation
        self.reason = reason
    }
}
