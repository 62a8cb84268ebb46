import Directives
import Testing

@testable import Ledger

@Suite struct TransactionTests {
    private let noon = Fixture.noon
    private var later: Instant { noon.adding(seconds: 60) }
    private var obligation: String { Fixture.obligation(0).obligation.id }

    private func outcome(_ end: AttemptEnd, _ meaning: ExitMeaning, next: Instant? = nil) -> AttemptOutcome {
        AttemptOutcome(
            message: "m0-on the day", number: 1, endedAt: noon, exit: "exit 75", meaning: meaning, newState: end,
            nextAttempt: next)
    }

    private func facts(_ ledger: Ledger, since row: Int64) throws -> [Event.Fact] {
        try ledger.events(after: row).map(\.fact)
    }

    // MARK: What it contains

    @Test func anEmptyOneIsEmptyAndWritesNothing() throws {
        let transaction = LedgerTransaction(at: noon)
        #expect(transaction.isEmpty && !transaction.changesPlan && !transaction.defersAny)
        let ledger = try Fixture.ledger()
        let head = try ledger.head()
        try ledger.commit(transaction)
        #expect(try ledger.head() == head)
    }

    @Test func whatItHoldsIsAnswered() {
        var transaction = LedgerTransaction(at: noon)
        transaction.claim(Fixture.message(0))
        #expect(!transaction.isEmpty && transaction.claims("m0-on the day") && !transaction.claims("other"))
        #expect(!transaction.defersAny && !transaction.changesPlan)
        transaction.end("m1", as: .expired, reason: "x")
        #expect(transaction.ends("m1") && !transaction.ends("m0-on the day"))
        transaction.finish(outcome(.deferred, .deferred, next: later))
        #expect(transaction.defers("m0-on the day") && !transaction.defers("m1") && transaction.defersAny)
    }

    @Test func whatWaitsIsDeferred() {
        var claim = LedgerTransaction(at: noon)
        claim.claim(Fixture.message(0, starts: false), due: later)
        var postponed = LedgerTransaction(at: noon)
        postponed.postpone("m1", until: later, reason: "x")
        #expect(claim.defersAny && postponed.defersAny)
    }

    @Test func onlyWhatTheDueQueueDoesNotDoItselfChangesThePlan() {
        let row = Fixture.obligation(0)
        let changes: [(inout LedgerTransaction) -> Void] = [
            { $0.install(Fixture.update()) }, { $0.open(row, due: nil) }, { $0.replan(row) }, { $0.wake(row) },
            { $0.end(row, as: .done, reason: nil) }, { $0.acknowledge(row, unit: "u", author: "x") },
            { $0.version(row, .init(from: nil, due: nil)) }, { $0.setHold(true, reason: "", author: "x") },
            { $0.releaseLimits(obligations: 0, author: "x") },
        ]
        for change in changes {
            var transaction = LedgerTransaction(at: noon)
            change(&transaction)
            #expect(transaction.changesPlan)
        }
        let others: [(inout LedgerTransaction) -> Void] = [
            { $0.claim(Fixture.message(0)) }, { $0.skip([Fixture.delivery(0).slot], as: .tooOld) },
            { $0.advance(ObligationAdvance(id: "o", settled: .distantPast, wake: nil, held: false)) },
            { $0.hold(Fixture.key(0), from: "a", limit: .perHour) }, { $0.noteStop() },
        ]
        for change in others {
            var transaction = LedgerTransaction(at: noon)
            change(&transaction)
            #expect(!transaction.isEmpty && !transaction.changesPlan)
        }
    }

    // MARK: What comes of it

    @Test func theOrderOfTheCallsDoesNotMatter() throws {
        // A claim ends, an attempt ends before the next one starts, whichever was said first.
        let steps: [(inout LedgerTransaction) -> Void] = [
            { $0.start(AttemptStart(message: "m0-on the day", number: 2, at: Fixture.noon)) },
            { $0.end("m1-on the day", as: .cancelled, reason: "x") },
            { $0.claim(Fixture.message(1, starts: false)) },
            {
                $0.finish(
                    AttemptOutcome(
                        message: "m0-on the day", number: 1, endedAt: Fixture.noon, exit: "exit 75",
                        meaning: .deferred, newState: .deferred, nextAttempt: Fixture.noon))
            },
        ]
        var heads: Set<String> = []
        for order in [steps, steps.reversed()] {
            let ledger = try Fixture.ledger()
            try ledger.claim([Fixture.message(0)])
            try ledger.commit { transaction in for step in order { step(&transaction) } }
            #expect(try ledger.message("m0-on the day")?.attempts.count == 2)
            #expect(try ledger.message("m1-on the day")?.state == .cancelled)
            #expect(try ledger.audit().isSound)
            heads.insert(try #require(try ledger.head()).hash)
        }
        #expect(heads.count == 1)
    }

    @Test func theEventsComeInOneOrder() throws {
        let ledger = try Fixture.ledger()
        try ledger.claim([Fixture.message(0)])
        let last = try #require(try ledger.head()).row
        try ledger.commit { transaction in
            transaction.skip([Fixture.delivery(2).slot], as: .tooOld)
            transaction.end("m1-on the day", as: .cancelled, reason: "x")
            transaction.claim(Fixture.message(1, starts: false))
            transaction.finish(outcome(.dead, .rejected))
            transaction.noteStop()
            transaction.install(Fixture.update())
        }
        #expect(
            try ledger.events(after: last).map(\.kind) == [
                .configurationAccepted, .stopped, .dead, .claimed, .cancelled, .skipped,
            ])
    }

