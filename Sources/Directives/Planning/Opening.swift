/// Which obligations a directive has, by what has been recorded so far.
public struct Opening: Sendable {
    private let time: OfficeTime
    private let deriver: Deriver

    public init(_ time: OfficeTime) {
        self.time = time
        deriver = Deriver(time)
    }

    /// The obligations of a directive: one for each lead, deadline, case whose event is recorded, and period.
    ///
    /// Each opens at the latest of its notice's assigned day, its first load, and the recording of what it waits for. A
    /// recurring deadline has one obligation a period, which opens when the period begins: the day after the occurrence
    /// before. So a duty of five years does not open sixty obligations at once, and each has its whole ladder.
    ///
    /// Obligations of later periods are created in advance, up to the horizon of the facts, with an opening in the future
    /// and slots after it. Their slots depend on the rule and the load alone, not on the horizon, as long as the horizon
    /// is not before the end of the planned span: plans of adjoining spans add up, and a daemon that creates further
    /// periods later sends what was planned.
    ///
    /// A period whose due had passed when the directive was loaded has no obligation: this program does not know whether
    /// that duty was met, and would otherwise report a year of such periods as overdue at once.
    public func obligations(
        of directive: Directive, in notice: Notice, facts: Facts
    ) throws(DerivationError) -> [Obligation] {
        let loaded = facts.loaded[directive.id] ?? facts.usuallyLoaded
        let base = max(time.zone.instant(notice.assigned), loaded)
        let events = facts.events[directive.id] ?? []
        var obligations: [Obligation] = []
        for condition in openings(of: directive, base: base, events: events, facts: facts) {
            for named in directive.deadlines {
                for cause in causes(of: named.deadline, under: condition, events) {
                    for part in try parts(of: named.deadline, cause, in: notice, horizon: facts.horizon) {
                        for unit in directive.lead {
                            obligations.append(
                                Obligation(
                                    directive: directive.id, unit: unit, deadline: named.name, occasion: cause.occasion,
                                    period: part.period, eventDate: cause.event?.date, eventTime: cause.event?.time,
                                    opened: part.opened, track: part.track))
                        }
                    }
                }
            }
        }
        return ended(obligations, directive, facts)
    }

    /// What a deadline of a directive still waits for; nil where it waits for nothing, or all of it is recorded.
    public func awaited(by deadline: Deadline, of directive: Directive, facts: Facts) -> Directive.Condition? {
        let events = facts.events[directive.id] ?? []
        let conditions = openings(of: directive, base: .distantPast, events: events, facts: facts)
        if conditions.isEmpty { return directive.opens }
        if conditions.contains(where: { !causes(of: deadline, under: $0, events).isEmpty }) { return nil }
        return deadline.awaitedEvent.map(Directive.Condition.event)
    }

    /// What a deadline yields once, and when its obligation opens: one for each period of a recurring deadline.
    private struct Part {
        var period: String?
        let opened: Instant
        let track: Track
    }

    private func parts(
        of deadline: Deadline, _ cause: Cause, in notice: Notice, horizon: Instant?
    ) throws(DerivationError) -> [Part] {
        guard case .every(let recurrence) = deadline else {
            let track = try deriver.derivation(of: deadline, in: notice, event: cause.event).track
            return [Part(opened: cause.instant, track: track)]
        }
        let horizon = horizon ?? cause.instant.adding(seconds: Facts.usualHorizonDays * 86_400)
        var parts: [Part] = []
        recurrence.forEachOccurrence(from: notice.assigned, time.calendar) { occurrence in
            let opened = max(cause.instant, time.zone.instant(occurrence.opens))
            guard opened < horizon else { return false }
            let track = deriver.derivation(of: recurrence, occurrence).track
            if case .dated(let due) = track, due.due <= cause.instant { return true }
            parts.append(Part(period: occurrence.period, opened: opened, track: track))
            return true
        }
        return parts
    }

    /// An instant from which a directive's condition holds.
    private struct Condition {
        let instant: Instant
        var event: Facts.RecordedEvent?
        /// When the other directive that it waits for ended.
        var end: Instant?
    }

    /// What opens the obligations of a deadline, and what the deadline is counted from.
    private struct Cause {
        let instant: Instant
        var occasion: String?
        var event: Deriver.Event?
    }

    /// What a deadline is counted from once a condition holds: the event, or the end of another directive, that the
    /// condition waited for, or the events of the same case.
    private func causes(
        of deadline: Deadline, under condition: Condition, _ recorded: [Facts.RecordedEvent]
    ) -> [Cause] {
        if deadline.awaitedEnd != nil {
            guard let end = condition.end else { return [] }
            let event = Deriver.Event(date: time.zone.date(at: end), time: time.zone.time(at: end))
            return [Cause(instant: condition.instant, event: event)]
        }
        return events(for: deadline, under: condition, recorded).map { event in
            Cause(
                instant: max(condition.instant, event?.recorded ?? condition.instant),
                occasion: event?.occasion ?? condition.event?.occasion,
                event: event.map(Deriver.Event.init))
        }
    }

    private func events(
        for deadline: Deadline, under condition: Condition, _ recorded: [Facts.RecordedEvent]
    ) -> [Facts.RecordedEvent?] {
        guard let name = deadline.awaitedEvent else { return [condition.event] }
        guard let first = condition.event else { return recorded.filter { $0.event == name } }
        if first.event == name { return [first] }
        return recorded.filter {
            $0.event == name && ($0.occasion == nil || first.occasion == nil || $0.occasion == first.occasion)
        }
    }

    /// The instants from which the directive's own condition holds: one where there is no condition, none where it is
    /// not met yet, several where an event comes for several cases.
    private func openings(
        of directive: Directive, base: Instant, events: [Facts.RecordedEvent], facts: Facts
    ) -> [Condition] {
        switch directive.opens {
        case nil: [Condition(instant: base)]
        case .failure(let other):
            facts.failures[other].map { [Condition(instant: max(base, $0), end: $0)] } ?? []
        case .completion(let other):
            facts.completions[other].map { [Condition(instant: max(base, $0), end: $0)] } ?? []
        case .event(let name):
            events.filter { $0.event == name }.map { Condition(instant: max(base, $0.recorded), event: $0) }
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
                // What is recorded of a recurring directive ends the periods that had begun; later ones stay open.
                .filter { obligation.period == nil || $0.1 == .withdrawn || $0.0 > obligation.opened }
            if let (instant, state) = ends.min(by: { $0.0 < $1.0 }) {
                obligation.state = state
                obligation.ended = instant
            }
            return obligation
        }
    }
}

extension Deriver.Event {
    /// The day and time of a recorded event.
    public init(_ event: Facts.RecordedEvent) {
        self.init(date: event.date, time: event.time)
    }
}
