internal import CLinux
import Directives
import Dispatch
import Gateways
import Ledger

/// When the engine looks again: at once while there is something to claim or to render, else by one timer.
extension ReminderEngine {
    func scheduleNext(after now: Instant, worked: Bool) throws(LedgerError) {
        if lifecycle.isStopping { return }
        startDue(at: now)
        let mayClose = claimer.mayHavePostponedClosings && !isHoldingAll
        if worked || mayClose || canClaim(at: now) || writeAhead(at: now) {
            // Else the time that a long burst takes would look like a suspend of the machine.
            clockAssessment.armed(for: clock.now)
            queuePass()
            return
        }
        let next = [attempts.nextStart, try nextOfPlan(at: now), try nextOfDeferred(at: now), try nextRoutine()]
        let isIdle = attempts.underway.isEmpty
        if claimer.takeMemoryRelease(isIdle: isIdle) { _ = malloc_trim(0) }
        // A past instant is replaced by now: else the late timer would look like a suspend of the machine.
        let end = clock.now
        arm(at: next.compactMap(\.self).min().map { max($0, end) })
    }

    func arm(at instant: Instant?) {
        clockAssessment.armed(for: instant)
        clock.arm(at: instant) { self.assumeIsolated { $0.pass() } }
    }

    /// When there is something to plan or to claim, as far as time decides.
    private func nextOfPlan(at now: Instant) throws(LedgerError) -> Instant? {
        guard let queue = plan?.queue else { return try nextPlanning() }
        guard queue.opens <= now else { return queue.opens }
        var next = queue.next?.adding(milliseconds: -Self.claimAhead)
        for name in attempts.capacities.keys where queue.hasMessage(of: name) {
            // If there is room, the message waits for another run or message to end, which wakes the engine without a timer.
            if attempts.room(of: name, at: now) <= 0 { next = earlier(next, attempts.opening(of: name, at: now)) }
            if attempts.capacities[name]?.breaker.isClosed == false { next = earlier(next, queue.firstExpiry[name]) }
        }
        return next
    }

    /// When a deferred message is to be tried again or ends.
    ///
    /// A retry due before the office closed waits for the next office hour; one that became due after that may run then.
    private func nextOfDeferred(at now: Instant) throws(LedgerError) -> Instant? {
        guard claimer.mayHaveDeferred else { return nil }
        var next: Instant?
        for name in try ledger.deferredGateways() {
            // A gateway removed from the configuration has no capacity: its messages are ended at once.
            let isGone = attempts.capacities[name] == nil
            guard let opening = isGone ? now : attempts.opening(of: name, at: now) else { continue }
            let addresses = attempts.busyAddresses(of: name)
            guard let retry = try ledger.nextRetry(of: name, except: addresses) else { continue }
            let at = max(opening, retry)
            guard let since = settings.time.closedSince(at: at), retry < since else {
                next = earlier(next, at)
                continue
            }
            let later = try ledger.nextRetry(of: name, from: since, except: addresses).map { max(opening, $0) }
            next = earlier(next, earlier(settings.time.nextOfficeHour(from: at), later))
        }
        return earlier(next, try ledger.nextExpiry())
    }

    private func earlier(_ one: Instant?, _ other: Instant?) -> Instant? {
        [one, other].compactMap(\.self).min()
    }

    /// Whether a message of the due queue could be claimed at once; else the end of a run, or the timer of a rate, wakes the
    /// engine.
    private func canClaim(at now: Instant) -> Bool {
        guard let plan = plan, plan.queue.opens <= now else { return false }
        return attempts.capacities.keys.contains { name in
            attempts.room(of: name, at: now) > 0
                && plan.queue.hasMessage(
                    of: name,
                    unless: {
                        let destination = Destination(gateway: name, address: $0)
                        return attempts.isBusy(destination) || plan.waiting.contains(destination)
                    })
        }
    }
}
