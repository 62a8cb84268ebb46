/// What happens to a message: the only way from one state to another (`MessageState.after`).
public enum MessageChange: Hashable, Sendable, CaseIterable {
    /// An attempt starts.
    case start
    /// The gateway took it.
    case accept
    /// Its next attempt waits for an instant.
    case postpone
    /// No attempt will follow.
    case fail
    /// Its time has passed.
    case expire
    /// It is no longer needed.
    case cancel

    /// The state that it leads to, which is the same from all `sources`.
    public var state: MessageState {
        switch self {
        case .start: .claimed
        case .accept: .accepted
        case .postpone: .deferred
        case .fail: .dead
        case .expire: .expired
        case .cancel: .cancelled
        }
    }

    /// The states in which it can happen.
    public var sources: [MessageState] {
        MessageState.allCases.filter { $0.after(self) != nil }
    }
}

/// The state in which an attempt can leave a message.
public enum AttemptEnd: Hashable, Sendable, CaseIterable {
    case accepted, deferred, dead, expired

    public var change: MessageChange {
        switch self {
        case .accepted: .accept
        case .deferred: .postpone
        case .dead: .fail
        case .expired: .expire
        }
    }
}

/// How a message can end without an attempt.
public enum MessageEnd: Hashable, Sendable, CaseIterable {
    case dead, expired, cancelled

    public var change: MessageChange {
        switch self {
        case .dead: .fail
        case .expired: .expire
        case .cancelled: .cancel
        }
    }
}
