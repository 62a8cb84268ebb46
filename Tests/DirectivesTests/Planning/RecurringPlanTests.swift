import Directives
import TestSupport
import Testing

struct RecurringPlanTests {
    private let opening = Opening(Fixture.time)

    private func obligations(
        _ directive: Directive, loaded: String = "2021-11-26", until: String? = nil
    ) throws -> [Obligation] {
        var facts = Facts(loaded: Fixture.instant(loaded))
        facts.horizon = until.map(Fixture.instant)
        return try opening.obligations(of: directive, in: Fixture.notice, facts: facts)
    }

    @Test func eachPeriodIsAnObligationThatOpensWhenThePeriodBegins() throws {
        let directive = Fixture.directive("13.3", lead: ["van-phong"], (nil, "every month on day 20"))
        let found = try obligations(directive, until: "2022-02-01")
        #expect(
            found.map(\.id) == [
                "tb/13.3@van-phong@2021-12", "tb/13.3@van-phong@2022-01", "tb/13.3@van-phong@2022-02",
            ])
        #expect(found.map(\.opened) == ["2021-11-26", "2021-12-21", "2022-01-21"].map(Fixture.instant))
        #expect(found.map(\.due?.dueDate) == ["2021-12-20", "2022-01-20", "2022-02-20"].map(Fixture.date))
        #expect(found.map { $0.isToCome(at: Fixture.instant("2021-12-01")) } == [false, true, true])
    }

    @Test func aDutyOfFiveYearsDoesNotOpenAtOnce() throws {
        let directive = Fixture.directive("13.3", lead: ["van-phong"], (nil, "every month on day 20 until 2026-12-31"))
        #expect(try obligations(directive).count == 14)
        #expect(try obligations(directive, until: "2030-01-01").count == 61)
    }

    @Test func aPeriodThatWasOverWhenTheDirectiveWasLoadedHasNoObligation() throws {
        let directive = Fixture.directive("13.3", lead: ["van-phong"], (nil, "every month on day 20"))
        let found = try obligations(directive, loaded: "2022-06-20 17:00", until: "2022-08-01")
        // On the day itself there are hours left.
        #expect(found.map(\.period) == ["2022-06", "2022-07", "2022-08"])
        #expect(found.first?.opened == Fixture.instant("2022-06-20 17:00"))
    }

    @Test func leadsNamesAndCasesKeepTheirOwn() throws {
        let directive = Fixture.directive(
            "13.3", lead: ["phuong-1", "phuong-2"], ("thang", "every month on day 20"), ("quy", "every quarter"),
            opens: .event("receipt"))
        var facts = Facts(loaded: Fixture.instant("2021-11-26"))
        facts.horizon = Fixture.instant("2021-12-25")
        facts.events[directive.id] = [
            .init(
                event: "receipt", occasion: "a", date: Fixture.date("2021-12-22"), time: nil,
                recorded: Fixture.instant("2021-12-23 09:00"))
        ]
        let found = try opening.obligations(of: directive, in: Fixture.notice, facts: facts)
        #expect(
            found.map(\.id) == [
                "tb/13.3@phuong-1@thang@a@2022-01", "tb/13.3@phuong-2@thang@a@2022-01",
                "tb/13.3@phuong-1@quy@a@2021-Q4", "tb/13.3@phuong-2@quy@a@2021-Q4",
            ])
        #expect(found.allSatisfy { $0.opened == Fixture.instant("2021-12-23 09:00") })
    }

    @Test func aWithdrawalEndsLaterPeriods() throws {
        let directive = Fixture.directive(
            "13.3", lead: ["van-phong"], (nil, "every month on day 20"),
            withdrawn: .init(date: Fixture.date("2022-01-05"), reason: "Thu hồi"))
        let planner = Fixture.planner()
        let slots = try obligations(directive).flatMap { planner.slots(of: $0, in: directive) }
        #expect(slots.allSatisfy { $0.at < Fixture.instant("2022-01-05") })
        #expect(!slots.isEmpty)
    }

    @Test func aChainOpensAndCountsWhenTheEndIsRecorded() throws {
        let first = DirectiveID(notice: "tb", item: "8.1")
        let directive = Fixture.directive(
            "8.2", lead: ["phong-tnmt"], (nil, "10 days after tb/8.1 is done"), opens: .completion(of: first))
        #expect(directive.deadlines[0].deadline.awaitedEnd == .completion(of: first))
        #expect(try obligations(directive).isEmpty)
        var facts = Facts(loaded: Fixture.instant("2021-11-26"), failures: [first: Fixture.instant("2021-12-01")])
        #expect(try opening.obligations(of: directive, in: Fixture.notice, facts: facts).isEmpty)
        facts.completions[first] = Fixture.instant("2021-12-10 14:20")
        let found = try opening.obligations(of: directive, in: Fixture.notice, facts: facts)
        #expect(found.map(\.id) == ["tb/8.2@phong-tnmt"])
        #expect(found.map(\.opened) == [Fixture.instant("2021-12-10 14:20")])
        #expect(found.map(\.due?.dueDate) == [Fixture.date("2021-12-20")])
        #expect(found.map(\.eventDate) == [Fixture.date("2021-12-10")])
    }

    @Test(arguments: 0..<15)
    func plansOfAdjoiningSpansAddUpForRecurringAndChainedDirectives(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let first = Fixture.directive("1", lead: ["phuong-1"], (nil, "2021-12"))
        var directives = [first]
        for index in 2...4 {
            directives.append(
                Directive(
                    id: DirectiveID(notice: "tb", item: "\(index)"), task: "Việc", lead: ["phuong-1", "phuong-2"],
                    coordinating: ["phuong-3"], deadlines: [.init(Fixture.randomRecurrence(&random))]))
        }
        directives.append(
            Fixture.directive(
                "5", lead: ["phuong-4"], (nil, "7 days after tb/1 is done"), opens: .completion(of: first.id)))
        directives.append(
            Fixture.directive("6", lead: ["phuong-4"], (nil, "every month on day 5"), opens: .completion(of: first.id)))
        let base = Fixture.settings()
        let time = OfficeTime(zone: Fixture.zone, calendar: Fixture.randomCalendar(&random), hours: Fixture.hours)
        let settings = Settings(
            office: base.office, time: time, operatorAddresses: base.operatorAddresses, gateways: base.gateways,
            policies: base.policies, units: base.units)
        let configuration = Configuration(settings: settings, notices: [Fixture.notice], directives: directives)
        let loaded = Fixture.instant("2021-11-20").adding(seconds: Int.random(in: 0..<4_000_000, using: &random))
        let done = loaded.adding(seconds: Int.random(in: 0..<8_000_000, using: &random))
        // Each span knows only what opens before its own end.
        let lines = { (span: Range<Instant>) throws -> [Plan.Line] in
            var facts = Facts(loaded: loaded, completions: [first.id: done])
            facts.horizon = span.upperBound
            return Plan(try configuration.obligations(facts: facts), settings: settings, span: span).lines
        }
        let (start, end) = (Fixture.instant("2021-11-01"), Fixture.instant("2022-03-15"))
        let cut = start.adding(seconds: Int.random(in: 0..<11_000_000, using: &random))
        let whole = try lines(start..<end)
        let parts = try lines(start..<cut) + lines(cut..<end)
        #expect(parts == whole, "seed \(seed): cut at \(Fixture.zone.iso8601(cut))")
        #expect(Set(whole.map(\.delivery.key)).count == whole.count, "seed \(seed)")
        var facts = Facts(loaded: loaded, completions: [first.id: done])
        facts.horizon = end
        let ids = try configuration.obligations(facts: facts).map(\.0.id)
        #expect(Set(ids).count == ids.count, "seed \(seed)")
    }

    @Test func anEditedRuleMovesOpenPeriodsAndEndsThoseItDoesNotHave() throws {
        let old = Fixture.directive("every month on day 20")
        let opened = try obligations(old, until: "2021-12-01")[0]
        let planner = Fixture.planner()
        let now = Fixture.instant("2021-12-06 10:00")
        let change = { (text: String) in
            try Reconciliation(at: now).change(
                of: opened, from: .init(planner: planner, directive: old, notice: Fixture.notice),
                to: .init(planner: planner, directive: Fixture.directive(text), notice: Fixture.notice), unclaimed: [])
        }
        #expect(try change("every month on day 20 until 2022-12-31") == .same)
        guard case .versioned(let moved, let from, _) = try change("every month on day 25") else {
            Issue.record("the due did not move")
            return
        }
        #expect(from?.dueDate == Fixture.date("2021-12-20") && moved.due?.dueDate == Fixture.date("2021-12-25"))
        #expect(moved.id == opened.id && moved.version == 2)
        for text in ["every quarter", "2021-12-20", "every month on day 20 except 2021-12"] {
            guard case .ended(let ended, _, _) = try change(text) else {
                Issue.record("'\(text)' keeps a period that it does not have")
                continue
            }
            #expect(ended.state == .withdrawn)
        }
    }
}
