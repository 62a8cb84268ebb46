import Directives
import Dispatch
import Ledger
import Logging
import Rendering

/// What an error of the storage means for the engine.
extension ReminderEngine {
    /// Follows also what fails outside of passes, as in an order or a reload.
    func watchStorage() {
        ledger.onFailure { [weak self] error in
            guard let self else { return }
            executorQueue.async { self.assumeIsolated { $0.storageTrouble(error, at: $0.clock.now) } }
        }
    }

    /// Looks again later where the disk is full or another process holds the database; for anything else, and at the
    /// stop, the process must end.
    func storageTrouble(_ error: LedgerError, at now: Instant) {
        if lifecycle.failure != nil { return }
        let verdict = lifecycle.storageFailed(error, at: now)
        switch verdict {
        case .pause(_, isNew: let isNew) where error.isLocked:
            // It is looked at every few seconds.
            if isNew {
                logger.critical("\(error)", metadata: ["event": "storage-locked"])
                operatorMail.add(.ledgerLocked("\(error)", since: settings.time.zone.iso8601(now)))
            }
        default: logger.critical("\(error)", metadata: ["event": "storage-failed"])
        }
        switch verdict {
        case .pause(let until, _):
            if let pauseLine { statusLine.show(pauseLine) }
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

    /// A whole pass has read and written.
    func noteStorageWorks(at now: Instant) {
        guard let since = lifecycle.storageWorked() else { return }
        logger.notice(
            "the ledger can be written again after \(now.milliseconds(since: since) / 1_000) s",
            metadata: ["event": "storage-resumed"])
    }
}
