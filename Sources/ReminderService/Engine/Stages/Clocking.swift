import Directives
import Ledger
import Logging
package import Rendering

/// What a look at the clock means for what is written.
extension ReminderEngine {
    /// What is recorded as the present: the clock, or what it would show if it were right.
    var likelyNow: Instant { clockAssessment.likelyNow(clock.reading) }

    /// What is wrong with the clock; nil for a right one and for one that is not the machine's.
    package func clockFault() -> ClockFault? { clockAssessment.fault(clock.reading) }

    /// Notifies once of a clock that cannot be right, and requeues what waits for an instant that a step back made far.
    ///
    /// In transactions of their own: the pass that follows reads what they have written.
    func write(_ look: ClockAssessment.Look) throws(LedgerError) {
        if let fault = look.fault, look.isNewFault {
            logger.critical(
                "\(fault); nothing is claimed until it is right or accepted", metadata: ["event": "clock-insane"])
            let present = likelyNow
            var transaction = LedgerTransaction(at: present)
            try alarm(.clock(fault), &transaction, at: present)
            try commit(transaction)
        }
        if let latest = look.setBackFrom { try requeue(after: latest, at: look.now) }
        clockAssessment.settle(look)
    }

    /// Hours or days come again: what was put off to the end of them, and what they count for, is put right.
    private func requeue(after latest: Instant, at now: Instant) throws(LedgerError) {
        var transaction = LedgerTransaction(at: now)
        // What waits for the office was to go when it opens next, and may be a matter of the future again. Somebody may
        // have looked at it after the last entry of the ledger: the office of that day is passed over.
        let zone = settings.time.zone
        if let opening = settings.time.nextOfficeHour(from: zone.end(of: zone.date(at: latest))) {
            for waking in try ledger.waking(after: now, through: opening) where waking.row.obligation.state == .open {
                transaction.wake(waking.row)
            }
        }
        let schedule = RetrySchedule(settings.time)
        for gateway in try ledger.deferredGateways() where !plantedBugs.contains(.retriesWaitAfterStepBack) {
            for pending in try ledger.putOff(of: gateway, after: now) {
                let next = schedule.start(from: now, dues: try dues(of: pending)) ?? now
                transaction.postpone(pending.id, until: next, reason: "the clock was set back")
            }
        }
        try commit(transaction)
        attempts.probeAtOnce()
        claimer.clockSetBack(to: now)
        routineMail.forget()
    }

    /// The machine's clock was set: the size is recorded, and slots that it passed over follow the rule for passed slots.
    package func clockStepped() {
        let reading = clock.reading
        let step = clockAssessment.step(reading)
        guard step != 0 else { return }
        logger.notice(
            "the clock was set by \(step) ms", metadata: ["event": "clock-stepped", "milliseconds": "\(step)"])
        do throws(LedgerError) {
            var transaction = LedgerTransaction(at: likelyNow)
            transaction.noteClockStep(milliseconds: step)
            try commit(transaction)
        } catch {
            storageTrouble(error, at: reading.now)
        }
        clockAssessment.settle(step: step, at: reading.now)
        if step < 0, plantedBugs.contains(.doubleFireAfterStepBack) { fireAgain(at: reading.now) }
        queuePass()
    }

    /// A planted bug: what was sent is due again.
    private func fireAgain(at now: Instant) {
        var transaction = LedgerTransaction(at: now)
        for var row in (try? ledger.obligations(ObligationFilter())) ?? []
        where row.obligation.state == .open && row.settled > now {
            (row.settled, row.wake) = (now, now)
            transaction.replan(row)
        }
        try? commit(transaction)
    }
}
