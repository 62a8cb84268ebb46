public import Directives

/// Something that has happened, recorded for good.
public struct Event: Hashable, Sendable {
    public let at: Instant
    public let fact: Fact
    /// The id of the one obligation that it is about.
    public let obligation: String?
    public let directive: DirectiveID?
    public let unit: UnitID?
    /// The id of a message.
    public let message: String?
    /// Who caused it, where a person did.
    public let author: String?

    init(
        at: Instant, _ fact: Fact, obligation: String? = nil, directive: DirectiveID? = nil, unit: UnitID? = nil,
        message: String? = nil, author: String? = nil
    ) {
        self.at = at
        self.fact = fact
        self.obligation = obligation
        self.directive = directive
        self.unit = unit
        self.message = message
        self.author = author
    }

    /// About one obligation, its directive and its unit.
    init(at: Instant, _ fact: Fact, of obligation: Obligation, unit: UnitID? = nil, author: String? = nil) {
        self.init(
            at: at, fact, obligation: obligation.key, directive: obligation.directive, unit: unit ?? obligation.unit,
            author: author)
    }

    /// Nil for a kind that this program does not know.
    public var kind: EventKind? { EventKind(rawValue: fact.encoded.kind) }
}
