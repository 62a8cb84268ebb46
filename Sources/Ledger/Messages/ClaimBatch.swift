public import Directives

/// What one transaction of the engine lays down: outcomes, whole messages, and what becomes of the slots beside them.
///
/// They are laid down in the order of the members: an outcome frees the place that a claim of the same batch takes.
public struct ClaimBatch: Sendable {
    /// How attempts ended.
    public var outcomes: [AttemptOutcome] = []
    /// Further attempts of messages that were claimed before.
    public var starts: [AttemptStart] = []
    public var messages: [ClaimedMessage]
    /// Messages that wait for an instant before their next attempt, by id: those of the batch before their first one.
    public var deferred: [String: Instant] = [:]
    public var skips: [SkippedSlot]
    public var advances: [ObligationAdvance]
    /// Obligations that an order changed.
    public var obligations: [ObligationRow] = []
    /// Messages that end without another attempt, also such as the batch brings.
    public var endings: [MessageEnding] = []
    /// Events besides those that the claim itself makes.
    public var events: [NewEvent]

    public init(
        messages: [ClaimedMessage] = [], skips: [SkippedSlot] = [], advances: [ObligationAdvance] = [],
        events: [NewEvent] = []
    ) {
        self.messages = messages
        self.skips = skips
        self.advances = advances
        self.events = events
    }
}

/// A slot of the plan that will not be sent, and why.
public struct SkippedSlot: Hashable, Sendable {
    public let key: Slot.Key
    /// The instant of the slot.
    public let at: Instant
    public let reason: SkipReason
    public let recordedAt: Instant

    public init(key: Slot.Key, at: Instant, reason: SkipReason, recordedAt: Instant) {
        self.key = key
        self.at = at
        self.reason = reason
        self.recordedAt = recordedAt
    }
}

/// How far an obligation has come by a claim.
public struct ObligationAdvance: Hashable, Sendable {
    /// The id of the obligation.
    public let id: String
    public let settled: Instant
    public let wake: Instant?
    public let held: Bool

    public init(id: String, settled: Instant, wake: Instant?, held: Bool) {
        self.id = id
        self.settled = settled
        self.wake = wake
        self.held = held
    }
}

/// The end of a message that no attempt brought about.
public struct MessageEnding: Hashable, Sendable {
    public let message: String
    public let state: MessageEnd
    public let reason: String
    public let at: Instant

    public init(message: String, state: MessageEnd, reason: String, at: Instant) {
        self.message = message
        self.state = state
        self.reason = reason
        self.at = at
    }
}
