public import Directives

extension LedgerTransaction {
    /// Why a message is claimed, as far as the message itself does not say it.
    public enum ClaimReason: Hashable, Sendable {
        /// The plan, a report or an alarm.
        case plan
        /// It says what a message that died was to say, about these slots.
        case fallback([Slot.Key])
        /// It tells of the end of these obligations, by id.
        case closing([String])
        /// An operator wants it.
        case order(author: String)
    }

    struct Claim: Sendable {
        let message: ClaimedMessage
        let reason: ClaimReason
    }

    /// The end of a message without an attempt.
    struct Ending: Sendable {
        let message: String
        let state: MessageEnd
        let reason: String
        let author: String?
    }

    struct MessageHold: Sendable {
        let message: String
        /// Nil releases it.
        let reason: String?
        /// When a released message is due that waits for an attempt.
        let next: Instant
    }

    /// Claims a message with the exact bytes that its attempts hand over.
    ///
    /// A delivery that any message carries already is refused, and with it the whole transaction.
    ///
    /// - Parameter start: when it is due, where its first attempt does not start with the claim.
    public mutating func claim(
        _ message: ClaimedMessage, due start: Instant? = nil, for reason: ClaimReason = .plan
    ) {
        claims.append(Claim(message: message, reason: reason))
        if let start { waits[message.id] = start }
    }

    /// Starts a further attempt of a message that was claimed before: its program may run when this is durable.
    ///
    /// Refused for a message in a terminal state, for an attempt number that was used, and while another attempt of it runs.
    public mutating func start(_ attempt: AttemptStart) {
        starts.append(attempt)
    }

    /// Ends a running attempt, with the state that its message comes to.
    ///
    /// Where the message came to its end meanwhile (expired, cancelled), that state stays.
    public mutating func finish(_ outcome: AttemptOutcome) {
        outcomes.append(outcome)
    }

    /// Makes a message that waits already wait for another instant.
    public mutating func postpone(_ message: String, until instant: Instant, reason: String) {
        waits[message] = instant
        note(.postponed(until: instant, reason: reason), message: message)
    }

    /// Ends a message without another attempt; it may be one that this transaction claims.
    ///
    /// Refused if it has come to its end.
    public mutating func end(_ message: String, as state: MessageEnd, reason: String, author: String? = nil) {
        endings.append(Ending(message: message, state: state, reason: reason, author: author))
    }

    /// Holds a message that has not come to its end: it is not due until it is released, and expires as others do.
    public mutating func hold(_ message: String, reason: String, author: String) {
        messageHolds.append(MessageHold(message: message, reason: reason, next: at))
        note(.messageHeld(reason: reason), message: message, author: author)
    }

    /// Releases a message that is held.
    ///
    /// - Parameter next: when it is due, where it waits for an attempt; at once where nil.
    public mutating func release(_ message: String, next: Instant? = nil, author: String) {
        messageHolds.append(MessageHold(message: message, reason: nil, next: next ?? at))
        note(.messageReleased(until: next ?? at), message: message, author: author)
    }
}
