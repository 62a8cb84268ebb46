public import Directives
public import Ledger

/// The settings, directives and obligations that a listing shows: from files alone, from a ledger, or from both.
public struct Overview: Sendable {
    public let settings: Settings
    public let notices: [String: Notice]
    /// In the order of the files; by id where they come from the ledger.
    public let directives: [Directive]
    /// Of a ledger whose clock is not the machine's, the latest instant that it knows: "now" for a listing.
    public let asOf: Instant?
    /// By obligation, the slots of which their readers know; of those with a later version than the first.
    public let told: [String: Set<Slot.Key>]
    /// What the ledger knows, by directive; nil where none was read.
    private let recorded: [DirectiveID: [Obligation]]?

    /// Files alone.
    public init(_ configuration: Configuration) {
        settings = configuration.settings
        notices = Dictionary(configuration.notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        directives = configuration.directives
        recorded = nil
        asOf = nil
        told = [:]
    }

    /// A ledger; with files, their settings and directives over what it has recorded.
    ///
    /// Nil where the ledger has no configuration yet and no files were given.
    public init?(_ ledger: Ledger, files: Configuration? = nil) throws {
        guard let settings = try files?.settings ?? ledger.configurationInForce()?.settings else { return nil }
        self.settings = settings
        asOf = try ledger.asOf()
        var recorded: [DirectiveID: [Obligation]] = [:]
        try ledger.forEachObligation { row in recorded[row.obligation.directive, default: []].append(row.obligation) }
        self.recorded = recorded
        told = try ledger.toldSlots(of: recorded.values.joined().filter { $0.version > 1 }.map(\.key))
        if let files {
            notices = Dictionary(files.notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            directives = files.directives
        } else {
            var notices: [String: Notice] = [:]
            var directives: [Directive] = []
            try ledger.forEachDirective { stored in
                notices[stored.notice.id] = stored.notice
                directives.append(stored.directive)
            }
            self.notices = notices
            self.directives = directives.sorted { $0.id < $1.id }
        }
    }

    /// The obligations with their directives.
    ///
    /// - Parameters:
    ///   - loaded: when those count as first loaded that the ledger does not know.
    ///   - events: taken as recorded besides.
    ///   - horizon: recurring ones that open before it are among them; nil for those of `Facts.usualHorizonDays`.
    public func obligations(
        loaded: Instant, events: [SupposedEvent] = [], until horizon: Instant? = nil
    ) throws(DerivationError) -> [(Obligation, Directive)] {
        var facts = Facts(loaded: loaded)
        facts.horizon = horizon
        for event in events {
            switch event.what {
            case .occurrence(let occurrence): facts.events[event.directive, default: []].append(occurrence)
            case .failure: facts.failures[event.directive] = event.at
            case .completion: facts.completions[event.directive] = event.at
            }
        }
        let opening = Opening(settings.time)
        var result: [(Obligation, Directive)] = []
        for directive in directives {
            guard let notice = notices[directive.id.notice] else { continue }
            let known = recorded?[directive.id] ?? []
            let ids = Set(known.map(\.id))
            let opened = try opening.obligations(of: directive, in: notice, facts: facts).filter {
                !ids.contains($0.id)
            }
            result += (known + opened).map { ($0, directive) }
        }
        return result
    }

    /// The obligations without those of periods long past or far ahead: of each recurring duty what has begun and is not
    /// over, and the next few.
    ///
    /// - Parameter count: how many are left that have not begun.
    public static func current(
        _ obligations: [(Obligation, Directive)], at now: Instant, coming count: Int
    ) -> [(Obligation, Directive)] {
        var left: [String: Int] = [:]
        return obligations.filter { obligation, _ in
            guard obligation.isToCome(at: now) else { return true }
            let duty = Obligation.id(
                directive: obligation.directive, unit: obligation.unit, deadline: obligation.deadline,
                occasion: obligation.occasion)
            left[duty, default: count] -= 1
            return left[duty, default: 0] >= 0
        }
    }

    /// The directives that wait for something to be recorded before there is anything to do.
    package func waiting(besides obligations: [(Obligation, Directive)]) -> [(Directive, Directive.Condition)] {
        let open = Set(obligations.map(\.1.id))
        return directives.compactMap { directive in
            guard !open.contains(directive.id), directive.withdrawn == nil else { return nil }
            return directive.awaited.map { (directive, $0) }
        }
    }
}
