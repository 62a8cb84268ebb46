import Directives
import ReminderService
import TestSupport

/// Changes of the machine's clock.
extension Machine {
    private static let hour: Int64 = 3_600_000
    /// A difference that the daemon does not take for insane yet.
    private static let tolerated = 47 * hour

    /// Sets the clock by up to two days and notifies the daemon, as the kernel does.
    func stepClock() throws {
        let sizes: [Int64] = [1, 1_000, 59_000, 61_000, Self.hour, 5 * Self.hour, 25 * Self.hour, 46 * Self.hour]
        let size = sizes.randomElement(using: &random) ?? 1
        var drift = random.one(in: 4) ? 0 : time.drift + (random.one(in: 2) ? size : -size)
        drift = min(max(drift, driftAtStart - Self.tolerated), driftAtStart + Self.tolerated)
        // Not so far behind the newest entry of the ledger that it would count as wrong.
        drift = max(drift, latest.milliseconds - Self.tolerated - time.real)
        guard drift != time.drift else { return }
        record.fault("clock step")
        try set(drift)
    }

    func set(_ drift: Int64) throws {
        let before = now
        let by = drift - time.drift
        record.steps.append((time.real, by, before.adding(milliseconds: by)))
        log("the clock is set by \(by) ms")
        if by < 0 { record.pause(at: before) }
        time.set(drift: drift)
        if by < 0 { record.resume(from: now) }
        noteLatest()
        try tellOfStep()
    }

    private func tellOfStep() throws {
        let before = gateways.count
        try? onEngine { $0.clockStepped() }
        settle()
        noteRuns(from: before)
        if death != nil { try revive() }
    }

    /// Sets the clock to an instant that cannot be right.
    func loseClock(days: Int64) throws {
        let size = days * 24 * Self.hour
        // An arranged death happens on a right clock only: a process that starts with a wrong one is tested elsewhere.
        try disarm()
        guard death == nil else { return }
        record.fault("insane clock")
        log("the clock is insane: set by \(size / Self.hour) hours")
        record.pause(at: now)
        saneDrift = time.drift
        record.insane.append(
            .init(from: time.real, to: .max, last: now, latest: latestKnown, isAhead: days > 0))
        time.set(drift: time.drift + size)
        try tellOfStep()
    }

    /// An administrator sets the clock right; slots between have passed.
    func setRight(_ drift: Int64) throws {
        log("the clock is right again")
        endInsanity { $0.last }
        time.set(drift: drift)
        noteLatest()
        try tellOfStep()
    }

    /// An administrator says that the clock is right.
    func acceptClock() throws {
        // The days before the accepted instant keep what was recorded of them.
        endInsanity { $0.isAhead ? $0.last : now }
        driftAtStart = time.drift
        (latest, latestKnown) = (now, now)
        try order(AcceptClockOrder())
    }

    /// Ends the stretch of a wrong clock at an instant, or earlier, where the daemon took the clock for right by itself.
    private func endInsanity(_ resumes: (Record.Insanity) -> Instant) {
        saneDrift = nil
        guard let index = record.insane.indices.last else { return }
        record.insane[index].to = time.real
        let insanity = record.insane[index]
        record.resume(from: insanity.holds(at: now) ? resumes(insanity) : insanity.near)
    }
}
