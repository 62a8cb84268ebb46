import Directives
import GRDB
import Synchronization
import Testing

@testable import Ledger

@Suite struct ClaimTests {
    @Test func aClaimIsThereWholeWithItsBytesDeliveriesAttemptAndEvent() throws {
        let ledger = try Fixture.ledger()
        let advance = ObligationAdvance(
            id: Fixture.obligation(0).obligation.id, settled: Fixture.noon, wake: Fixture.noon.adding(seconds: 60),
            held: true)
        try ledger.commit { transaction in
            transaction.claim(Fixture.message(0))
            transaction.advance(advance)
        }

        let message = try #require(try ledger.message("m0-on the day"))
        #expect(message.state == .claimed)
        #expect(message.bytes == Array("Kính gửi".utf8))
        #expect(message.deliveries == [Fixture.delivery(0)])
        #expect(message.attempts.map(\.number) == [1])
        #expect(message.attempts[0].startedAt == Fixture.noon && message.attempts[0].endedAt == nil)
        let row = try #require(try ledger.obligation(advance.id))
        #expect(row.settled == advance.settled && row.wake == advance.wake && row.held)
        let events = try ledger.events(EventFilter(kinds: [.claimed]))
        #expect(events.map(\.event.message) == [message.id])
        // By sha256sum of coreutils.
        let digest = "a3cacaef8412bb739bd3daf454cb1d25b9142c407af2dd65940a9a168b1c2e94"
        #expect(events[0].detail["sha256"] == digest)
        #expect(message.sha256 == digest)
    }

    @Test func aDeliveryIsInOneMessageForEver() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim([Fixture.message(0)])
        var other = Fixture.message(0)
        other.id = "another"
        other.firstAttempt = nil
        let head = try ledger.head()
        let error = #expect(throws: LedgerError.self) {
            try ledger.claim([Fixture.message(1), other])
        }
        #expect(error?.code == .refused)
        #expect(try ledger.message("m1-on the day") == nil, "the batch is kept whole or not at all")
        #expect(try ledger.head() == head)
    }

    @Test func theEventOfAClaimThatTheCallerGivesAReasonForGetsTheHash() throws {
        let ledger = try Fixture.ledger()
        var message = Fixture.message(0)
        (message.deliveries, message.kind) = ([], .closing)
        try ledger.commit { $0.claim(message, for: .closing(["o1", "o2"])) }
        let events = try ledger.events(EventFilter(kinds: [.claimed]))
        #expect(events.count == 1)
        #expect(events[0].detail["closes"] == "o1\no2")
        #expect(events[0].detail["sha256"]?.count == 64)
    }

    @Test func settledKeysAreThoseClaimedAndSkippedSinceAnInstant() throws {
        let ledger = try Fixture.ledger()
        let skip = SkippedSlot(
            key: Fixture.key(0, step: .review), at: Fixture.noon, reason: .superseded)
        let old = SkippedSlot(
            key: Fixture.key(0, step: .changed), at: Fixture.noon.adding(seconds: -1), reason: .tooOld)
        try ledger.claim([Fixture.message(0), Fixture.message(1)], skips: [skip, old])
        let keys = try ledger.settledKeys(of: [Fixture.obligation(0).obligation.id], since: Fixture.noon)
        #expect(keys.readers == [Fixture.delivery(0).reader])
        #expect(keys.skipped == [skip.key.description])
        #expect(try ledger.events(EventFilter(kinds: [.skipped])).count == 2)
    }

    @Test func aSlotSkippedTwiceKeepsItsFirstReasonAndOneEvent() throws {
        let ledger = try Fixture.ledger()
        for reason in [SkipReason.tooOld, .done] {
            let skip = SkippedSlot(key: Fixture.key(0), at: Fixture.noon, reason: reason)
            try ledger.claim([], skips: [skip])
        }
        let events = try ledger.events(EventFilter(kinds: [.skipped]))
        #expect(events.map { $0.detail["reason"] } == ["too-old"])
    }

    @Test func theFuseCountsRemindersAndNotOperatorMessages() throws {
        let ledger = try Fixture.ledger()
        var alarm = Fixture.message(2)
        alarm.kind = .operator
        alarm.deliveries = []
        let early = Fixture.noon.adding(milliseconds: -1)
        try ledger.claim([Fixture.message(1)], at: early)
        try ledger.claim([Fixture.message(0), alarm])
        #expect(try ledger.claimedCount(since: Fixture.noon, through: .distantFuture) == 1)
        #expect(try ledger.claimedCount(since: early, through: .distantFuture) == 2)
        let counts = try ledger.claimedCounts(
            since: Fixture.noon, through: .distantFuture, addresses: ["tnmt@ubnd.example", "x@ubnd.example"])
        #expect(counts == ["tnmt@ubnd.example": 1, "x@ubnd.example": 0])
    }

    @Test func aClaimOfSixtyFourMessagesIsOneTransaction() throws {
        let ledger = try Fixture.ledger(64)
        let commits = Mutex(0)
        ledger.queue.inDatabase { database in
            database.trace { event in
                if case .statement(let statement) = event, statement.sql.hasPrefix("COMMIT") {
                    commits.withLock { $0 += 1 }
                }
            }
        }
        try ledger.claim((0..<64).map { Fixture.message($0, bytes: [UInt8](repeating: 65, count: 1_024)) })
        ledger.queue.inDatabase { $0.trace(nil) }
        #expect(commits.withLock { $0 } == 1)
        #expect(try ledger.unfinishedAttempts().count == 64)
    }
}
