public import Directives

/// What an event records: a closed list, in the words of the journal.
public enum EventKind: String, Hashable, Codable, Sendable, CaseIterable {
    case configurationAccepted = "configuration-accepted"
    case configurationRefused = "configuration-refused"
    /// Of an obligation.
    case opened
    /// What a directive waits for has happened.
    case occurred
    /// An obligation has a new version.
    case versioned
    case acknowledged, done, failed, withdrawn
    /// The obligation ended since its unit did.
    case ended
    /// Of a message.
    case claimed, accepted, deferred, dead, expired, cancelled
    /// A slot will not be sent; `reason` says why.
    case skipped
    /// By the fuse.
    case held, released
    case handedOver = "handed-over"
    /// The supervising units were told how things stand, those of which there was anything to tell: once a working day.
    case reported
    case operatorTold = "operator-told"
    case clockStepped = "clock-stepped"
    /// Retention deleted the bytes of messages that ended long ago; their hashes stay.
    case bytesDeleted = "bytes-deleted"
    /// The daemon.
    case started, stopped

    /// What records that an obligation has come to an end of that kind; `opened` for one that is open.
    public init(_ state: Obligation.State) {
        switch state {
        case .open: self = .opened
        case .done: self = .done
        case .failed: self = .failed
        case .withdrawn: self = .withdrawn
        case .unitEnded: self = .ended
        }
    }

    /// What records that a message has come to a state.
    init(_ state: MessageState) {
        switch state {
        case .claimed: self = .claimed
        case .deferred: self = .deferred
        case .accepted: self = .accepted
        case .dead: self = .dead
        case .expired: self = .expired
        case .cancelled: self = .cancelled
        }
    }
}
