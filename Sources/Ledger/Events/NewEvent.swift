public import Directives

/// Something that has happened, to be recorded for good.
public struct NewEvent: Hashable, Sendable {
    public var at: Instant
    public var kind: EventKind
    public var obligation: String?
    public var directive: DirectiveID?
    public var unit: UnitID?
    /// The id of a message.
    public var message: String?
    /// Who caused it, where a person did.
    public var author: String?
    /// What else belongs to it, by name.
    public var detail: [String: String]

    public init(
        at: Instant, kind: EventKind, obligation: String? = nil, directive: DirectiveID? = nil, unit: UnitID? = nil,
        message: String? = nil, author: String? = nil, detail: [String: String] = [:]
    ) {
        self.at = at
        self.kind = kind
        self.obligation = obligation
        self.directive = directive
        self.unit = unit
        self.message = message
        self.author = author
        self.detail = detail
    }
}
