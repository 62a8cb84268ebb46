import Directives
import TestSupport
import Testing

struct RetryScheduleTests {
    private let schedule = RetrySchedule(Fixture.time)

    /// The attempts of a message whose gateway never takes it, each ending as it begins.
    private func attempts(from first: String, due: String? = nil, spread: Double = 0, limit: Int = 21) -> [String] {
        var at = Fixture.instant(first)
        let expires = schedule.expiry(firstAttempt: at)
        var attempts = [at]
        while attempts.count < limit,
            let next = schedule.next(
                attempts: attempts.count, ended: at, expires: expires, dues: [due.map(Fixture.instant)],
                spread: spread)
        {
            at = next
            attempts.append(at)
        }
        return attempts.map { String(Fixture.zone.iso8601($0).dropFirst(5).prefix(14)).replacing("T", with: " ") }
    }

    @Test func theWaitsAreTheDesignsForZeroToTwentyFailures() {
        let all = attempts(from: "2021-12-01 08:00")
        #expect(
            all == [
                // 10 s, 1 m, 5 m, 15 m, 30 m, then each hour; noon waits; the day ends at 17:00.
                "12-01 08:00:00", "12-01 08:00:10", "12-01 08:01:10", "12-01 08:06:10", "12-01 08:21:10",
                "12-01 08:51:10", "12-01 09:51:10", "12-01 10:51:10", "12-01 13:30:00", "12-01 14:30:00",
                "12-01 15:30:00", "12-01 16:30:00",
            ])
        // However many there were, the wait is an hour.
        for failures in 6...20 {
            let ended = Fixture.instant("2021-12-01 08:00")
            let next = schedule.next(
                attempts: failures, ended: ended, expires: Fixture.instant("2021-12-01 17:00"), dues: [],
                spread: 0)
            #expect(next == ended.adding(seconds: 3_600))
        }
        #expect(RetrySchedule.waits == [10, 60, 300, 900, 1_800, 3_600])
    }

    @Test func aNearDueStillCountsWhereANearerOneHasPassed() {
        let dues = ["2021-12-01 19:00", "2021-12-02 00:00"].map { Fixture.instant($0) as Instant? }
        let next = schedule.next(
            attempts: 6, ended: Fixture.instant("2021-12-01 18:51"), expires: .distantFuture, dues: dues, spread: 0)
        #expect(next == Fixture.instant("2021-12-01 19:51"))
    }

    @Test(arguments: [(-1.0, 54_000), (0, 60_000), (1, 66_000), (0.5, 63_000), (9, 66_000), (-9, 54_000)])
    func aWaitVariesByATenth(spread: Double, milliseconds: Int64) {
        let ended = Fixture.instant("2021-12-01 08:00")
        let next = schedule.next(
            attempts: 2, ended: ended, expires: .distantFuture, dues: [], spread: spread)
        #expect(next?.milliseconds(since: ended) == milliseconds)
    }

    @Test(arguments: [
        ("2021-12-01 08:00", "2021-12-01 17:00"), ("2021-12-01 05:00", "2021-12-01 17:00"),
        ("2021-12-01 12:00", "2021-12-01 17:00"), ("2021-12-01 17:00", "2021-12-02 17:00"),
        ("2021-12-03 20:00", "2021-12-06 17:00"), ("2021-12-04 10:00", "2021-12-06 17:00"),
    ])
    func aMessageExpiresAtTheEndOfTheOfficeDayOfItsFirstAttempt(first: String, expires: String) {
        #expect(schedule.expiry(firstAttempt: Fixture.instant(first)) == Fixture.instant(expires))
    }

    @Test(arguments: [
        // Half-way to a near due; without one, or with a day and more left, the day's end.
        ("2021-12-01 08:00", ["2021-12-01 16:00"], "2021-12-01 12:00"),
        ("2021-12-01 08:00", ["2021-12-02 00:00"], "2021-12-01 16:00"),
        ("2021-12-01 14:00", ["2021-12-02 13:00"], "2021-12-01 17:00"),
        ("2021-12-01 08:00", ["2021-12-03 00:00"], "2021-12-01 17:00"),
        ("2021-12-01 08:00", ["2021-11-30 00:00"], "2021-12-01 17:00"),
        ("2021-12-01 08:00", ["2021-12-20 00:00", "2021-12-01 10:00"], "2021-12-01 09:00"),
        ("2021-12-01 08:00", [], "2021-12-01 17:00"),
    ])
    func whatAnotherChannelTakesOverExpiresHalfWayToANearDue(first: String, dues: [String], expires: String) {
        #expect(
            schedule.expiry(firstAttempt: Fixture.instant(first), yieldingTo: dues.map(Fixture.instant))
                == Fixture.instant(expires))
    }

    @Test func nothingIsTriedAtOrAfterTheExpiry() {
        let expires = Fixture.instant("2021-12-01 16:31")
        let ended = Fixture.instant("2021-12-01 16:30")
        let next = { schedule.next(attempts: 2, ended: ended, expires: $0, dues: [], spread: 0) }
        #expect(next(expires) == nil)
        #expect(next(expires.adding(milliseconds: 1)) == expires)
    }

    @Test func withLessThanAWorkingDayLeftNoonIsNoReasonToWait() {
        // Due at the end of the day.
        #expect(attempts(from: "2021-12-01 11:29", due: "2021-12-02").dropFirst(2).first == "12-01 11:30:10")
        // A working day and more is left.
        #expect(attempts(from: "2021-12-01 11:29", due: "2021-12-03").dropFirst(2).first == "12-01 13:30:00")
        // The due has passed.
        #expect(attempts(from: "2021-12-01 11:29", due: "2021-12-01").dropFirst(2).first == "12-01 13:30:00")
    }

    @Test(arguments: [
        ("2021-12-01 10:00", "2021-12-02 00:00", true), ("2021-12-01 18:00", "2021-12-03 00:00", false),
        // Friday for a due on Sunday, on Monday, and on Monday morning.
        ("2021-12-03 10:00", "2021-12-06 00:00", true), ("2021-12-03 10:00", "2021-12-07 00:00", false),
        ("2021-12-03 10:00", "2021-12-06 09:00", true), ("2021-12-03 10:00", "2021-12-06 10:00", false),
        // After hours, with a due before the next opening.
        ("2021-12-01 18:00", "2021-12-02 07:00", true),
        ("2021-12-01 10:00", "2021-12-01 10:00", false), ("2021-12-01 10:00", "2021-11-30 10:00", false),
    ])
    func lessThanAWorkingDayIsBeforeTheSameTimeOfTheNext(at: String, due: String, near: Bool) {
        #expect(schedule.isNear(Fixture.instant(due), at: Fixture.instant(at)) == near)
    }

    @Test func withoutADueNothingIsNear() {
        #expect(!schedule.isNear(nil, at: Fixture.instant("2021-12-01 10:00")))
    }
}
