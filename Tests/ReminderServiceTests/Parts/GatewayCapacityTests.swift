import Directives
import TestSupport
import Testing

@testable import ReminderService

/// The places of a gateway with a rate, also where the clock is set back between the starts.
struct GatewayCapacityTests {
    private let start = Fixture.instant("2021-12-01 08:00")

    private func capacity(perMinute: Int) -> GatewayCapacity {
        GatewayCapacity(
            gateway: Gateway(name: "sms", channel: .sms, command: ["/bin/true"], concurrency: 4, perMinute: perMinute))
    }

    @Test func aRateGivesTheInstantOfTheNextPlace() {
        var capacity = capacity(perMinute: 2)
        #expect(capacity.room(at: start) == 2)
        // Taken ahead of its instant, so the later start is noted first.
        capacity.take(at: start.adding(milliseconds: 50))
        capacity.take(at: start)
        capacity.release()
        capacity.release()
        #expect(capacity.room(at: start.adding(seconds: 1)) == 0)
        #expect(capacity.opening(at: start.adding(seconds: 1)) == start.adding(seconds: 60))
        #expect(capacity.room(at: start.adding(seconds: 60)) == 1)
        #expect(capacity.room(at: start.adding(milliseconds: 60_050)) == 2)
    }

    @Test func startsOnBothSidesOfAStepBackAreCountedByTheirInstants() {
        var capacity = capacity(perMinute: 1)
        capacity.take(at: start)
        capacity.release()
        let yesterday = start.adding(seconds: -86_400)
        capacity.take(at: yesterday)
        capacity.release()
        // Asked of a copy, as the engine does where it plans: the capacity itself has forgotten nothing.
        var plan = capacity
        #expect(plan.room(at: yesterday) == 0)
        #expect(plan.opening(at: yesterday) == yesterday.adding(seconds: 60))
        // Just before the same instant again: its first time still counts, as the rate wants; the day before does not.
        let again = start.adding(milliseconds: -50)
        #expect(capacity.room(at: again) == 0)
        #expect(capacity.opening(at: again) == start.adding(seconds: 60))
        #expect(capacity.room(at: start.adding(seconds: 60)) == 1)
    }
}
