/// What has become of a slot: never stored, but worked out from what is.
public enum SlotState: String, Hashable, Codable, Sendable, CaseIterable {
    /// Its instant is still to come, or it is looked at next.
    case pending
    /// The fuse or an order holds it back.
    case held
    /// It is not sent, for a recorded reason.
    case skipped
    /// A message of it is on its way.
    case underWay = "under-way"
    /// A gateway took a message of it.
    case accepted
    case dead, expired, cancelled

    /// - Parameters:
    ///   - messages: the states of all messages that carry a delivery of it, or that stand in for such a one.
    ///   - skipped: the reason recorded, where there is one.
    ///   - isHeld: whether its obligation is held back.
    public init(messages: [MessageState], skipped: SkipReason? = nil, isHeld: Bool = false) {
        // One that arrived counts for all; while one may still arrive, nothing is lost.
        if messages.contains(.accepted) {
            self = .accepted
        } else if messages.contains(where: { !$0.isTerminal }) {
            self = .underWay
        } else if messages.contains(.dead) {
            self = .dead
        } else if messages.contains(.expired) {
            self = .expired
        } else if messages.contains(.cancelled) {
            self = .cancelled
        } else if skipped != nil {
            self = .skipped
        } else {
            self = isHeld ? .held : .pending
        }
    }
}
