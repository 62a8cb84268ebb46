/// The states of a message, from its claim to its end.
///
/// A message goes from one to another by a `MessageChange` only, and a terminal state is never left: `outbox retry` makes
/// a new message.
public enum MessageState: String, Hashable, Codable, Sendable, CaseIterable {
    /// Its bytes are durable and an attempt has been started or will be.
    case claimed
    /// An attempt failed in a way that may pass; another one is scheduled.
    case deferred
    /// The gateway took it: exit status 0. All that we claim.
    case accepted
    /// Given up: rejected by the gateway, or out of attempts.
    case dead
    /// Its time passed before a gateway took it.
    case expired
    /// Not needed any more, or dropped by an operator.
    case cancelled

    public var isTerminal: Bool {
        switch self {
        case .claimed, .deferred: false
        case .accepted, .dead, .expired, .cancelled: true
        }
    }

    /// The state that a change leads to from this one; nil where the change cannot happen.
    ///
    /// Only what is in a gateway can be accepted by it, so a deferred message is first started again.
    public func after(_ change: MessageChange) -> MessageState? {
        switch (self, change) {
        case (.claimed, .start), (.deferred, .start): .claimed
        case (.claimed, .accept): .accepted
        case (.claimed, .putOff), (.deferred, .putOff): .deferred
        case (.claimed, .giveUp), (.deferred, .giveUp): .dead
        case (.claimed, .expire), (.deferred, .expire): .expired
        case (.claimed, .cancel), (.deferred, .cancel): .cancelled
        case (.deferred, .accept), (.accepted, _), (.dead, _), (.expired, _), (.cancelled, _): nil
        }
    }

    /// The states that may follow by one change.
    public var successors: Set<MessageState> {
        Set(MessageChange.allCases.compactMap(after))
    }
}

/// Why a slot of the plan was not sent: a closed list.
public enum SkipReason: String, Hashable, Codable, Sendable, CaseIterable {
    /// A later slot of the same obligation and unit was claimed in its place.
    case superseded
    /// It passed longer ago than `catch-up` reaches.
    case tooOld = "too-old"
    case done, acknowledged
    /// What it would say does not hold any more: another version, the directive withdrawn, the unit gone.
    case noLongerTrue = "no-longer-true"
}
