import Directives
import Dispatch
import Ledger
import Logging

/// What an error of the storage means for the engine.
extension ReminderEngine {
    /// Follows also what fails outside of passes, as in an order or a reload.
    func watchStorage() {
        ledger.onFailure { [weak self] error in
            guard let self else { return }
            executorQueue.async { self.assumeIsolated { $0.storageTrouble(error, at: $0.clock.now) } }
        }
    }

    /// Looks again later where the disk is full; for anything else, and at the stop, the process must end.
    func storageTrouble(_ error: LedgerError, at now: Instant) {
        if lifecycle.failure != nil { return }
        logger.critical("\(error)", metadata: ["event": "storage-failed"])
        switch lifecycle.storageFailed(error, at: now) {
        case .pause(let until):
            // Neither was the operator notified as the transaction would have done, nor was the day's report written.
            operatorMail.notWritten()
            routineMail.forget()
            arm(at: until)
        case .fail:
            clock.arm(at: nil) {}
            storageFailed(error)
            notifyQuiet()
        }
    }
}