    @Test func aClaimSaysWhatTheChainIsToProve() throws {
        let ledger = try Fixture.ledger()
        var fallback = Fixture.message(1, starts: false)
        (fallback.id, fallback.replaces, fallback.deliveries, fallback.recipient) = ("f", "m0-on the day", [], "test@x")
        var again = Fixture.message(2, starts: false)
        (again.id, again.replaces, again.deliveries) = ("r", "m0-on the day", [])
        try ledger.claim([Fixture.message(0)])
        let last = try #require(try ledger.head()).row
        try ledger.commit { transaction in
            transaction.claim(fallback, due: later, for: .fallback([Fixture.key(0)]))
            transaction.claim(again, due: later, for: .order(author: "an"))
        }
        let events = try ledger.events(after: last)
        #expect(events.map(\.obligation) == [obligation, nil])
        #expect(events.map(\.author) == [nil, "an"])
        guard case .claimed(let first) = events[0].fact, case .claimed(let second) = events[1].fact else {
            return #expect(Bool(false), "\(events)")
        }
        #expect(first.isFallback && first.slots == [Fixture.key(0).description] && first.recipient == "test@x")
        #expect(!second.isFallback && second.replaces == "m0-on the day" && second.slots.isEmpty)
        #expect(try ledger.message("f")?.nextAttempt == later)
    }

    @Test func anObligationIsWrittenWithTheEventOfWhatHappenedToIt() throws {
        let ledger = try Fixture.ledger()
        let last = try #require(try ledger.head()).row
        var done = Fixture.obligation(0)
        (done.obligation.state, done.obligation.ended) = (.done, later)
        var version = Fixture.obligation(1)
        version.obligation.version = 2
        let day = CivilDate("2021-12-10")!
        try ledger.commit(at: later) { transaction in
            transaction.end(done, as: .done, reason: nil, author: "an")
            transaction.version(version, .init(from: nil, due: .init(date: day, instant: nil), grantor: "UBND"))
            transaction.acknowledge(Fixture.obligation(2), unit: "phong-qldt", author: "an")
            transaction.wake(Fixture.obligation(2))
        }
        #expect(try ledger.obligation(done.obligation.id) == done)
        #expect(try ledger.obligation(version.obligation.id) == version)
        #expect(try ledger.obligation(Fixture.obligation(2).obligation.id)?.wake == later)
        let events = try ledger.events(after: last)
        #expect(events.map(\.kind) == [.done, .versioned, .acknowledged])
        #expect(events.map(\.unit) == ["phong-tnmt", "phong-tnmt", "phong-qldt"])
        #expect(events.allSatisfy { $0.at == later && $0.directive != nil && $0.obligation != nil })
    }

    @Test func whatMustOutlastARestartIsRead() throws {
        let ledger = try Fixture.ledger()
        let directive = Fixture.directive(0).directive.id
        let day = CivilDate("2021-12-01")!
        let occurrence = Facts.RecordedEvent(event: "receipt", occasion: "a", date: day, time: nil, recorded: later)
        #expect(try !ledger.state.hold().isOn)
        try ledger.commit(at: later) { transaction in
            transaction.setHold(true, reason: "", author: "an")
            transaction.occur(occurrence, of: directive, author: "an")
            transaction.noteReport(.init(letters: 2, isTold: true, isSummary: false))
            transaction.claim(Fixture.message(0))
            transaction.noteOperatorLetter(.init(key: "clock", subject: "s"), message: "m0-on the day")
        }
        // The release of one message says nothing of the order that holds all.
        try ledger.commit { transaction in
            transaction.hold("m0-on the day", reason: "x", author: "an")
            transaction.releaseLimits(obligations: 0, author: "an")
        }
        #expect(try ledger.state.hold().isOn)
        #expect(try ledger.occurrences(of: directive) == [occurrence])
        #expect(try ledger.state.reports().last == later && ledger.state.reports().told == later)
        #expect(try ledger.events(EventFilter(kinds: [.reported])).map(\.detail["letters"]) == ["2"])
        #expect(try ledger.state.lastTold("clock") == later)
        #expect(try !ledger.state.wasTold("clock", from: .distantPast, until: later))
        #expect(try ledger.state.letterKey(ofMessage: "m0-on the day") == "clock")
        try ledger.commit { $0.setHold(false, reason: "", author: "an") }
        #expect(try !ledger.state.hold().isOn)
    }

    @Test func oneThatIsRefusedLeavesNothing() throws {
        let ledger = try Fixture.ledger()
        let head = try ledger.head()
        let error = #expect(throws: LedgerError.self) {
            try ledger.commit { transaction in
                transaction.end(Fixture.obligation(0), as: .done, reason: nil)
                transaction.end("unknown", as: .dead, reason: "x")
            }
        }
        #expect(error?.code == .refused)
        #expect(try ledger.obligation(obligation) == Fixture.obligation(0))
        #expect(try ledger.head() == head)
    }
}
