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
        var line = try ledger.nextWake().map { "Next: \(settings.time.zone.iso8601($0))" } ?? "Nothing to come"
        if isHoldingAll { line += "; HELD" }
        if let fault { line = "CLOCK: \(fault)" }
        if let trouble = operatorMail.lastTrouble { line += "; \(trouble)" }
        statusLine.show(line)
    }

    /// One line for people: what comes next, and what waits for another attempt.
    ///
    /// Nothing in it is counted over all obligations or messages: a start does not grow with the ledger.
    func statusSummary() -> String {
        do throws(LedgerError) {
            let next = try ledger.nextWake().map { settings.time.zone.iso8601($0) } ?? "nothing"
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
