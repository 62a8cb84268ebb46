public import Directives

/// What is to be written together: all of it is durable when `Ledger.commit` returns, or nothing of it is kept.
///
/// Its methods say what happens; the ledger derives rows and events from that, and applies them in the one right order
/// (`Ledger+Commit.swift`), whatever the order of the calls.
public struct LedgerTransaction: Sendable {
    /// The instant that it records as the present.
    public let at: Instant

    var configuration: ConfigurationUpdate?
    var obligations: [ObligationRow] = []
    var outcomes: [AttemptOutcome] = []
    var starts: [AttemptStart] = []
    var claims: [Claim] = []
    var waits: [String: Instant] = [:]
    var endings: [Ending] = []
    var messageHolds: [MessageHold] = []
    var advances: [ObligationAdvance] = []
    var skips: [SkippedSlot] = []
    var closings: [PostponedClosing] = []
    /// By the key of the obligation.
    var endedClosings: [String] = []
    /// In the order of the calls; the ledger adds those of the other members.
    var events: [Event] = []
    /// Of the planner that planned what has passed, where it is another one from now on.
    var plannerRevision: Int?
    /// Whether everything is held from here on, or nothing any more; nil where that stays as it is.
    public internal(set) var hold: Bool?
    /// Whether the limits count anew from here.
    public internal(set) var releasesLimits = false
    /// Whether the clock is taken as right.
    public internal(set) var acceptsClock = false
    private var wakes = false

    public init(at instant: Instant) {
        at = instant
    }

    /// Adds an event that no other member implies.
    mutating func note(_ fact: Event.Fact, message: String? = nil, author: String? = nil) {
        events.append(Event(at: at, fact, message: message, author: author))
    }

    /// Moves an obligation on to where nothing of it is left to be claimed.
    public mutating func advance(_ advance: ObligationAdvance) {
        advances.append(advance)
    }

    /// Has an obligation looked at again at once.
    public mutating func wake(_ row: ObligationRow) {
        wakes = true
        advances.append(
            ObligationAdvance(id: row.obligation.key, settled: row.settled, wake: at, held: row.held))
    }

    // MARK: Questions

    /// Whether there is nothing to write.
    public var isEmpty: Bool {
        configuration == nil && obligations.isEmpty && outcomes.isEmpty && starts.isEmpty && claims.isEmpty
            && waits.isEmpty && endings.isEmpty && messageHolds.isEmpty && advances.isEmpty && skips.isEmpty
            && closings.isEmpty && endedClosings.isEmpty && events.isEmpty && plannerRevision == nil
    }

    /// Whether it changes what the due queue is planned from, other than by claims from that queue.
    public var changesPlan: Bool {
        configuration != nil || !obligations.isEmpty || wakes || hold != nil || releasesLimits
    }

    /// Whether it leaves a message that is to be tried later, or releases one that may be.
    public var defersAny: Bool {
        !waits.isEmpty || !messageHolds.isEmpty || outcomes.contains { $0.newState == .deferred }
    }

    /// Whether it leaves messages about ends for later.
    public var postponesClosings: Bool { !closings.isEmpty }

    /// Whether a running attempt ends with it, after which its message waits for another one.
    public func defers(_ message: String) -> Bool {
        outcomes.contains { $0.message == message && $0.newState == .deferred }
    }

    /// Whether a message that it claims speaks of a slot to an address in place of another one.
    public func saysInPlace(_ slot: Slot.Key, by gateway: String, to address: String) -> Bool {
        claims.contains { claim in
            guard claim.message.gateway == gateway, claim.message.address == address,
                case .fallback(let slots) = claim.reason
            else { return false }
            return slots.contains(slot)
        }
    }

    /// Whether it claims a message of that id.
    public func claims(_ message: String) -> Bool {
        claims.contains { $0.message.id == message }
    }

    /// Whether it ends a message without an attempt.
    public func ends(_ message: String) -> Bool {
        endings.contains { $0.message == message }
    }
}

/// How far an obligation has come by a claim.
public struct ObligationAdvance: Hashable, Sendable {
    /// The key of the obligation.
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

/// A slot of the plan that will not be sent, and why.
public struct SkippedSlot: Hashable, Sendable {
    public let key: Slot.Key
    /// The instant of the slot.
    public let at: Instant
    public let reason: SkipReason

    public init(key: Slot.Key, at: Instant, reason: SkipReason) {
        self.key = key
        self.at = at
        self.reason = reason
    }
}
