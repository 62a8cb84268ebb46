/// What happens to a message: the only way from one state to another (`MessageState.after`).
public enum MessageChange: Hashable, Sendable, CaseIterable {
    /// An attempt starts.
    case start
    /// The gateway took it.
    case accept
    /// It waits for an instant before its next attempt.
    case putOff
    /// No attempt will follow.
    case giveUp
    /// Its time is over.
    case expire
    /// It is not needed any more.
    case cancel

    /// The one state that it leads to, from wherever it can happen.
    public var state: MessageState {
        switch self {
        case .start: .claimed
        case .accept: .accepted
        case .putOff: .deferred
        case .giveUp: .dead
        case .expire: .expired
        case .cancel: .cancelled
        }
    }

    /// The states in which it can happen.
    public var sources: [MessageState] {
        MessageState.allCases.filter { $0.after(self) != nil }
    }
}

/// What an attempt can make of a message.
public enum AttemptEnd: Hashable, Sendable, CaseIterable {
    case accepted, deferred, dead, expired

    public var change: MessageChange {
        switch self {
        case .accepted: .accept
        case .deferred: .putOff
        case .dead: .giveUp
        case .expired: .expire
        }
    }
}

/// How a message can end without an attempt.
public enum MessageEnd: Hashable, Sendable, CaseIterable {
    case dead, expired, cancelled

    public var change: MessageChange {
        switch self {
        case .dead: .giveUp
        case .expired: .expire
        case .cancelled: .cancel
        }
    }
}
