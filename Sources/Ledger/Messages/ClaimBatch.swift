public import Directives

/// What one claim lays down: whole messages, and what becomes of the slots beside them.
public struct ClaimBatch: Sendable {
    public var messages: [ClaimedMessage]
    public var skips: [SkippedSlot]
    public var advances: [ObligationAdvance]
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
