public import Directives

/// A message about to be claimed: the exact bytes for one address.
public struct ClaimedMessage: Hashable, Sendable {
    public var id: String
    public var kind: MessageKind
    /// The instant that it was planned for.
    public var at: Instant
    public var gateway: String
    public var channel: Channel
    /// The address that the plan names.
    public var address: String
    /// Where it really goes.
    public var recipient: String
    public var language: Language
    /// What every attempt hands to the gateway.
    public var bytes: [UInt8]
    /// Of an e-mail.
    public var subject: String?
    /// Of an SMS.
    public var segments: Int?
    /// Empty for an operator message, and for one that replaces another: that one keeps them.
    public var deliveries: [Delivery]
    public var expiresAt: Instant?
    /// The message that this one stands in for: a dead one tried again, or one for which this is the fallback.
    public var replaces: String?
    /// Its first attempt, if it starts with the claim.
    public var firstAttempt: AttemptStart?

    public init(
        id: String, kind: MessageKind, at: Instant, gateway: String, channel: Channel, address: String,
        recipient: String? = nil, language: Language, bytes: [UInt8], subject: String? = nil, segments: Int? = nil,
        deliveries: [Delivery] = [], expiresAt: Instant? = nil, replaces: String? = nil,
        firstAttempt: AttemptStart? = nil
    ) {
        self.id = id
        self.kind = kind
        self.at = at
        self.gateway = gateway
        self.channel = channel
        self.address = address
        self.recipient = recipient ?? address
        self.language = language
        self.bytes = bytes
        self.subject = subject
        self.segments = segments
        self.deliveries = deliveries
        self.expiresAt = expiresAt
        self.replaces = replaces
        self.firstAttempt = firstAttempt
    }
}
