public import Directives

/// An obligation, and up to which instant its slots are settled.
public struct ObligationRow: Hashable, Sendable {
    public var obligation: Obligation
    /// Slots before this instant are settled: claimed, or recorded with a reason.
    public var settled: Instant
    /// When the engine must look at it next: the instant of its next slot; nil for nothing to come.
    public var wake: Instant?
    /// Whether the fuse holds a slot of it back.
    public var held: Bool

    public init(obligation: Obligation, settled: Instant, wake: Instant?, held: Bool = false) {
        self.obligation = obligation
        self.settled = settled
        self.wake = wake
        self.held = held
    }
}
