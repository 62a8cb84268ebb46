import Directives
import Ledger
import Logging

/// What the engine makes of the machine's clock, and what it says of itself in one line.
extension ReminderEngine {
    /// What is recorded as the present: the clock, or what it would show if it were right.
    var likelyNow: Instant {
        clock.isWall ? sanity.likely(now: clock.now, elapsed: clock.elapsed) : clock.now
    }

    /// Holds the clock against the ledger from here on.
    func judgeClock() throws(LedgerError) {
        sanity = ClockSanity(
            newestEntry: try ledger.newestEntry(before: ClockSanity.end), now: clock.now, elapsed: clock.elapsed)
    }

    /// Tells once of a clock that cannot be right; while it lasts, nothing is claimed.
    func noteFault(at now: Instant) throws(LedgerError) -> ClockSanity.Fault? {
        let fault = clockFault()
        if let fault, fault != lastFault {
            logger.critical(
                "\(fault); nothing is claimed until it is right or accepted", metadata: ["event": "clock-insane"])
            let present = likelyNow
            var transaction = LedgerTransaction(at: present)
            alarm(.clock(fault), &transaction, at: present)
            try commit(transaction)
        }
        lastFault = fault
        return fault
    }

    /// The machine's clock was set: the size is told, and slots that it passed over follow the rule for passed slots.
    package func clockStepped() {
        let now = clock.now
        let step = sanity.step(now: now, elapsed: clock.elapsed)
        guard abs(step) > 0 else { return }
        logger.notice(
            "the clock was set by \(step) ms", metadata: ["event": "clock-stepped", "milliseconds": "\(step)"])
        do throws(LedgerError) {
            var transaction = LedgerTransaction(at: likelyNow)
            transaction.noteClockStep(milliseconds: step)
            try commit(transaction)
        } catch {
            storageTrouble(error, at: now)
        }
        if step > Self.watchGap { watchedSince = now }
        forgetRound()
        queuePass()
    }

    /// Tells the service manager what comes next and what is wrong, when that has changed.
    func showStatus(_ fault: ClockSanity.Fault?) throws(LedgerError) {
        guard let tellStatus, flights.isEmpty else { return }
        var line = try ledger.nextWake().map { "Next: \(settings.time.zone.iso8601($0))" } ?? "Nothing to come"
        if isHeld || settings.hold { line += "; HELD" }
        if let fault { line = "CLOCK: \(fault)" }
        if let trouble = lastTrouble { line += "; \(trouble)" }
        guard line != lastStatus else { return }
        lastStatus = line
        tellStatus(line)
    }

    /// Notes what was passed over: it follows the rule for passed slots.
    func watch(at now: Instant) {
        // A clock that was set back: what comes now is watched.
        watchedSince = min(watchedSince, now)
        // The machine slept or its clock was set, or for a while nothing could be claimed.
        let silentSince = [armedFor, storageFullSince].compactMap(\.self).min()
        guard let silentSince, now.milliseconds(since: silentSince) > Self.watchGap else { return }
        watchedSince = now
        armedFor = nil
        forgetRound()
    }

    /// Notes what a clock shows that is right; where it was set back, all that waits for a later instant is looked at
    /// anew, so that nothing is delayed by it.
    func noteTime(_ now: Instant) throws(LedgerError) {
        if let latest = latestSeen, now < latest { try resume(after: latest, at: now) }
        latestSeen = now
        sanity.note(now)
    }

    /// Hours or days come again: what was put off to the end of them, and what they count for, is put right.
    private func resume(after latest: Instant, at now: Instant) throws(LedgerError) {
        var transaction = LedgerTransaction(at: now)
        // What waits for the office was to go when it opens next, and may be a matter of the future again. Somebody may
        // have looked at it after the last entry of the ledger: the office of that day is passed over.
        let zone = settings.time.zone
        if let opening = settings.time.nextOfficeHour(from: zone.end(of: zone.date(at: latest))) {
            for waking in try ledger.waking(after: now, through: opening) { transaction.wake(waking.row) }
        }
        let schedule = RetrySchedule(settings.time)
        for gateway in try ledger.deferredGateways() {
            for pending in try ledger.putOff(of: gateway, after: now) {
                let next = schedule.start(from: now, dues: try dues(of: pending)) ?? now
                transaction.postpone(pending.id, until: next, reason: "the clock was set back")
            }
        }
        try commit(transaction)
        for name in pools.keys { pools[name]?.probeAtOnce() }
        for (name, until) in silentUntil { silentUntil[name] = min(until, now) }
        limitFuse(to: now)
        lastRoutine = nil
        routineIsPlanned = false
        forgetRound()
    }

    /// What came due while the clock could not be right has passed.
    func endSilence(of fault: ClockSanity.Fault?, at now: Instant) {
        if fault != nil {
            faultSince = faultSince ?? now
        } else if let since = faultSince {
            faultSince = nil
            guard abs(now.milliseconds(since: since)) > Self.watchGap else { return }
            watchedSince = now
            forgetRound()
        }
    }
}
