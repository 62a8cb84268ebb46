public import Directives

/// Which obligations a listing shows: those that fit all that is given.
public struct ObligationFilter: Hashable, Sendable {
    public var states: Set<Obligation.State>
    public var directive: DirectiveID?
    /// The lead unit.
    public var unit: UnitID?
    /// Only those of which the fuse holds a slot back.
    public var held: Bool

    public init(
        states: Set<Obligation.State> = Set(Obligation.State.allCases), directive: DirectiveID? = nil,
        unit: UnitID? = nil, held: Bool = false
    ) {
        self.states = states
        self.directive = directive
        self.unit = unit
        self.held = held
    }
}
