public import Directives

/// A reminder that came to its end without going.
public struct UnsentMessage: Hashable, Sendable {
    public let id: String
    /// The instant that it was planned for.
    public let at: Instant
    /// `dead` or `expired`.
    public let state: MessageState
    public let channel: Channel
    public let address: String
    /// When it came to its end.
    public let ended: Instant
    /// Why, or what the gateway said last; empty where nobody said anything.
    public let answer: String
    /// The ids of the obligations that it was about.
    public let obligations: [String]
}
