import Directives
import Gateways
import Ledger
import Logging
import Rendering

/// Finishing attempts: their outcomes are written, and then their places are free.
extension ReminderEngine {
    /// Adds the outcomes that wait to a transaction, with the alarms that came of them.
    func recordFinished(into transaction: inout LedgerTransaction) throws(LedgerError) -> [FinishedAttempt] {
        let now = transaction.at
        for finished in attempts.finished {
            let outcome = outcome(of: finished)
            transaction.finish(outcome)
            if finished.isMisconfigured {
                try alarm(
                    .misconfigured(gateway: finished.attempt.gateway.name, answer: finished.text), &transaction, at: now
                )
            }
            if outcome.newState.isDeath { try fallBack(from: outcome.message, &transaction, at: now) }
        }
        for alarm in operatorMail.due { try self.alarm(alarm, &transaction, at: now) }
        return attempts.finished
    }

    /// Frees the places of attempts whose outcome is written.
    func release(_ finished: [FinishedAttempt]) {
        attempts.release(finished)
        operatorMail.written()
        for one in finished {
            logger.info("\(one.meaning.rawValue)", metadata: one.attempt.metadata(event: one.meaning.rawValue))
        }
    }

    private func outcome(of finished: FinishedAttempt) -> AttemptOutcome {
        let attempt = finished.attempt
        let state: AttemptEnd
        var next: Instant?
        switch finished.meaning {
        case .accepted: state = .accepted
        case .rejected: state = .dead
        case .deferred, .unknown:
            next = RetrySchedule(settings.time).next(
                attempts: attempt.number, ended: finished.ended,
                expires: plantedBugs.contains(.expiredSentAgain)
                    ? .distantFuture : attempt.expiresAt ?? .distantFuture,
                dues: attempt.dues, spread: MessageID.spread(of: attempt.message))
            state = next == nil ? .expired : .deferred
        }
        return AttemptOutcome(
            message: attempt.message, number: attempt.number, endedAt: finished.ended,
            exit: finished.meaning == .accepted ? "exit status 0" : finished.text,
            meaning: finished.meaning, output: finished.text, gatewayID: finished.gatewayID, newState: state,
            nextAttempt: next)
    }
}
