public import Directives

/// Something that a listing or a rehearsal takes as recorded, though the ledger does not have it.
public struct SupposedEvent: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        case occurrence(Facts.RecordedEvent)
        case failure
        case completion
    }

    public let directive: DirectiveID
    /// When it counts as recorded.
    public let at: Instant
    public let what: What

    public init(_ what: What, of directive: DirectiveID, at instant: Instant) {
        self.directive = directive
        at = instant
        self.what = what
    }
}
