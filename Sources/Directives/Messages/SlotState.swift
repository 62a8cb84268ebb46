/// The state of a slot: never stored, but derived from its messages.
public enum SlotState: String, Hashable, Sendable, CaseIterable {
    /// Its instant is still to come, or the next pass handles it.
    case pending
    /// The fuse or an order holds it back.
    case held
    /// It was not sent, for a recorded reason.
    case skipped
    /// A message of it has not ended.
    case underWay = "under-way"
    /// A gateway took a message of it.
    case accepted
    case dead, expired, cancelled

    /// - Parameters:
    ///   - messages: the states of all messages with a delivery of it, fallbacks and retries included.
    ///   - skipped: the reason recorded, where there is one.
    ///   - isHeld: whether its obligation is held back.
    public init(messages: [MessageState], skipped: SkipReason? = nil, isHeld: Bool = false) {
        // One accepted message is enough; while another may still be accepted, the slot has not failed.
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
