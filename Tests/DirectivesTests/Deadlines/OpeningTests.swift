import Directives
import TestSupport
import Testing

struct OpeningTests {
    private let opening = Opening(Fixture.time)
    private let loaded = Fixture.instant("2021-11-26 09:00")

    private func occurrence(
        _ event: String, _ occasion: String?, _ day: String, recorded: String
    ) -> Facts.RecordedEvent {
        .init(
            event: event, occasion: occasion, date: Fixture.date(day), time: nil, recorded: Fixture.instant(recorded))
    }

    private func obligations(_ directive: Directive, _ facts: Facts) throws -> [Obligation] {
        try opening.obligations(of: directive, in: Fixture.notice, facts: facts)
    }

    @Test(arguments: [
        ("2021-11-20 09:00", "2021-11-26 00:00"), ("2021-11-26 09:00", "2021-11-26 09:00"),
        ("2021-12-03 10:00", "2021-12-03 10:00"),
    ])
    func itOpensAtTheLaterOfAssignmentAndFirstLoad(loaded: String, opened: String) throws {
        let directive = Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-11"))
        let found = try obligations(directive, Facts(loaded: Fixture.instant(loaded)))
        #expect(found.map(\.opened) == [Fixture.instant(opened)])
        #expect(found.map(\.id) == ["tb/8.1@phong-tnmt"])
        let first = Facts(loaded: self.loaded, exceptions: [directive.id: Fixture.instant(loaded)])
        #expect(try obligations(directive, first).map(\.opened) == [Fixture.instant(opened)])
    }

    @Test func eachCaseIsAnObligationThatOpensWhenItIsRecordedAndCountsFromItsOwnDate() throws {
        let directive = Fixture.directive("8.3", lead: ["phong-tnmt"], (nil, "5 days after receipt"))
        var facts = Facts(loaded: loaded)
        #expect(try obligations(directive, facts).isEmpty)
        facts.events[directive.id] = [
            occurrence("receipt", "a", "2021-12-01", recorded: "2021-12-02 09:00"),
            occurrence("receipt", "b", "2021-11-20", recorded: "2021-11-20 09:00"),
            occurrence("approval", "c", "2021-12-01", recorded: "2021-12-02 09:00"),
        ]
        let found = try obligations(directive, facts)
        #expect(found.map(\.id) == ["tb/8.3@phong-tnmt@a", "tb/8.3@phong-tnmt@b"])
        #expect(found.map(\.opened) == [Fixture.instant("2021-12-02 09:00"), loaded])
        #expect(found.map(\.due?.dueDate) == [Fixture.date("2021-12-06"), Fixture.date("2021-11-25")])
        #expect(found.map(\.eventDate) == [Fixture.date("2021-12-01"), Fixture.date("2021-11-20")])
    }

    @Test func aFailureEndsOneDirectiveAndOpensTheOther() throws {
        let failing = Fixture.directive("9.6", lead: ["tt-ptqd"], (nil, "urgent"))
        let waiting = Fixture.directive("9.7", lead: ["tt-ptqd"], (nil, "urgent"), opens: .failure(of: failing.id))
        var facts = Facts(loaded: loaded)
        #expect(try obligations(waiting, facts).isEmpty)
        #expect(try obligations(failing, facts).map(\.state) == [.open])
        let failed = Fixture.instant("2021-12-10 14:00")
        facts.failures[failing.id] = failed
        #expect(try obligations(waiting, facts).map(\.opened) == [failed])
        let ended = try obligations(failing, facts)
        #expect(ended.map(\.state) == [.failed])
        #expect(ended.map(\.ended) == [failed])
    }

    @Test func aCompletionOpensTheDirectiveThatWaitsForIt() throws {
        let first = Fixture.directive("1", lead: ["tt-ptqd"], (nil, "urgent"))
        let second = Fixture.directive("2", lead: ["tt-ptqd"], (nil, "urgent"), opens: .completion(of: first.id))
        var facts = Facts(loaded: loaded, failures: [first.id: loaded])
        #expect(try obligations(second, facts).isEmpty)
        facts = Facts(loaded: loaded, completions: [first.id: Fixture.instant("2021-11-20")])
        #expect(try obligations(second, facts).map(\.opened) == [loaded])
        #expect(try obligations(first, facts).map(\.state) == [.done])
    }

    @Test func theFirstEndCounts() throws {
        let directive = Fixture.directive(
            "1", lead: ["tt-ptqd"], (nil, "urgent"),
            withdrawn: .init(date: Fixture.date("2021-12-05"), reason: "Thu hồi"))
        var facts = Facts(loaded: loaded)
        let withdrawn = try obligations(directive, facts)
        #expect(withdrawn.map(\.ended) == [Fixture.instant("2021-12-05")])
        #expect(withdrawn.map(\.state) == [.withdrawn])
        facts.completions[directive.id] = Fixture.instant("2021-12-03 09:00")
        #expect(try obligations(directive, facts).map(\.state) == [.done])
        facts.completions[directive.id] = Fixture.instant("2021-12-06 09:00")
        #expect(try obligations(directive, facts).map(\.state) == [.withdrawn])
    }

    @Test func eachLeadAndDeadlineHasItsOwn() throws {
        let directive = Fixture.directive(
            "11.1", lead: ["phuong-1", "phuong-2"], ("a", "2021-12"), ("b", "before tet 2022"))
        #expect(
            try obligations(directive, Facts(loaded: loaded)).map(\.id) == [
                "tb/11.1@phuong-1@a", "tb/11.1@phuong-2@a", "tb/11.1@phuong-1@b", "tb/11.1@phuong-2@b",
            ])
    }

    @Test func aConditionAndADeadlineThatWaitForTheSameEventMeetInOneObligationACase() throws {
        let directive = Fixture.directive(
            "8.3", lead: ["phong-tnmt"], (nil, "5 days after receipt"), opens: .event("receipt"))
        let facts = Facts(
            loaded: loaded,
            events: [
                directive.id: [
                    occurrence("receipt", "a", "2021-12-01", recorded: "2021-12-02 09:00"),
                    occurrence("receipt", "b", "2021-12-02", recorded: "2021-12-03 09:00"),
                ]
            ])
        let found = try obligations(directive, facts)
        #expect(found.map(\.id) == ["tb/8.3@phong-tnmt@a", "tb/8.3@phong-tnmt@b"])
        #expect(found.map(\.due?.dueDate) == [Fixture.date("2021-12-06"), Fixture.date("2021-12-07")])
    }

    @Test func aConditionsCaseOpensOnlyTheDeadlineOfThatCase() throws {
        let directive = Fixture.directive(
            "8.3", lead: ["phong-tnmt"], (nil, "5 days after approval"), opens: .event("receipt"))
        let facts = Facts(
            loaded: loaded,
            events: [
                directive.id: [
                    occurrence("receipt", "a", "2021-12-01", recorded: "2021-12-04 09:00"),
                    occurrence("receipt", "b", "2021-12-02", recorded: "2021-12-02 09:00"),
                    occurrence("approval", "a", "2021-12-03", recorded: "2021-12-03 09:00"),
                ]
            ])
        let found = try obligations(directive, facts)
        #expect(found.map(\.id) == ["tb/8.3@phong-tnmt@a"])
        #expect(found.map(\.opened) == [Fixture.instant("2021-12-04 09:00")])
        #expect(found.map(\.due?.dueDate) == [Fixture.date("2021-12-08")])
    }
}
