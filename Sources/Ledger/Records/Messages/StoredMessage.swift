public import Directives

/// A message with its whole history.
public struct StoredMessage: Hashable, Sendable {
    /// One run of a gateway.
    public struct Attempt: Hashable, Sendable {
        public let number: Int
        public let startedAt: Instant
        /// Nil while it runs, or when the daemon ended before it.
        public let endedAt: Instant?
        public let exit: String?
        public let meaning: ExitMeaning?
        public let output: String?
        public let gatewayID: String?
    }

    public let id: String
    public let kind: MessageKind
    /// The instant that it was planned for.
    public let at: Instant
    public let gateway: String
    public let channel: Channel
    public let address: String
    public let recipient: String
    public let language: Language
    public let subject: String?
    public let segments: Int?
    /// Of the bytes, in lower-case hexadecimal.
    public let sha256: String
    /// Nil in a listing, and when retention has deleted them.
    public let bytes: [UInt8]?
    /// When retention deleted the bytes; nil in a listing.
    public let bytesDeletedAt: Instant?
    public let claimedAt: Instant
    public let expiresAt: Instant?
    /// The id of the message that it stands in for.
    public let replaces: String?
    public let state: MessageState
    /// When it is tried again; nil unless it is deferred.
    public let nextAttempt: Instant?
    /// Why it expired or was cancelled.
    public let reason: String?
    /// Why an operator holds it; nil unless one does.
    public let hold: String?
    public let attempts: [Attempt]
    /// Its own, or else those of the message that it stands in for.
    public let deliveries: [Delivery]
}
