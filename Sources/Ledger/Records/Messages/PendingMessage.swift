public import Directives

/// A message that has not come to its end, with all that an attempt needs.
public struct PendingMessage: Hashable, Sendable {
    public let id: String
    public let kind: MessageKind
    public let state: MessageState
    /// The instant that it was planned for.
    public let at: Instant
    public let gateway: String
    public let channel: Channel
    public let address: String
    public let recipient: String
    public let language: Language
    /// Those of the claim: their hash was checked.
    public let bytes: [UInt8]
    public let segments: Int?
    public let claimedAt: Instant
    public let expiresAt: Instant?
    /// When it is due again; nil unless it is deferred.
    public let nextAttempt: Instant?
    /// Attempts started so far, which is the number of the last one.
    public let attempts: Int
    /// When the first attempt started.
    public let firstAttempt: Instant?
    /// When the last attempt started.
    public let lastAttempt: Instant?
    /// The ids of the obligations that its deliveries, or those of the message that it stands in for, are about.
    public let obligations: [String]

    init(_ message: StoredMessage, bytes: [UInt8], obligations: [String]) {
        id = message.id
        kind = message.kind
        state = message.state
        at = message.at
        gateway = message.gateway
        channel = message.channel
        address = message.address
        recipient = message.recipient
        language = message.language
        self.bytes = bytes
        segments = message.segments
        claimedAt = message.claimedAt
        expiresAt = message.expiresAt
        nextAttempt = message.nextAttempt
        attempts = message.attempts.last?.number ?? 0
        firstAttempt = message.attempts.first?.startedAt
        lastAttempt = message.attempts.last?.startedAt
        self.obligations = obligations
    }
}
