public import Directives

/// What the daemon must know again after a restart, as the last event of it says.
extension Ledger {
    /// A day's report that was made.
    public struct PastReport: Hashable, Sendable {
        /// Of its event.
        public let row: Int64
        public let at: Instant
        public let report: Event.Report
    }

    /// Whether the last order about holding everything was to hold.
    public func isHeldByOrder() throws(LedgerError) -> Bool {
        for entry in try events(EventFilter(kinds: [.held, .released]), newestFirst: true) {
            if case .holdSet(let isHeld, _) = entry.fact { return isHeld }
        }
        return false
    }

    /// The latest reports, the newest first.
    public func reports(limit: Int) throws(LedgerError) -> [PastReport] {
        try events(EventFilter(kinds: [.reported]), limit: limit, newestFirst: true).compactMap { entry in
            guard case .reported(let report) = entry.fact else { return nil }
            return PastReport(row: entry.row, at: entry.at, report: report)
        }
    }

    /// When the operator was last written to under a key from an instant to another, the second not included.
    public func lastOperatorLetter(
        key: String, from start: Instant? = nil, until end: Instant? = nil
    ) throws(LedgerError) -> Instant? {
        try events(EventFilter(kinds: [.operatorTold], from: start, until: end), newestFirst: true).first { entry in
            if case .operatorNotified(let letter) = entry.fact { letter.key == key } else { false }
        }?.at
    }

    /// Under which key a message was written to the operator; nil for another message.
    public func operatorLetterKey(of message: String) throws(LedgerError) -> String? {
        for entry in try events(EventFilter(kinds: [.operatorTold], message: message)) {
            if case .operatorNotified(let letter) = entry.fact { return letter.key }
        }
        return nil
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
