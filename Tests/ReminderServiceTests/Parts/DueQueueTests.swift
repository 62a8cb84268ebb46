import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// What a plan says of slots that passed while nothing was claimed.
struct DueQueueTests {
    /// The queue planned on a Friday, 10 seconds before midnight, of a slot that passed and a due on Monday at ten.
    private func queue(through horizon: String) throws -> DueQueue {
        let directive = Fixture.directive("2021-12-06 10:00")
        let obligation = try Fixture.obligation(directive, loaded: "2021-12-01 07:45")
        let now = Fixture.instant("2021-12-03 23:59").adding(seconds: 50)
        return DueQueue(
            [
                WakingObligation(
                    row: ObligationRow(obligation: obligation, settled: obligation.opened, wake: now),
                    directive: directive, notice: Fixture.notice)
            ],
            settled: SettledKeys(),
            .init(
                planner: Fixture.planner(Fixture.policy(["on assignment"])), now: now,
                horizon: Fixture.instant(horizon).adding(milliseconds: ReminderEngine.claimAhead), onTimeSince: now))
    }

    /// On Friday less than a working day remains; from Saturday on a whole one does.
    @Test func whetherADueIsNearCountsWhenItIsClaimed() throws {
        #expect(!(try queue(through: "2021-12-03 23:59")).queues.isEmpty)
        let planned = try queue(through: "2021-12-04 00:00")
        #expect(planned.queues.isEmpty)
        #expect(planned.advances.map(\.wake) == [Fixture.instant("2021-12-06 07:30")])
    }
}
