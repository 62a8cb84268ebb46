public import Directives

extension Ledger {
    /// What has been recorded of the events that a directive waits for.
    public func occurrences(of directive: DirectiveID) throws(LedgerError) -> [Facts.RecordedEvent] {
        try events(EventFilter(kinds: [.occurred], directive: directive)).compactMap { entry in
            guard case .occurred(let event, let occasion, let date, let time) = entry.fact else { return nil }
            return Facts.RecordedEvent(
                event: event, occasion: occasion, date: date, time: time, recorded: entry.at)
        }
    }
}
