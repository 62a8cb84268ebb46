public import Directives

/// Which messages a listing shows: those that fit all that is given.
public struct MessageFilter: Hashable, Sendable {
    /// Nil for every state.
    public var states: Set<MessageState>?
    public var kind: MessageKind?
    public var gateway: String?
    public var address: String?
    /// The id of an obligation that one of its deliveries is about.
    public var obligation: String?
    /// Claimed not before this instant.
    public var from: Instant?
    /// Claimed before this instant.
    public var until: Instant?

    public init(
        states: Set<MessageState>? = nil, kind: MessageKind? = nil, gateway: String? = nil, address: String? = nil,
        obligation: String? = nil, from: Instant? = nil, until: Instant? = nil
    ) {
        self.states = states
        self.kind = kind
        self.gateway = gateway
        self.address = address
        self.obligation = obligation
        self.from = from
        self.until = until
    }
}
