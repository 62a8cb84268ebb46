import Directives
import Ledger
import Logging

/// What the engine makes of the machine's clock, and what it says of itself in one line.
extension ReminderEngine {
    /// Tells once of a clock that cannot be right; while it lasts, nothing is claimed.
    ///
    /// Only the journal and the status hear of it at once. An entry of the ledger would bear the wrong time, and a right
    /// clock would seem far behind it ever after; the operator's letter is written when the clock is right.
    func noteFault(at now: Instant) -> ClockSanity.Fault? {
        let fault = clockFault()
        if let fault, fault != lastFault {
            logger.critical(
                "\(fault); nothing is claimed until it is right or accepted", metadata: ["event": "clock-insane"])
            lastTrouble = Alarm.clock(fault).words(in: settings.language).subject
            passedFault = fault
        }
        lastFault = fault
        return fault
    }

    /// Tells the operator of a clock that could not be right, now that it is.
    func tellOfPassedFault(into batch: inout ClaimBatch, at now: Instant) {
        guard let fault = passedFault else { return }
        alarm(.clock(fault), &batch, at: now)
        (passedFault, lastTrouble) = (nil, nil)
    }

    /// The machine's clock was set: the size is told, and slots that it passed over follow the rule for passed slots.
    func clockStepped() {
        let now = clock.now
        let step = sanity.step(now: now, elapsed: clock.elapsed)
        guard abs(step) > 0 else { return }
        logger.notice(
            "the clock was set by \(step) ms", metadata: ["event": "clock-stepped", "milliseconds": "\(step)"])
        if clockFault() == nil {
            try? ledger.append([NewEvent(at: now, kind: .clockStepped, detail: ["milliseconds": "\(step)"])])
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
