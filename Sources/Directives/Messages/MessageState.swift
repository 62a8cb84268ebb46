/// The states of a message, from its claim to its end.
///
/// A message goes from one to another by a `MessageChange` only, and a terminal state is never left: `outbox retry` makes
/// a new message.
public enum MessageState: String, Hashable, Sendable, CaseIterable {
    /// Its bytes are durable and an attempt has been started or will be.
    case claimed
    /// An attempt failed for a reason that may pass; another one is scheduled.
    case deferred
    /// The gateway took it: it ended with exit status 0. Nothing more is known.
    case accepted
    /// The gateway rejected it, or its attempts are used up.
    case dead
    /// Its time passed before a gateway took it.
    case expired
    /// It is no longer needed, or an operator dropped it.
    case cancelled

    public var isTerminal: Bool {
        switch self {
        case .claimed, .deferred: false
        case .accepted, .dead, .expired, .cancelled: true
        }
    }

    /// The state that a change leads to from this one; nil where the change cannot happen.
    ///
    /// Only a message with a running attempt can be accepted, so a deferred one is started first.
    public func after(_ change: MessageChange) -> MessageState? {
        switch (self, change) {
        case (.claimed, .start), (.deferred, .start): .claimed
        case (.claimed, .accept): .accepted
        case (.claimed, .postpone), (.deferred, .postpone): .deferred
        case (.claimed, .fail), (.deferred, .fail): .dead
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
public enum SkipReason: String, Hashable, Sendable, CaseIterable {
    /// A later slot of the same obligation and unit was claimed in its place.
    case superseded
    /// It passed longer ago than the time that `catch-up` gives.
    case tooOld = "too-old"
    case done, acknowledged
    /// What it would say is no longer true: there is a newer version, the directive was withdrawn, the unit ended.
    case noLongerTrue = "no-longer-true"
}
