import Directives
import Ledger
import Rendering

/// What the engine says of itself in one line.
extension ReminderEngine {
    /// Sets what receives the status line.
    func notify(status: @escaping @Sendable (String) -> Void) {
        statusLine.use(status)
    }

    /// Sends the service manager what comes next and what is wrong, when that has changed.
    func showStatus(_ fault: ClockFault?) throws(LedgerError) {
        guard statusLine.isWanted, attempts.underway.isEmpty else { return }
        var line = try nextLook().map { "Next: \(settings.time.zone.iso8601($0))" } ?? "Nothing to come"
        if isHoldingAll { line += "; HELD" }
        if let fault { line = "CLOCK: \(fault)" }
        if let trouble = operatorMail.lastTrouble { line += "; \(trouble)" }
        statusLine.show(line)
    }

    /// The instant of the next slot; nil for nothing to come.
    ///
    /// Never in the past: while nothing can be claimed, or where the slot has passed, it is when the engine looks again.
    func nextLook() throws(LedgerError) -> Instant? {
        guard let wake = try ledger.nextWake() else { return nil }
        let now = clock.now
        let isPaused = lifecycle.storageBlockedSince != nil || clockFault() != nil
        return isPaused || wake < now ? max(now, clockAssessment.armedFor ?? now) : wake
    }

    /// What keeps everything from being written, and since when; nil where nothing does.
    ///
    /// From memory, since the ledger cannot take it.
    var storageFault: (words: String, since: String)? {
        guard let since = lifecycle.storageBlockedSince, let error = lifecycle.block else { return nil }
        return ("\(error)", settings.time.zone.iso8601(since))
    }

    /// The line for the service manager while nothing can be written.
    var pauseLine: String? { storageFault.map { "PAUSED since \($0.since): \($0.words)" } }

    /// One line for people: what comes next, and what waits for another attempt.
    ///
    /// Nothing in it is counted over all obligations or messages: a start does not grow with the ledger.
    func statusSummary() -> String {
        statusLine.wasReplaced()
        if let pauseLine { return pauseLine }
        do throws(LedgerError) {
            let next = try nextLook().map { settings.time.zone.iso8601($0) } ?? "nothing"
            return "next \(next); \(try ledger.deferredCount()) messages deferred"
        } catch {
            return "\(error)"
        }
    }

    /// Whether the ledger answers, or will by itself; asked on the scheduler's own queue.
    var isAlive: Bool {
        do throws(LedgerError) {
            _ = try ledger.head()
            return true
        } catch {
            return Lifecycle.pause(after: error) != nil
        }
    }
}
