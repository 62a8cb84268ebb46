import Directives
import Ledger
import Testing

@Suite struct MessageTests {
    private func outcome(
        _ id: String, number: Int = 1, _ state: AttemptEnd, next: Instant? = nil, meaning: ExitMeaning = .deferred
    ) -> AttemptOutcome {
        AttemptOutcome(
            message: id, number: number, endedAt: Fixture.noon.adding(seconds: number), exit: "exit 75",
            meaning: meaning, output: "450 4.2.1 busy", gatewayID: "q\(number)", newState: state, nextAttempt: next)
    }

    @Test func aDeferredMessageComesBackWithItsBytesWhenItIsDue() throws {
        let ledger = try Fixture.ledger()
        let message = Fixture.message(0)
        try ledger.claim([message])
        #expect(try ledger.nextRetry(of: "email") == nil)
        let due = Fixture.noon.adding(seconds: 10)
        try ledger.finish([outcome(message.id, .deferred, next: due)])
        #expect(try ledger.nextRetry(of: "email") == due)
        #expect(try ledger.retries(of: "email", through: due.adding(milliseconds: -1), limit: 9).isEmpty)
        let retry = try #require(try ledger.retries(of: "email", through: due, limit: 9).first)
        #expect(retry.bytes == message.bytes)
        #expect(retry.recipient == message.recipient && retry.gateway == "email")
        #expect(retry.attempts == 1 && retry.firstAttempt == Fixture.noon)
        #expect(retry.expiresAt == message.expiresAt)
        #expect(retry.obligations == [Fixture.obligation(0).obligation.id])

        try ledger.commit { $0.start(AttemptStart(message: message.id, number: 2, at: due)) }
        #expect(try ledger.nextRetry(of: "email") == nil)
        try ledger.finish([outcome(message.id, number: 2, .accepted, meaning: .accepted)])
        let stored = try #require(try ledger.message(message.id))
        #expect(stored.state == .accepted)
        #expect(stored.attempts.map(\.gatewayID) == ["q1", "q2"])
        #expect(stored.attempts.map(\.meaning) == [.deferred, .accepted])
        #expect(
            try ledger.events(EventFilter(message: message.id)).map(\.event.kind) == [.claimed, .deferred, .accepted])
    }

    @Test func retriesComeTheLongestDueFirstAndNoMoreThanAsked() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim(
            (0..<3).map { item in
                var message = Fixture.message(item)
                message.address = "\(item)@ubnd.example"
                return message
            })
        for (item, seconds) in [(0, 30), (1, 10), (2, 20)] {
            try ledger.finish([
                outcome("m\(item)-on the day", .deferred, next: Fixture.noon.adding(seconds: seconds))
            ])
        }
        #expect(try ledger.deferredGateways() == ["email"])
        let retries = try ledger.retries(of: "email", through: .distantFuture, limit: 2)
        #expect(retries.map(\.id) == ["m1-on the day", "m2-on the day"])
    }

    @Test func ofOneAddressTheEarlierInstantGoesFirstWhicheverIsDueLonger() throws {
        let ledger = try Fixture.ledger()
        var earlier = Fixture.message(0)
        earlier.at = Fixture.noon.adding(seconds: -60)
        try ledger.claim([Fixture.message(1), earlier])
        try ledger.finish([
            outcome(earlier.id, .deferred, next: Fixture.noon.adding(seconds: 30)),
            outcome("m1-on the day", .deferred, next: Fixture.noon.adding(seconds: 10)),
        ])
        let due = { (seconds: Int) in
            try ledger.retries(of: "email", through: Fixture.noon.adding(seconds: seconds), limit: 9).map(\.id)
        }
        #expect(try due(29) == ["m1-on the day"])
        #expect(try due(30) == [earlier.id])
        #expect(
            try ledger.retries(of: "email", through: .distantFuture, except: [earlier.address], limit: 9).isEmpty)
    }

    @Test func aHeldMessageIsNotDueAndExpiresLikeOthers() throws {
        let ledger = try Fixture.ledger()
        let message = Fixture.message(0)
        try ledger.claim([message])
        try ledger.commit { $0.hold(message.id, reason: "sai địa chỉ", author: "root") }
        try ledger.finish([outcome(message.id, .deferred, next: Fixture.noon.adding(seconds: 10))])
        #expect(try ledger.nextRetry(of: "email") == nil)
        #expect(try ledger.retries(of: "email", through: .distantFuture, limit: 9).isEmpty)
        #expect(try ledger.message(message.id)?.hold == "sai địa chỉ")
        let expires = try #require(message.expiresAt)
        #expect(try ledger.nextExpiry() == expires)
        #expect(try ledger.expired(by: expires.adding(milliseconds: -1), limit: 9).isEmpty)
        #expect(try ledger.expired(by: expires, limit: 9) == [message.id])
        let later = Fixture.noon.adding(seconds: 5)
        try ledger.commit(at: later) { $0.release(message.id, author: "root") }
        #expect(try ledger.nextRetry(of: "email") == later)
        #expect(try ledger.events(EventFilter(kinds: [.held, .released])).map(\.event.kind) == [.held, .released])
        try ledger.commit(at: later) { $0.end(message.id, as: .cancelled, reason: "x") }
        #expect(throws: LedgerError.self) {
            try ledger.commit(at: later) { $0.hold(message.id, reason: "x", author: "root") }
        }
    }

    @Test func afterACrashTheAttemptsWithoutAnEndAreFound() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim([Fixture.message(0), Fixture.message(1), Fixture.message(2, starts: false)])
        try ledger.finish([outcome("m0-on the day", .accepted, meaning: .accepted)])
        #expect(try ledger.unfinishedAttempts().map(\.id) == ["m1-on the day"])
        #expect(try ledger.unstarted(limit: 9).map(\.id) == ["m2-on the day"])
    }

    @Test func anAttemptIsNumberedOnceAndRunsAlone() throws {
        let ledger = try Fixture.ledger()
        let id = Fixture.message(0).id
        try ledger.claim([Fixture.message(0)])
        let running = #expect(throws: LedgerError.self) {
            try ledger.commit { $0.start(AttemptStart(message: id, number: 2, at: Fixture.noon)) }
        }
        #expect(running?.code == .refused)
        try ledger.finish([outcome(id, .deferred, next: Fixture.noon)])
        let repeated = #expect(throws: LedgerError.self) {
            try ledger.commit { $0.start(AttemptStart(message: id, number: 1, at: Fixture.noon)) }
        }
        #expect(repeated?.code == .refused)
        #expect(try ledger.message(id)?.state == .deferred)
        #expect(throws: LedgerError.self) { try ledger.finish([outcome(id, .accepted)]) }
    }

    @Test func anOutcomeDefersWithAnInstantOrNotAtAll() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim([Fixture.message(0)])
        for bad in [
            outcome("m0-on the day", .deferred), outcome("m0-on the day", .dead, next: Fixture.noon),
            outcome("unknown", .dead),
        ] {
            let error = #expect(throws: LedgerError.self) { try ledger.finish([bad]) }
            #expect(error?.code == .refused)
        }
        #expect(try ledger.unfinishedAttempts().count == 1)
    }

    @Test func aMessageThatEndedWhileItRanStaysEndedAndKeepsItsAnswer() throws {
        let ledger = try Fixture.ledger()
        let id = Fixture.message(0).id
        try ledger.claim([Fixture.message(0)])
        try ledger.commit { $0.end(id, as: .expired, reason: "a later slot") }
        try ledger.finish([outcome(id, .accepted, meaning: .accepted)])
        let stored = try #require(try ledger.message(id))
        #expect(stored.state == .expired && stored.reason == "a later slot")
        #expect(stored.attempts.map(\.meaning) == [.accepted])
        #expect(try ledger.events(EventFilter(kinds: [.accepted])).map { $0.detail["state"] } == ["expired"])
    }

    @Test func aTerminalStateIsNeverLeft() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim([Fixture.message(0), Fixture.message(1)])
        try ledger.finish([outcome("m0-on the day", .dead)])
        for state in MessageEnd.allCases {
            let error = #expect(throws: LedgerError.self) {
                try ledger.commit { transaction in
                    for id in ["m1-on the day", "m0-on the day"] { transaction.end(id, as: state, reason: "asked") }
                }
            }
            #expect(error?.code == .refused)
        }
        #expect(try ledger.message("m1-on the day")?.state == .claimed, "all of a change is kept or nothing")
    }

    @Test func aMessageThatStandsInForAnotherIsAboutTheSameObligations() throws {
        let ledger = try Fixture.ledger()
        let obligation = Fixture.obligation(0).obligation.id
        try ledger.claim([Fixture.message(0)])
        try ledger.finish([outcome("m0-on the day", .dead)])
        for (id, replaced) in [("again", "m0-on the day"), ("and again", "again")] {
            var message = Fixture.message(0)
            (message.id, message.replaces, message.deliveries) = (id, replaced, [])
            message.firstAttempt = AttemptStart(message: id, number: 1, at: Fixture.noon)
            try ledger.claim([message])
        }
        #expect(try ledger.unfinishedAttempts().map(\.obligations) == [[obligation], [obligation]])
        #expect(try ledger.message("and again")?.deliveries == [Fixture.delivery(0)])
        #expect(try ledger.message("and again")?.replaces == "again")
        let open = try ledger.openMessages(obligation: obligation, address: "tnmt@ubnd.example")
        #expect(open == ["again", "and again"])
        #expect(try ledger.messages(MessageFilter(obligation: obligation)).count == 3)
    }

    @Test func openMessagesAreThoseOfTheObligationAndAddressThatHaveNotEnded() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim([Fixture.message(0), Fixture.message(0, step: .review), Fixture.message(1)])
        try ledger.finish([outcome("m0-review", .accepted, meaning: .accepted)])
        let obligation = Fixture.obligation(0).obligation.id
        #expect(try ledger.openMessages(obligation: obligation, address: "tnmt@ubnd.example") == ["m0-on the day"])
        #expect(try ledger.openMessages(obligation: obligation, address: "other@ubnd.example").isEmpty)
    }

    @Test func aListingFiltersAndCountsAgree() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim((0..<3).map { Fixture.message($0) })
        try ledger.finish([outcome("m1-on the day", .dead)])
        #expect(try ledger.messages(MessageFilter(states: [.dead])).map(\.id) == ["m1-on the day"])
        #expect(try ledger.messages(limit: 2).map(\.id) == ["m2-on the day", "m1-on the day"])
        #expect(try ledger.messages().allSatisfy { $0.bytes == nil })
        let counts = try ledger.counts()
        #expect(counts.messages == [.claimed: 2, .dead: 1])
        #expect(counts.messagesByGateway == ["email": [.claimed: 2, .dead: 1]])
        #expect(counts.obligations == [.open: 3])
        #expect(counts.databaseBytes > 0)
    }
}
