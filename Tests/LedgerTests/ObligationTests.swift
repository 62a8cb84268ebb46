import Directives
import Testing

@testable import Ledger

@Suite struct ObligationTests {
    @Test func whatWasInstalledIsInForce() throws {
        let ledger = try Ledger.temporary(clock: .wall)
        #expect(try ledger.configurationInForce() == nil)
        try ledger.commit(Fixture.installation(2))
        let installation = try #require(Fixture.installation(2).configuration)
        let stored = try #require(try ledger.configurationInForce())
        #expect(stored.settings == installation.settings)
        #expect(stored.files == installation.files)
        #expect(stored.acceptedAt == Fixture.noon)
        #expect(try ledger.directive(installation.upserted[1].directive.id) == installation.upserted[1])
        #expect(try ledger.obligation(Fixture.obligation(1).obligation.id) == Fixture.obligation(1))
        #expect(try ledger.obligations(of: installation.upserted[0].directive.id) == [Fixture.obligation(0)])
    }

    @Test func aRemovedDirectiveLeavesTheForceAndStaysForTheRecord() throws {
        let ledger = try Fixture.ledger(2)
        let gone = Fixture.directive(0).directive.id
        try ledger.commit { $0.install(Fixture.update(removed: [gone])) }
        #expect(Array(try ledger.directiveHashes().keys) == [Fixture.directive(1).directive.id.description])
        #expect(try ledger.directive(gone)?.inForce == false)
        #expect(try ledger.obligations(of: gone).count == 1)
        var ids: [DirectiveID] = []
        try ledger.forEachDirective { ids.append($0.directive.id) }
        #expect(ids == [Fixture.directive(1).directive.id])

        let back = StoredDirective(
            directive: Fixture.directive(0).directive, notice: Fixture.notice, sourceFile: "x.yaml", sourceLine: 1,
            firstLoaded: Fixture.noon.adding(seconds: 99))
        try ledger.commit { $0.install(Fixture.update([back])) }
        #expect(try ledger.directive(gone)?.firstLoaded == Fixture.noon, "the first load stays the first")
        #expect(try ledger.directive(gone)?.inForce == true)
    }

    @Test func theHashTellsWhetherDirectiveOrNoticeSayAnythingElse() throws {
        let one = Fixture.directive(0)
        #expect(one.hash == Fixture.directive(0).hash)
        #expect(one.hash != Fixture.directive(0, task: "Khác").hash)
        let notice = Notice(
            id: "tb-1", symbol: "TB-UBND", number: "13", title: "Thông báo kết luận", issuer: "UBND thành phố",
            issued: Fixture.notice.issued)
        #expect(one.hash != StoredDirective.hash(one.directive, notice))
        #expect(try Fixture.ledger(1).directiveHashes() == [one.directive.id.description: one.hash])
    }

    @Test func anInstallationThatFailsLeavesWhatWasInForce() throws {
        let ledger = try Fixture.ledger(1)
        let head = try ledger.head()
        var bad = Fixture.installation(2)
        bad.configuration?.removed = [DirectiveID(notice: "tb-1", item: "404")]
        let error = #expect(throws: LedgerError.self) { try ledger.commit(bad) }
        #expect(error?.code == .refused)
        #expect(try ledger.directiveHashes().count == 1)
        #expect(try ledger.head() == head)
    }

    @Test func wakingGivesWhatIsDueByWakeAndId() throws {
        let ledger = try Fixture.ledger(4)
        let later = Fixture.noon.adding(seconds: 5)
        try ledger.commit { transaction in
            transaction.replan(Fixture.obligation(0, wake: later))
            transaction.replan(Fixture.obligation(1, wake: nil))
        }
        #expect(try ledger.nextWake() == Fixture.noon)
        #expect(try ledger.wakingCount(through: Fixture.noon) == 2)
        #expect(try ledger.wakingCount(through: later) == 3)
        let waking = try ledger.waking(through: later)
        #expect(
            waking.map(\.row) == [Fixture.obligation(2), Fixture.obligation(3), Fixture.obligation(0, wake: later)])
        #expect(waking.map(\.directive) == [2, 3, 0].map { Fixture.directive($0).directive })
        #expect(waking.allSatisfy { $0.notice == Fixture.notice })
        #expect(try ledger.waking(through: later, limit: 1).map(\.row) == [Fixture.obligation(2)])
        #expect(try ledger.waking(through: Fixture.noon.adding(milliseconds: -1)).isEmpty)
    }

    @Test func wakingSeesAnEditedDirectiveAtOnce() throws {
        let ledger = try Fixture.ledger(1)
        _ = try ledger.waking(through: Fixture.noon)
        let edited = Fixture.directive(0, task: "Việc đã sửa")
        try ledger.commit { $0.install(Fixture.update([edited])) }
        #expect(try ledger.waking(through: Fixture.noon).map(\.directive.task) == ["Việc đã sửa"])
    }

    @Test func aLedgerWithNothingToComeHasNoNextWake() throws {
        let ledger = try Ledger.temporary(clock: .wall)
        #expect(try ledger.nextWake() == nil)
        #expect(try ledger.newestEntry() == nil)
    }

    @Test func listingsFilterAndChunksMissNothing() throws {
        let ledger = try Fixture.ledger(450)
        var done = Fixture.obligation(7)
        done.obligation.state = .done
        try ledger.commit { $0.replan(done) }
        #expect(try ledger.obligations(ObligationFilter(states: [.done])).map(\.obligation.id) == [done.obligation.id])
        #expect(try ledger.obligations(ObligationFilter(unit: "other")).isEmpty)
        var ids: Set<String> = []
        var found: ObligationRow?
        try ledger.forEachObligation { row in
            ids.insert(row.obligation.id)
            // The body may call the ledger.
            if row.obligation.state == .done { found = try ledger.obligation(row.obligation.id) }
        }
        #expect(found == done)
        #expect(ids.count == 450)
        var directives = 0
        try ledger.forEachDirective { _ in directives += 1 }
        #expect(directives == 450)
    }

    @Test func anObligationWithoutItsDirectiveIsRefused() throws {
        let ledger = try Fixture.ledger(1)
        let error = #expect(throws: LedgerError.self) {
            try ledger.commit { $0.open(Fixture.obligation(5), due: nil) }
        }
        #expect(error?.code == .refused)
        #expect(try ledger.events(EventFilter(kinds: [.opened])).count == 1, "only the one that is there")
    }
}
