public import Directives

/// How things stand, for the units that supervise them: what was not sent and what is late, and once a week everything.
public struct OfficeReport: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case exceptions
        /// With the table of everything.
        case summary
    }

    /// A reminder that was never sent.
    public struct Unsent: Hashable, Sendable {
        /// The instant that it was planned for.
        public let at: Instant
        public let channel: Channel
        public let address: String
        /// Whether the time for it ran out; else it was refused.
        public let expired: Bool
        /// The last answer of the gateway.
        public let answer: String
        public let items: [ReportItem]

        public init(
            at: Instant, channel: Channel, address: String, expired: Bool, answer: String, items: [ReportItem]
        ) {
            self.at = at
            self.channel = channel
            self.address = address
            self.expired = expired
            self.answer = answer
            self.items = items
        }
    }

    /// The parts of a report.
    package enum Section: Hashable, Sendable {
        case unsent, overdue, held, totals, table
    }

    public let kind: Kind
    /// Who is addressed.
    public let units: [UnitID]
    public let written: Instant
    public let language: Language
    public let unsent: [Unsent]
    public let held: [ReportItem]
    /// The longest overdue first.
    public let overdue: [ReportItem]
    /// Everything, for the summary.
    public let all: [ReportItem]
    /// Of the ledger's chain, `ROW:HASH`: whoever keeps the report can prove the ledger with it.
    public let head: String?

    public init(
        _ kind: Kind, to units: [UnitID], written: Instant, language: Language, unsent: [Unsent] = [],
        held: [ReportItem] = [], overdue: [ReportItem] = [], all: [ReportItem] = [], head: String? = nil
    ) {
        self.kind = kind
        self.units = units
        self.written = written
        self.language = language
        self.unsent = unsent
        self.held = held
        self.overdue = overdue
        self.all = all
        self.head = head
    }

    /// Whether there is nothing to report.
    public var isEmpty: Bool { unsent.isEmpty && held.isEmpty && overdue.isEmpty && all.isEmpty }
}
