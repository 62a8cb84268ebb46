public import Directives

/// What came of one run of a gateway.
public struct AttemptOutcome: Hashable, Sendable {
    /// The id of the message.
    public var message: String
    public var number: Int
    public var endedAt: Instant
    /// How the program ended, in words: `exit 75`, `signal 9`, `timeout`.
    public var exit: String
    public var meaning: ExitMeaning
    /// What it printed, capped by the courier.
    public var output: String
    /// The name that the gateway gave to the message.
    public var gatewayID: String?
    /// What it makes of the message.
    public var newState: AttemptEnd
    /// When it is tried again: given with `deferred`, and only with it.
    public var nextAttempt: Instant?

    public init(
        message: String, number: Int, endedAt: Instant, exit: String, meaning: ExitMeaning, output: String = "",
        gatewayID: String? = nil, newState: AttemptEnd, nextAttempt: Instant? = nil
    ) {
        self.message = message
        self.number = number
        self.endedAt = endedAt
        self.exit = exit
        self.meaning = meaning
        self.output = output
        self.gatewayID = gatewayID
        self.newState = newState
        self.nextAttempt = nextAttempt
    }
}
