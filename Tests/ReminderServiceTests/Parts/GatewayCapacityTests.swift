import Directives
import TestSupport
import Testing

@testable import ReminderService

/// The places of a gateway with a rate, also where the clock is set back between the starts.
struct GatewayCapacityTests {
    private let start = Fixture.instant("2021-12-01 08:00")

    private func pool(perMinute: Int) -> GatewayCapacity {
        GatewayCapacity(
            gateway: Gateway(name: "sms", channel: .sms, command: ["/bin/true"], concurrency: 4, perMinute: perMinute))
    }

    @Test func aRateGivesTheInstantOfTheNextPlace() {
        var pool = pool(perMinute: 2)
        #expect(pool.room(at: start) == 2)
        // Taken ahead of its instant, so the later start is noted first.
        pool.take(at: start.adding(milliseconds: 50))
        pool.take(at: start)
        pool.release()
        pool.release()
        #expect(pool.room(at: start.adding(seconds: 1)) == 0)
        #expect(pool.opening(at: start.adding(seconds: 1)) == start.adding(seconds: 60))
        #expect(pool.room(at: start.adding(seconds: 60)) == 1)
        #expect(pool.room(at: start.adding(milliseconds: 60_050)) == 2)
    }

    @Test func startsOnBothSidesOfAStepBackAreCountedByTheirInstants() {
        var pool = pool(perMinute: 1)
        pool.take(at: start)
        pool.release()
        let yesterday = start.adding(seconds: -86_400)
        pool.take(at: yesterday)
        pool.release()
        // Asked of a copy, as the engine does where it plans: the pool itself has forgotten nothing.
        var plan = pool
        #expect(plan.room(at: yesterday) == 0)
        #expect(plan.opening(at: yesterday) == yesterday.adding(seconds: 60))
        // Just before the same instant again: its first time still counts, as the rate wants; the day before does not.
        let again = start.adding(milliseconds: -50)
        #expect(pool.room(at: again) == 0)
        #expect(pool.opening(at: again) == start.adding(seconds: 60))
        #expect(pool.room(at: start.adding(seconds: 60)) == 1)
    }
}
