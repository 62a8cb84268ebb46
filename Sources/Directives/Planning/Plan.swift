/// The lines of a plan: every delivery of a span, in order.
public struct Plan: Sendable {
    /// One delivery with the obligation that it is about.
    public struct Line: Hashable, Sendable {
        public let delivery: Delivery
        public let obligation: Obligation

        public init(delivery: Delivery, obligation: Obligation) {
            self.delivery = delivery
            self.obligation = obligation
        }
    }

    public let lines: [Line]

    /// Plans the obligations of a configuration over a span.
    ///
    /// - Parameters:
    ///   - obligations: with their directives, in the order of the files.
    ///   - told: by obligation, the slots of which their readers know: a change that they know has no line.
    ///   - span: from the first instant up to, not including, the second.
    public init(
        _ obligations: [(Obligation, Directive)], settings: Settings, told: [String: Set<Slot.Key>] = [:],
        span: Range<Instant>
    ) {
        let planner = Planner(settings: settings)
        var lines: [(Int, Line)] = []
        for (index, (obligation, directive)) in obligations.enumerated() {
            for slot in planner.slots(of: obligation, in: directive)
            where span.contains(slot.at)
                && !obligation.isKnown(slot.key, told: told[obligation.key] ?? [], in: settings.time.zone)
            {
                for delivery in planner.deliveries(of: slot) {
                    lines.append((index, Line(delivery: delivery, obligation: obligation)))
                }
            }
        }
        self.lines = lines.sorted { left, right in
            let (a, b) = (left.1.delivery, right.1.delivery)
            if a.slot.at != b.slot.at { return a.slot.at < b.slot.at }
            if left.0 != right.0 { return left.0 < right.0 }
            return a.key < b.key
        }.map(\.1)
    }
}

extension Configuration {
    /// The obligations that exist by the facts, with their directives, in the order of the files.
    public func obligations(facts: Facts) throws(DerivationError) -> [(Obligation, Directive)] {
        let opening = Opening(settings.time)
        let notices = Dictionary(notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var result: [(Obligation, Directive)] = []
        for directive in directives {
            guard let notice = notices[directive.id.notice] else { continue }
            for obligation in try opening.obligations(of: directive, in: notice, facts: facts) {
                result.append((obligation, directive))
            }
        }
        return result
    }
}
