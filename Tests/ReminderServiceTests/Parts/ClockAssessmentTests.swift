import Directives
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// What single looks at a clock mean, without a ledger or an engine.
struct ClockAssessmentTests {
    private let start = Instant(seconds: 1_800_000_000)

    /// A reading so many seconds after the start by the clock, and so many of real time.
    private func reading(_ seconds: Int, elapsed: Int? = nil) -> ClockReading {
        ClockReading(now: start.adding(seconds: seconds), elapsed: Int64(elapsed ?? seconds) * 1_000)
    }

    private func started() -> ClockAssessment {
        var clock = ClockAssessment(reading(0), isJudged: true)
        clock.start(reading(0), newestEntry: nil)
        return clock
    }

    /// Looks, and settles what the look means.
    @discardableResult
    private func look(
        _ clock: inout ClockAssessment, _ reading: ClockReading, storageBlockedSince: Instant? = nil
    ) -> ClockAssessment.Look {
        let look = clock.look(reading, storageBlockedSince: storageBlockedSince)
        clock.settle(look)
        return look
    }

    @Test func aTimerOnTimeChangesNothing() {
        var clock = started()
        clock.armed(for: start.adding(seconds: 3_600))
        let revision = clock.revision
        let found = look(&clock, reading(3_600))
        #expect(found.isRight && !found.isNewFault && found.setBackFrom == nil)
        #expect(clock.onTimeSince == start && clock.revision == revision)
    }

    @Test(arguments: [(60, false), (61, true)])
    func aTimerThatFiresLateHasSlept(seconds: Int, isLate: Bool) {
        var clock = started()
        clock.armed(for: start.adding(seconds: 3_600))
        let revision = clock.revision
        look(&clock, reading(3_600 + seconds))
        #expect(clock.onTimeSince == (isLate ? start.adding(seconds: 3_600 + seconds) : start))
        #expect((clock.revision != revision) == isLate)
    }

    @Test func whatADiskWithoutRoomKeptWaitingIsLate() {
        var clock = started()
        look(&clock, reading(600), storageBlockedSince: start.adding(seconds: 500))
        #expect(clock.onTimeSince == start.adding(seconds: 600))
    }

    @Test func aStepBackSaysFromWhenAndPlansAnew() {
        var clock = started()
        clock.gatewayResumed("sms", at: start.adding(seconds: 3_000))
        look(&clock, reading(3_600))
        let revision = clock.revision
        let found = look(&clock, reading(1_800, elapsed: 3_600))
        #expect(found.isRight && found.setBackFrom == start.adding(seconds: 3_600))
        #expect(clock.revision > revision)
        #expect(clock.onTimeSince(suspended: [], at: found.now) == ["sms": found.now])
        // Nothing more is set back with the next look.
        let next = look(&clock, reading(1_801, elapsed: 3_601))
        #expect(next.setBackFrom == nil)
    }

    @Test func aStepBackThatIsNotWrittenIsFoundAgain() {
        var clock = started()
        look(&clock, reading(3_600))
        let first = clock.look(reading(1_800, elapsed: 3_600), storageBlockedSince: nil)
        let second = clock.look(reading(1_801, elapsed: 3_601), storageBlockedSince: nil)
        #expect(first.setBackFrom == second.setBackFrom && second.setBackFrom != nil)
    }

    @Test func aClockThatCannotBeRightIsNewOnceAndWhatItPassedOverIsLate() {
        var clock = started()
        let wrong = look(&clock, reading(100 * 3_600, elapsed: 60))
        #expect(wrong.fault == .ahead(hours: 100) && wrong.isNewFault)
        let again = look(&clock, reading(100 * 3_600 + 60, elapsed: 120))
        #expect(!again.isNewFault && !again.isRight)
        #expect(clock.likelyNow(reading(100 * 3_600 + 60, elapsed: 120)) == start.adding(seconds: 120))
        let revision = clock.revision
        let right = look(&clock, reading(600))
        #expect(right.isRight && right.setBackFrom == nil)
        #expect(clock.onTimeSince == right.now && clock.revision > revision)
    }

    @Test func aFaultThatIsNotWrittenIsNewAgain() {
        var clock = started()
        let wrong = reading(100 * 3_600, elapsed: 60)
        let looks = [clock.look(wrong, storageBlockedSince: nil), clock.look(wrong, storageBlockedSince: nil)]
        #expect(looks.map(\.isNewFault) == [true, true])
    }

    @Test func anAcceptedClockIsRight() {
        var clock = started()
        let odd = reading(100 * 3_600, elapsed: 60)
        #expect(clock.fault(odd) != nil)
        clock.accept(odd)
        #expect(clock.fault(odd) == nil)
    }

    @Test(arguments: [(30, false), (61, true)])
    func aStepForwardPassesOverSlots(seconds: Int, isLate: Bool) {
        var clock = started()
        let stepped = reading(10 + seconds, elapsed: 10)
        let step = clock.step(stepped)
        #expect(step == Int64(seconds) * 1_000)
        let revision = clock.revision
        clock.settle(step: step, at: stepped.now)
        #expect(clock.onTimeSince == (isLate ? stepped.now : start))
        #expect(clock.revision > revision)
        let next = clock.step(reading(20 + seconds, elapsed: 20))
        #expect(next == 0)
    }

    @Test func whatWaitsForASuspendedGatewayIsLateFromAMinuteOn() {
        let clock = started()
        #expect(
            clock.onTimeSince(suspended: ["sms"], at: start.adding(seconds: 600))
                == ["sms": start.adding(seconds: 540)])
    }

    @Test func aClockMovedByHandIsAlwaysRight() {
        var clock = ClockAssessment(reading(0), isJudged: false)
        clock.start(reading(0), newestEntry: nil)
        let found = look(&clock, ClockReading(now: Instant(seconds: 0), elapsed: 0))
        #expect(found.isRight && found.setBackFrom == nil)
    }
}
