import Directives
import Gateways
import TestSupport
import Testing

@testable import ReminderService

/// Places and destinations of attempts, without gateways.
struct AttemptsTests {
    private let now = Fixture.instant("2021-12-01 08:00")
    private let sms = Gateway(name: "sms", channel: .sms, command: ["/bin/true"], concurrency: 2, perMinute: nil)

    private func attempt(_ message: String, at instant: Instant, to address: String? = nil) -> RunningAttempt {
        RunningAttempt(
            message: message, number: 1, gateway: sms, address: address ?? message, startsAt: instant, expiresAt: nil,
            dues: [], run: .failure(.init(reason: "a test", meaning: .deferred)), subject: nil)
    }

    private func finished(_ attempt: RunningAttempt) -> FinishedAttempt {
        FinishedAttempt(
            attempt: attempt, ended: now, text: "", meaning: .accepted, gatewayID: nil, isMisconfigured: false)
    }

    private func using() -> Attempts {
        var attempts = Attempts()
        attempts.use([sms])
        return attempts
    }

    private func room(_ attempts: Attempts, at instant: Instant) -> Int {
        var attempts = attempts
        return attempts.room(of: "sms", at: instant)
    }

    private func room(_ places: Places) -> Int {
        var places = places
        return places.room(of: "sms", at: now)
    }

    @Test func aPlaceIsTakenFromTheClaimUntilTheOutcomeIsWritten() {
        var attempts = using()
        let one = attempt("a", at: now)
        attempts.claimed(one, at: now)
        #expect(room(attempts, at: now) == 1 && attempts.isBusy(one.destination) && attempts.has("a"))
        let due = attempts.takeDue(at: now) + attempts.takeDue(at: now)
        #expect(due.map(\.message) == ["a"])
        _ = attempts.ended(finished(one), .alive)
        // Ended, and not written: the place is free for the transaction alone that writes it.
        #expect(room(attempts, at: now) == 1 && !attempts.isQuiet)
        var places = attempts.places(freeing: attempts.finished)
        #expect(room(places) == 2 && !places.isBusy(one.destination))
        places.take(one.destination, at: now)
        #expect(room(places) == 1 && places.isBusy(one.destination))
        attempts.release(attempts.finished)
        #expect(room(attempts, at: now) == 2 && attempts.isQuiet && !attempts.isBusy(one.destination))
    }

    @Test func whatIsClaimedAheadStartsInOrderWithItsInstant() {
        var attempts = using()
        attempts.claimed(attempt("b", at: now), at: now)
        attempts.claimed(attempt("a", at: now), at: now)
        attempts.claimed(attempt("c", at: now.adding(milliseconds: -10)), at: now)
        let early = attempts.takeDue(at: now.adding(milliseconds: -20))
        #expect(early.isEmpty && attempts.isQuiet)
        #expect(attempts.nextStart == now.adding(milliseconds: -10))
        let due = attempts.takeDue(at: now)
        #expect(due.map(\.message) == ["c", "a", "b"])
        #expect(attempts.nextStart == nil && !attempts.isQuiet)
    }

    @Test func whatIsClaimedAheadGoesAtOnceWhenItsInstantHasBecomeFar() {
        var attempts = using()
        attempts.claimed(attempt("a", at: now), at: now)
        let due = attempts.takeDue(at: now.adding(seconds: -3_600))
        #expect(due.map(\.message) == ["a"])
    }

    @Test func aGatewayThatIsGoneStaysUntilItsLastRunHasEnded() {
        var attempts = using()
        let one = attempt("a", at: now)
        attempts.claimed(one, at: now)
        attempts.use([])
        #expect(attempts.capacities["sms"] != nil)
        _ = attempts.ended(finished(one), .alive)
        attempts.release(attempts.finished)
        attempts.use([])
        #expect(attempts.capacities["sms"] == nil)
    }

    @Test func fiveFailuresSuspendAndTheProbeResumes() throws {
        var attempts = using()
        for index in 1...5 {
            let one = attempt("\(index)", at: now)
            attempts.claimed(one, at: now)
            let change = attempts.ended(finished(one), .failing)
            #expect((change != nil) == (index == 5))
            attempts.release(attempts.finished)
        }
        #expect(attempts.suspended == ["sms"] && room(attempts, at: now) == 0)
        attempts.probeAtOnce()
        #expect(room(attempts, at: now) == 1)
        attempts.claimed(attempt("p", at: now), at: now)
        let probe = try #require(attempts.underway["p"])
        let change = attempts.ended(finished(probe), .alive)
        #expect(probe.isProbe && change == .resumed && attempts.suspended.isEmpty)
    }
}
