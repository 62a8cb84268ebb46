/// One task of a notice.
public struct Directive: Hashable, Sendable {
    /// A deadline of a directive, with a name where there are several.
    public struct NamedDeadline: Hashable, Sendable {
        /// Nil where the directive has only one.
        public let name: String?
        public let deadline: Deadline

        public init(name: String? = nil, _ deadline: Deadline) {
            self.name = name
            self.deadline = deadline
        }
    }

    /// What must have happened before there is anything to do.
    public enum Condition: Hashable, Sendable {
        /// `after 9.6 fails`
        case failure(of: DirectiveID)
        /// `after 9.6 is done`
        case completion(of: DirectiveID)
        /// `after receipt`
        case event(String)
    }

    /// That a directive was withdrawn.
    public struct Withdrawal: Hashable, Sendable {
        public let date: CivilDate
        public let reason: String

        public init(date: CivilDate, reason: String) {
            self.date = date
            self.reason = reason
        }
    }

    public let id: DirectiveID
    public let task: String
    /// The words of the notice that set the deadline.
    public let quote: String?
    /// Units; groups are expanded.
    public let lead: [UnitID]
    public let coordinating: [UnitID]
    /// Empty where the lead's own supervising unit has this role.
    public let supervising: [UnitID]
    public let receiving: [UnitID]
    public let deadlines: [NamedDeadline]
    public let opens: Condition?
    /// The key of a policy.
    public let policy: String
    /// Whether it names a private person: the task and the quote stay out of SMS, subjects and the journal.
    public let personal: Bool
    /// Whether only number and date may be sent, in every channel.
    public let restricted: Bool
    public let withdrawn: Withdrawal?

    public init(
        id: DirectiveID, task: String, quote: String? = nil, lead: [UnitID], coordinating: [UnitID] = [],
        supervising: [UnitID] = [], receiving: [UnitID] = [], deadlines: [NamedDeadline], opens: Condition? = nil,
        policy: String = "standard", personal: Bool = false, restricted: Bool = false, withdrawn: Withdrawal? = nil
    ) {
        self.id = id
        self.task = task
        self.quote = quote
        self.lead = lead
        self.coordinating = coordinating
        self.supervising = supervising
        self.receiving = receiving
        self.deadlines = deadlines
        self.opens = opens
        self.policy = policy
        self.personal = personal
        self.restricted = restricted
        self.withdrawn = withdrawn
    }

    /// The events, by name, that people record for it.
    public var awaitedEvents: [String] {
        var names = deadlines.compactMap(\.deadline.awaitedEvent)
        if case .event(let name) = opens { names.append(name) }
        return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The deadline of that name; the only one has none.
    public func deadline(named name: String?) -> Deadline? {
        deadlines.first { $0.name == name }?.deadline
    }

    /// What it waits for before there is anything to do, as far as the files tell; nil for one that waits for nothing.
    public var awaited: Condition? { opens ?? awaitedEvents.first.map(Condition.event) }

    /// Whether a deadline of it recurs.
    public var recurs: Bool {
        deadlines.contains { $0.deadline.recurs }
    }
}

extension Directive.Condition: CustomStringConvertible {
    /// As listings and `--json` print it.
    public var description: String {
        switch self {
        case .failure(let other): "the failure of \(other)"
        case .completion(let other): "\(other) to be done"
        case .event(let name): "the event '\(name)'"
        }
    }
}

extension Deadline {
    /// The end of another directive that it is counted from.
    public var awaitedEnd: Directive.Condition? {
        switch self {
        case .counted(_, _, .completion(let id), _): .completion(of: id)
        case .counted(_, _, .failure(let id), _): .failure(of: id)
        default: nil
        }
    }
}
