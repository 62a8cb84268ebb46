public import Directives

/// What is sent to those who were reminded of obligations once these have ended: no slot, no reminder, in no plan.
///
/// It goes by e-mail, in the thread of its obligation, and closes the entry in the readers' task lists.
public struct ClosingContent: Hashable, Sendable {
    /// One obligation that has ended, its directive and notice, and who is notified of it.
    public struct Item: Hashable, Sendable {
        /// Its state says how it ended, and `ended` when.
        public let obligation: Obligation
        public let directive: Directive
        public let notice: Notice
        /// The unit that had been reminded, and its part.
        public let unit: UnitID
        public let role: Role
        /// Why, in the words of whoever recorded it; nil where no reason was given.
        public let reason: String?

        public init(
            obligation: Obligation, directive: Directive, notice: Notice, unit: UnitID, role: Role,
            reason: String? = nil
        ) {
            self.obligation = obligation
            self.directive = directive
            self.notice = notice
            self.unit = unit
            self.role = role
            self.reason = reason
        }
    }

    /// The stable id, lower-case hexadecimal: the left side of the Message-ID.
    public let id: String
    public let written: Instant
    public let gateway: Gateway
    /// The address that had been reminded.
    public let address: String
    /// Where it really goes: the same, but for `redirect-all-to`.
    public let recipient: String
    public let language: Language
    /// At least one; several where much ended at once, such as a withdrawn notice.
    public let items: [Item]

    public init(
        id: String, written: Instant, gateway: Gateway, address: String, recipient: String? = nil,
        language: Language, items: [Item]
    ) {
        self.id = id
        self.written = written
        self.gateway = gateway
        self.address = address
        self.recipient = recipient ?? address
        self.language = language
        self.items = items
    }
}
