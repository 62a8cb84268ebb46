/// Which obligations a directive has, by what has been recorded so far.
public struct Opening: Sendable {
    private let time: OfficeTime
    private let deriver: Deriver

    public init(_ time: OfficeTime) {
        self.time = time
        deriver = Deriver(time)
    }

    /// The obligations of a directive, one for each lead, deadline and case whose event is recorded.
    ///
    /// Each opens at the latest of its notice's assigned day, its first load, and the recording of what it waits for.
    public func obligations(
        of directive: Directive, in notice: Notice, facts: Facts
    ) throws(DerivationError) -> [Obligation] {
        let loaded = facts.loaded[directive.id] ?? facts.usuallyLoaded
        let base = max(time.zone.instant(notice.assigned), loaded)
        let occurrences = facts.occurrences[directive.id] ?? []
        var obligations: [Obligation] = []
        for condition in openings(of: directive, base: base, occurrences: occurrences, facts: facts) {
            for named in directive.deadlines {
                for occurrence in events(for: named.deadline, under: condition, occurrences) {
                    let track = try deriver.derivation(
                        of: named.deadline, in: notice, event: occurrence.map(Deriver.Event.init)
                    )
                    .track
                    for unit in directive.lead {
                        obligations.append(
                            Obligation(
                                directive: directive.id, unit: unit, deadline: named.name,
                                occasion: occurrence?.occasion ?? condition.occurrence?.occasion,
                                eventDate: occurrence?.date,
                                eventTime: occurrence?.time,
                                opened: max(condition.instant, occurrence?.recorded ?? condition.instant), track: track)
                        )
                    }
                }
            }
        }
        return ended(obligations, directive, facts)
    }

    private struct Condition {
        let instant: Instant
        let occurrence: Facts.Occurrence?
    }

    /// What a deadline is counted from once a condition holds: the event that the condition itself waited for, or those
    /// of the same case.
    private func events(
        for deadline: Deadline, under condition: Condition, _ occurrences: [Facts.Occurrence]
    ) -> [Facts.Occurrence?] {
        guard let name = deadline.awaitedEvent else { return [condition.occurrence] }
        guard let opening = condition.occurrence else { return occurrences.filter { $0.event == name } }
        if opening.event == name { return [opening] }
        return occurrences.filter {
            $0.event == name
                && ($0.occasion == nil || opening.occasion == nil || $0.occasion == opening.occasion)
        }
    }

    /// The moments at which the directive's own condition holds: one without a condition, none before it.
    private func openings(
        of directive: Directive, base: Instant, occurrences: [Facts.Occurrence], facts: Facts
    ) -> [Condition] {
        switch directive.opens {
        case nil: [Condition(instant: base, occurrence: nil)]
        case .failure(let other):
            facts.failures[other].map { [Condition(instant: max(base, $0), occurrence: nil)] } ?? []
        case .completion(let other):
            facts.completions[other].map { [Condition(instant: max(base, $0), occurrence: nil)] } ?? []
        case .event(let name):
            occurrences.filter { $0.event == name }.map { Condition(instant: max(base, $0.recorded), occurrence: $0) }
        }
    }

    private func ended(_ obligations: [Obligation], _ directive: Directive, _ facts: Facts) -> [Obligation] {
        let withdrawn = directive.withdrawn.map { time.zone.instant($0.date) }
        return obligations.map { obligation in
            var obligation = obligation
            let ends: [(Instant, Obligation.State)] = [
                (facts.failures[directive.id], .failed), (facts.completions[directive.id], .done),
                (withdrawn, .withdrawn),
            ].compactMap { instant, state in instant.map { ($0, state) } }
            if let (instant, state) = ends.min(by: { $0.0 < $1.0 }) {
                obligation.state = state
                obligation.ended = instant
            }
            return obligation
        }
    }
}

extension Deriver.Event {
    /// The event of a recorded occurrence.
    public init(_ occurrence: Facts.Occurrence) {
        self.init(date: occurrence.date, time: occurrence.time)
    }
}
