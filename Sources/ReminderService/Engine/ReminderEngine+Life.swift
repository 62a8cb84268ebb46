import Directives
import Ledger
import Logging

/// What the daemon does with the engine at its start and stop.
extension ReminderEngine {
    /// Settles, by the configuration that was in force, what passed while nobody watched; before the files are looked at.
    func resume(hadConfiguration: Bool) throws {
        let now = clock.now
        try ledger.append([NewEvent(at: now, kind: .started)])
        guard hadConfiguration else { return }
        use(settings)
    }

    /// Records the stop, with the head of the chain in the journal.
    func recordStop() throws {
        // A storage that has failed is not asked again.
        if let storageFailure { throw storageFailure }
        try ledger.append([NewEvent(at: clock.now, kind: .stopped)])
        if let head = try ledger.head() {
            logger.notice("chain head \(head.row):\(head.hash)", metadata: ["event": "chain-head"])
        }
    }

    /// One line for people: what comes next and what is open.
    func statusLine() throws -> String {
        let counts = try ledger.counts()
        let next = try ledger.nextWake().map { settings.time.zone.iso8601($0) } ?? "nothing"
        return
            "next \(next); \(counts.obligations[.open, default: 0]) obligations open; \(counts.messages[.deferred, default: 0]) messages deferred"
    }
}
