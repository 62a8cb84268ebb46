public import Directives

/// Which events a listing shows: those that fit all that is given.
public struct EventFilter: Hashable, Sendable {
    /// Nil for every kind.
    public var kinds: Set<EventKind>?
    public var obligation: String?
    public var directive: DirectiveID?
    public var unit: UnitID?
    public var message: String?
    /// Not before this instant.
    public var from: Instant?
    /// Before this instant.
    public var until: Instant?

    public init(
        kinds: Set<EventKind>? = nil, obligation: String? = nil, directive: DirectiveID? = nil, unit: UnitID? = nil,
        message: String? = nil, from: Instant? = nil, until: Instant? = nil
    ) {
        self.kinds = kinds
        self.obligation = obligation
        self.directive = directive
        self.unit = unit
        self.message = message
        self.from = from
        self.until = until
    }
}
