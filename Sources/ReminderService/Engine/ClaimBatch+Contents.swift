import Directives
import Ledger

extension ClaimBatch {
    /// Whether it leaves a message that is to be tried later.
    var defers: Bool {
        !deferred.isEmpty || outcomes.contains { $0.newState == .deferred }
    }

    /// Puts a message off that waits already, and says why.
    mutating func putOff(_ message: String, to instant: Instant, reason: String, at now: Instant) {
        deferred[message] = instant
        events.append(
            NewEvent(
                at: now, kind: .deferred, message: message,
                detail: ["next-attempt": "\(instant.milliseconds)", "reason": reason]))
    }

    /// Whether there is nothing to lay down.
    var isEmpty: Bool {
        messages.isEmpty && skips.isEmpty && advances.isEmpty && events.isEmpty && outcomes.isEmpty && starts.isEmpty
            && endings.isEmpty && obligations.isEmpty && deferred.isEmpty
    }
}
