import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// The plan in memory: it is given out only while all that it rests on is as it was.
struct ClaimerTests {
    private let now = Fixture.instant("2021-12-01 08:00")

    private func inputs(_ claimer: Claimer, settings: Int = 0, clock: Int = 0) -> Claimer.Inputs {
        .init(settings: settings, clock: clock, claimer: claimer.revision)
    }

    private func row() throws -> ObligationRow {
        let directive = Fixture.directive("2021-12-20")
        let obligation = try Fixture.obligation(directive, loaded: "2021-12-01 07:45")
        return ObligationRow(obligation: obligation, settled: obligation.opened, wake: now)
    }

    /// A claimer with a plan of one message.
    private func planned() throws -> Claimer {
        var claimer = Claimer()
        let queue = DueQueue(
            [WakingObligation(row: try row(), directive: Fixture.directive("2021-12-20"), notice: Fixture.notice)],
            settled: SettledKeys(),
            .init(
                planner: Fixture.planner(Fixture.policy(["on assignment"])), now: now, horizon: now,
                onTimeSince: .distantPast))
        try #require(!queue.isEmpty)
        claimer.keep(
            .init(
                queue: queue, fuse: Fuse(settings: Fixture.settings(), hour: 0, day: [:]), countedAt: now,
                inputs: inputs(claimer)))
        return claimer
    }

    @Test func aPlanThatIsTakenIsGoneUntilItIsKept() throws {
        var claimer = try planned()
        let taken = claimer.take(inputs(claimer))
        let plan = try #require(taken)
        #expect(claimer.plan(inputs(claimer)) == nil)
        claimer.keep(plan)
        #expect(claimer.plan(inputs(claimer)) != nil)
    }

    @Test func otherSettingsOrAnotherClockNeedAnotherPlan() throws {
        var claimer = try planned()
        #expect(claimer.plan(inputs(claimer)) != nil)
        #expect(claimer.plan(inputs(claimer, settings: 1)) == nil)
        #expect(claimer.plan(inputs(claimer, clock: 1)) == nil)
        let stale = claimer.take(inputs(claimer, settings: 1))
        #expect(stale == nil)
    }

    @Test func whatIsWrittenOfObligationsNeedsAnotherPlan() throws {
        var claimer = try planned()
        var claims = LedgerTransaction(at: now)
        claims.advance(ObligationAdvance(id: "x", settled: now, wake: nil, held: false))
        claims.end("m", as: .expired, reason: "a test")
        claimer.note(claims)
        #expect(claimer.plan(inputs(claimer)) != nil)
        var order = LedgerTransaction(at: now)
        order.end(try row(), as: .done, reason: nil)
        claimer.note(order)
        #expect(claimer.plan(inputs(claimer)) == nil)
    }

    @Test func aPlanThatIsTakenWhileItsInputsChangeIsStaleWhenItIsKept() throws {
        var claimer = try planned()
        let taken = claimer.take(inputs(claimer))
        let plan = try #require(taken)
        var opening = LedgerTransaction(at: now)
        opening.open(try row(), due: nil)
        claimer.note(opening)
        claimer.keep(plan)
        #expect(claimer.plan(inputs(claimer)) == nil)
    }

    @Test func holdsAndTheirReleaseNeedAnotherPlan() throws {
        var claimer = try planned()
        claimer.setHold(true)
        #expect(claimer.isHeld && claimer.plan(inputs(claimer)) == nil)
        claimer = try planned()
        var hold = LedgerTransaction(at: now)
        hold.setHold(true, reason: "", author: "an")
        claimer.note(hold)
        #expect(!claimer.isHeld && claimer.plan(inputs(claimer)) == nil, "it is not written yet")
        claimer.noteCommitted(hold)
        #expect(claimer.isHeld)
        claimer = try planned()
        var release = LedgerTransaction(at: now)
        release.releaseLimits(obligations: 1, author: "an")
        claimer.note(release)
        claimer.noteCommitted(release)
        #expect(claimer.plan(inputs(claimer)) == nil)
        #expect(claimer.countStart(now.adding(seconds: -3_600)) == now)
        claimer.clockSetBack(to: now.adding(seconds: -60))
        #expect(claimer.countStart(.distantPast) == now.adding(seconds: -60))
    }

    @Test func deferredMessagesAreAskedForAgainWhenOneMayHaveCome() {
        var claimer = Claimer()
        claimer.note(hasDeferred: false)
        claimer.note(LedgerTransaction(at: now))
        #expect(!claimer.mayHaveDeferred)
        var release = LedgerTransaction(at: now)
        release.release("m", author: "somebody")
        claimer.note(release)
        #expect(claimer.mayHaveDeferred)
    }

    @Test func aHoldIsRecordedOnceUntilItIsReleased() {
        var claimer = Claimer()
        let answers = [claimer.held("d"), claimer.held("d"), claimer.released("d"), claimer.released("d")]
        #expect(answers == [true, false, true, false])
    }
}
