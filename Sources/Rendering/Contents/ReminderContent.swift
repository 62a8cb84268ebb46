public import Directives

/// What a message says, before it is put into words: the deliveries of one address at one instant, and all that the
/// words need to know of them.
public struct ReminderContent: Hashable, Sendable {
    /// One delivery with the directive, notice and obligation that it is about.
    public struct Item: Hashable, Sendable {
        public let delivery: Delivery
        public let obligation: Obligation
        public let directive: Directive
        public let notice: Notice
        /// What the unit knows of it; nil for the first version, of which nothing has changed.
        public let known: KnownDue?
        /// The instant of the slot, where the message comes so much later that it says so.
        public let lateSince: Instant?
        /// What its lead has received so far; nil where the reader is not to know.
        public let history: ReminderHistory?

        public init(
            delivery: Delivery, obligation: Obligation, directive: Directive, notice: Notice,
            known: KnownDue? = nil, lateSince: Instant? = nil, history: ReminderHistory? = nil
        ) {
            self.delivery = delivery
            self.obligation = obligation
            self.directive = directive
            self.notice = notice
            self.known = known
            self.lateSince = lateSince
            self.history = history
        }
    }

    /// The stable id, lower-case hexadecimal: the left side of the Message-ID.
    public let id: String
    /// The instant that it was planned for.
    public let at: Instant
    /// The instant at which it is written; relative words count from here.
    public let written: Instant
    public let gateway: Gateway
    /// The address that the plan names.
    public let address: String
    /// Where it really goes: the same, but for `redirect-all-to`.
    public let recipient: String
    public let language: Language
    public let items: [Item]

    public init(
        id: String, at: Instant, written: Instant, gateway: Gateway, address: String, recipient: String? = nil,
        language: Language, items: [Item]
    ) {
        self.id = id
        self.at = at
        self.written = written
        self.gateway = gateway
        self.address = address
        self.recipient = recipient ?? address
        self.language = language
        self.items = items
    }
}
