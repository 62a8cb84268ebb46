public import Directives

extension Ledger {
    /// What is recorded so far of that which a directive waits for.
    ///
    /// - Parameter loaded: when the directive was first loaded.
    public func facts(of directive: Directive, loaded: Instant) throws(LedgerError) -> Facts {
        var facts = Facts(loaded: loaded)
        if !directive.awaitedEvents.isEmpty { facts.events[directive.id] = try occurrences(of: directive.id) }
        switch directive.opens {
        case .failure(let other):
            facts.failures[other] = try obligations(of: other).first { $0.obligation.state == .failed }?
                .obligation.ended
        case .completion(let other):
            let others = try obligations(of: other)
            if !others.isEmpty, others.allSatisfy({ $0.obligation.state == .done }) {
                facts.completions[other] = others.compactMap(\.obligation.ended).max()
            }
        case .event, nil: break
        }
        return facts
    }

    /// What has been recorded of the events that a directive waits for.
    public func occurrences(of directive: DirectiveID) throws(LedgerError) -> [Facts.RecordedEvent] {
        try events(EventFilter(kinds: [.occurred], directive: directive)).compactMap { entry in
            guard case .occurred(let event, let occasion, let date, let time) = entry.fact else { return nil }
            return Facts.RecordedEvent(
                event: event, occasion: occasion, date: date, time: time, recorded: entry.at)
        }
    }
}
