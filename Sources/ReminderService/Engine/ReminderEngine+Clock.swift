import Directives
import Ledger
import Logging

/// What the engine makes of the machine's clock, and what it says of itself in one line.
extension ReminderEngine {
    /// What is recorded as the present: the clock, or what it would show if it were right.
    var likelyNow: Instant {
        clock.isWall ? sanity.likely(now: clock.now, elapsed: clock.elapsed) : clock.now
    }

    /// Tells once of a clock that cannot be right; while it lasts, nothing is claimed.
    func noteFault(at now: Instant) throws(LedgerError) -> ClockSanity.Fault? {
        let fault = clockFault()
        if let fault, fault != lastFault {
            logger.critical(
                "\(fault); nothing is claimed until it is right or accepted", metadata: ["event": "clock-insane"])
            var batch = ClaimBatch()
            alarm(.clock(fault), &batch, at: likelyNow)
            try lay(batch)
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
            try ledger.append([NewEvent(at: likelyNow, kind: .clockStepped, detail: ["milliseconds": "\(step)"])])
            if clockFault() == nil { try lookAgain(after: sanity.newestEntry, at: now) }
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

    /// Days come again, since the clock was set back: what waits for the office is looked at anew.
    ///
    /// It is to go when the office opens after the later instant, and what it waits with may be a matter of the future
    /// again. What the limits hold waits for room instead, and is left.
    ///
    /// - Parameter latest: the latest that the clock has shown while it was right.
    func lookAgain(after latest: Instant?, at now: Instant) throws(LedgerError) {
        guard let latest, latest > now, let opening = settings.time.nextOpening(from: latest) else { return }
        var batch = ClaimBatch()
        batch.advances = try ledger.waking(after: now, through: opening).map(\.row).filter { !$0.held }.map {
            ObligationAdvance(id: $0.obligation.id, settled: $0.settled, wake: now, held: false)
        }
        if !batch.isEmpty { try lay(batch) }
    }

    /// What came due while the clock could not be right has passed.
    func endSilence(of fault: ClockSanity.Fault?, at now: Instant) throws(LedgerError) {
        if fault != nil {
            faultSince = faultSince ?? now
        } else if let since = faultSince {
            faultSince = nil
            // It may have come near enough by itself.
            try lookAgain(after: sanity.newestEntry, at: now)
            guard abs(now.milliseconds(since: since)) > Self.watchGap else { return }
            watchedSince = now
            forgetRound()
        }
    }
}
