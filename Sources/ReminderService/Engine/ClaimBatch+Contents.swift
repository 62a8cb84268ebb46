import Directives
import Ledger

extension ClaimBatch {
    /// Whether it leaves a message that is to be tried later.
    var defers: Bool {
        !deferred.isEmpty || outcomes.contains { $0.newState == .deferred }
    }

    /// Whether there is nothing to lay down.
    var isEmpty: Bool {
        messages.isEmpty && skips.isEmpty && advances.isEmpty && events.isEmpty && outcomes.isEmpty && starts.isEmpty
            && endings.isEmpty && obligations.isEmpty
    }
}
