internal import CLinux
import Directives
import Dispatch
import Gateways
import Ledger

/// When the engine looks again: at once while there is something to claim or to write, else by one timer.
extension ReminderEngine {
    func scheduleNext(after now: Instant, worked: Bool) throws(LedgerError) {
        if isStopping { return }
        startDue(at: now)
        if worked || canClaim(at: now) || writeAhead(at: now) {
            // A long burst is not sleep, nor is a long pass.
            armedFor = clock.now
            queuePass()
            return
        }
        var next = nextStart
        let consider = { (instant: Instant?) in
            guard let instant else { return }
            next = min(next ?? instant, instant)
        }
        if let round, round.opens > now {
            consider(round.opens)
        } else if round == nil {
            consider(try nextPlanning())
        } else {
            consider(try nextWake()?.adding(milliseconds: -Self.claimAhead))
        }
        if mayHaveDeferred {
            for name in try ledger.deferredGateways() {
                // A gateway that is gone has no pool: what waits for it is to be ended.
                guard let opening = pools[name] == nil ? now : pools[name]?.opening(at: now) else { continue }
                let addresses = Set(busy.lazy.filter { $0.gateway == name }.map(\.address))
                guard let retry = try ledger.nextRetry(of: name, except: addresses) else { continue }
                let next = max(opening, retry)
                guard let since = settings.time.closedSince(at: next), retry < since else {
                    consider(next)
                    continue
                }
                consider(settings.time.nextOfficeHour(from: next))
                consider(try ledger.nextRetry(of: name, from: since, except: addresses).map { max(opening, $0) })
            }
            consider(try ledger.nextExpiry())
        }
        if let round, round.opens <= now {
            for name in pools.keys where round.hasMessage(of: name) {
                // Where there is room, an end of a run or of a message is what is waited for.
                if pools[name]?.room(at: now) ?? 0 <= 0 { consider(pools[name]?.opening(at: now)) }
                if pools[name]?.breaker.isClosed == false { consider(round.firstExpiry[name]) }
            }
        }
        consider(try nextRoutine())
        if hasWrittenMuch, round == nil, flights.isEmpty {
            hasWrittenMuch = false
            _ = malloc_trim(0)
        }
        // An instant that has passed is no sign that time was slept through.
        let end = clock.now
        arm(at: next.map { max($0, end) })
    }

    /// When an obligation must be looked at that the round does not have.
    func nextWake() throws(LedgerError) -> Instant? {
        if let round { round.next } else { try ledger.nextWake() }
    }

    /// When the next message starts that was claimed ahead.
    var nextStart: Instant? {
        flights.values.lazy.filter { !$0.isRunning }.map(\.startsAt).min()
    }

    func arm(at instant: Instant?) {
        armedFor = instant
        clock.arm(at: instant) { self.assumeIsolated { $0.pass() } }
    }

    /// Whether a message of the round could be claimed at once; else the end of a flight or the rate's timer wakes.
    private func canClaim(at now: Instant) -> Bool {
        guard let round, round.opens <= now else { return false }
        return pools.keys.contains { name in
            pools[name]?.room(at: now) ?? 0 > 0
                && round.hasMessage(of: name) {
                    let lane = Lane(gateway: name, address: $0)
                    return busy.contains(lane) || waiting.contains(lane)
                }
        }
    }
}
