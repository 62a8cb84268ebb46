import Directives
import Ledger
import Logging
import Rendering

/// Resuming what an earlier process left behind: once, with the first pass on a right clock.
extension ReminderEngine {
    /// Attempts that were running when the process before ended: their outcome is unknown.
    ///
    /// They run again with the same bytes and id, once the office is open or when less than a working day remains. In
    /// transactions of their own: an attempt that ends must have started with an earlier one.
    func resumeUnfinished() throws(LedgerError) {
        let now = clock.now
        let schedule = RetrySchedule(settings.time)
        var unfinished = try ledger.unfinishedAttempts()
        if plantedBugs.contains(.resumeSkipsRunning) { unfinished.removeAll { $0.attempts == 1 } }
        var transaction = LedgerTransaction(at: now)
        for pending in unfinished {
            let next = schedule.start(from: now, dues: try dues(of: pending)) ?? now
            let expired = pending.expiresAt.map { $0 <= next } ?? false
            transaction.finish(
                AttemptOutcome(
                    message: pending.id, number: pending.attempts, endedAt: now, exit: "the daemon ended while it ran",
                    meaning: .unknown, newState: expired ? .expired : .deferred, nextAttempt: expired ? nil : next))
            if expired, !pending.state.isTerminal { try fallBack(from: pending.id, &transaction, at: now) }
        }
        try requeueUnstarted(at: now)
        guard !transaction.isEmpty else { return }
        if let (_, error) = try commitInParts(transaction).first { alarmSoon(.refused("\(error)")) }
        logger.warning("\(unfinished.count) attempts were cut off; they run again", metadata: ["event": "taken-up"])
    }

    /// Messages that were claimed and of which no attempt was begun: the one that should have been is recorded as put
    /// off, so that they go on by the schedule like all others.
    private func requeueUnstarted(at now: Instant) throws(LedgerError) {
        let schedule = RetrySchedule(settings.time)
        while true {
            let unstarted = try ledger.unstarted(limit: Self.batchLimit)
            guard !unstarted.isEmpty else { return }
            var starts = LedgerTransaction(at: now)
            var ends = LedgerTransaction(at: now)
            for pending in unstarted {
                let number = pending.attempts + 1
                starts.start(AttemptStart(message: pending.id, number: number, at: now))
                ends.finish(
                    AttemptOutcome(
                        message: pending.id, number: number, endedAt: now, exit: "the daemon ended before it began",
                        meaning: .deferred, newState: .deferred,
                        nextAttempt: schedule.start(from: now, dues: try dues(of: pending)) ?? now))
            }
            try commit(starts)
            try commit(ends)
        }
    }
}
