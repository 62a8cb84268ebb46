public import Directives

/// The start of one run of a gateway, recorded before its program starts.
public struct AttemptStart: Hashable, Sendable {
    /// The id of the message.
    public let message: String
    /// From 1, unique for a message.
    public let number: Int
    public let at: Instant

    public init(message: String, number: Int, at: Instant) {
        self.message = message
        self.number = number
        self.at = at
    }
}
