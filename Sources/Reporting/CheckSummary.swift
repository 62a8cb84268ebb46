public import Directives

/// What a configuration amounts to.
public struct CheckSummary: Encodable, Sendable {
    public let notices: Int
    public let directives: Int
    public let units: Int
    public let obligations: Int
    /// Directives that wait for something to be recorded.
    public let waiting: Int
    /// The events that directives wait for, with the number of directives.
    public let events: [String: Int]
    /// Obligations of which nobody is told in time, if they are loaded at the start, by `Silence`.
    public let silent: [String: [String]]
    /// Slots in the 30 days from the start.
    public let slots: Int
    public let from: String
    public let gateways: [String]
    /// Years without official dates: of those in which something is due, the current one and, late in it, the next.
    public let uncoveredYears: [Int]

    /// - Parameter from: the start of the 30 days; directives count as loaded then.
    public init(of configuration: Configuration, from: Instant) throws(DerivationError) {
        let settings = configuration.settings
        let overview = Overview(configuration)
        let zone = settings.time.zone
        let start = zone.date(at: from)
        let span = from..<zone.instant(start.adding(days: 30))
        let obligations = try overview.obligations(loaded: from, until: span.upperBound)
        let planner = Planner(settings: settings)
        var slots = 0
        var silent: [String: [String]] = [:]
        var years = Set(settings.time.calendar.missingLists(on: start))
        for (obligation, directive) in obligations {
            slots += planner.slots(of: obligation, in: directive).count { span.contains($0.at) }
            if !obligation.isToCome(at: from), let silence = planner.silence(of: obligation, in: directive) {
                silent[silence.rawValue, default: []].append(obligation.id)
            }
            if let due = obligation.due { years.insert(due.dueDate.year) }
        }
        notices = configuration.notices.count
        directives = configuration.directives.count
        units = settings.units.count
        self.obligations = obligations.count
        waiting = overview.waiting(besides: obligations).count
        self.slots = slots
        self.silent = silent
        events = configuration.directives.flatMap { Set($0.awaitedEvents) }.reduce(into: [:]) {
            $0[$1, default: 0] += 1
        }
        self.from = "\(start)"
        gateways = settings.gateways.map { "\($0.name) (\($0.channel.rawValue))" }
        uncoveredYears = years.filter { settings.time.calendar.years[$0] == nil }.sorted()
    }

    /// For people.
    ///
    /// - Parameter verbose: whether all ids of a list are named.
    public func lines(verbose: Bool = false) -> [String] {
        var lines = [
            "notices      \(notices)",
            "directives   \(directives), \(waiting) of them waiting for an event",
            "units        \(units)",
            "obligations  \(obligations)",
            "slots        \(slots) in the 30 days from \(from)",
            "gateways     \(gateways.joined(separator: ", "))",
        ]
        if !events.isEmpty {
            let list = events.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
            lines.append("events       waited for: \(list.joined(separator: ", "))")
        }
        for reason in Silence.allCases {
            guard let ids = silent[reason.rawValue] else { continue }
            let shown = ids.prefix(verbose ? .max : 3).joined(separator: ", ")
            let more = verbose || ids.count <= 3 ? "" : " and \(ids.count - 3) more (--verbose)"
            lines.append(
                "silent       \(ids.count) of which nobody is told in time, as \(reason.words): \(shown)\(more)")
        }
        for year in uncoveredYears {
            lines.append("calendar     no official days off for \(year): dues counted in working days are provisional")
            lines.append("             see what is certain: dondoc calendar propose \(year)")
        }
        return lines
    }
}
