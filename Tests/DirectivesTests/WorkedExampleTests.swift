import Directives
import TestSupport
import Testing

/// The plan of the notice of 30/11/2021, worked out by hand from the rules.
struct WorkedExampleTests {
    private func plan(from: String = "2021-11-26", to: String = "2021-12-10") throws -> Plan {
        try Fixture.plan(from: from, to: to, loaded: "2021-11-26") { facts in
            facts.events[DirectiveID(notice: "tb", item: "8.3")] = [
                .init(
                    event: "receipt", occasion: "ho-so-1", date: Fixture.date("2021-12-01"), time: nil,
                    recorded: Fixture.instant("2021-12-01"))
            ]
        }
    }

    @Test func thereAreFifteenObligations() throws {
        let ids = Set(try plan(to: "2022-02-01").lines.map(\.obligation.id))
        #expect(ids.count == 15)
        #expect(ids.isSuperset(of: ["tb/8.3@phong-tnmt@ho-so-1", "tb/11.1@doi-qlttdt@tet", "tb/9.6@tt-ptqd"]))
        #expect(!ids.contains("tb/9.7@tt-ptqd"))
    }

    @Test(arguments: [
        ("2021-11-26", 52, 24), ("2021-11-29", 4, 4), ("2021-11-30", 4, 4), ("2021-12-01", 15, 13),
        ("2021-12-02", 2, 2), ("2021-12-03", 6, 4), ("2021-12-06", 4, 4), ("2021-12-07", 5, 5), ("2021-12-08", 2, 2),
        ("2021-12-09", 4, 4), ("2021-12-10", 23, 23),
    ])
    func eachDayHasItsDeliveriesAndMessages(day: String, deliveries: Int, messages: Int) throws {
        let lines = try plan().lines.filter { Fixture.zone.date(at: $0.delivery.slot.at) == Fixture.date(day) }
        #expect(lines.count == deliveries)
        #expect(Set(lines.map { "\($0.delivery.gateway) \($0.delivery.address)" }).count == messages)
        #expect(lines.allSatisfy { $0.delivery.slot.at == Fixture.instant("\(day) 08:00") })
    }

    @Test func thereAre121DeliveriesAndNothingOnOtherDays() throws {
        #expect(try plan().lines.count == 121)
    }

    @Test(arguments: [
        ("tb/8.3@phong-tnmt@ho-so-1", "every 5 working days", "2021-12-16"),
        ("tb/8.1@phong-tnmt", "every 5 working days", "2021-12-17"),
        ("tb/11.1@doi-qlttdt@giang-sinh", "7 days before", "2021-12-17"),
        ("tb/11.1@doi-qlttdt@giang-sinh", "3 working days before", "2021-12-21"),
        ("tb/11.1@doi-qlttdt@giang-sinh", "1 working day before", "2021-12-23"),
        ("tb/11.1@doi-qlttdt@giang-sinh", "on the day", "2021-12-24"),
        ("tb/11.1@doi-qlttdt@giang-sinh", "1 working day after", "2021-12-27"),
        ("tb/9.3@tt-ptqd", "7 days before", "2021-12-24"),
        ("tb/11.1@doi-qlttdt@tet", "3 working days before", "2021-12-28"),
        ("tb/11.1@doi-qlttdt@tet", "1 working day before", "2021-12-30"),
        ("tb/9.3@tt-ptqd", "on the day", "2021-12-31"),
        ("tb/9.3@tt-ptqd", "1 working day after", "2022-01-04"),
        ("tb/11.1@doi-qlttdt@tet", "1 working day after", "2022-01-04"),
        ("tb/1.2@phong-gddt", "review", "2021-12-24"),
    ])
    func theNextSlotsComeWhereTheExampleSays(obligation: String, step: String, day: String) throws {
        let first = try plan(from: "2021-12-11", to: "2022-01-31").lines.first {
            $0.obligation.id == obligation && $0.delivery.slot.key.step.description == step
                && $0.delivery.slot.key.role == .lead
        }
        #expect(first?.delivery.slot.at == Fixture.instant("\(day) 08:00"))
    }

    @Test func ordinalsCountTheOverdueSlotsOfAUnit() throws {
        let overdue = try plan().lines.filter {
            $0.obligation.id == "tb/8.1@phong-tnmt" && $0.delivery.channel == .email && $0.delivery.slot.ordinal != nil
        }
        #expect(overdue.filter { $0.delivery.slot.key.role == .lead }.map(\.delivery.slot.ordinal) == [1, 2, 3])
        #expect(
            overdue.filter { $0.delivery.slot.key.role == .coordinating }.allSatisfy { $0.delivery.slot.ordinal == 1 })
        let escalations = try plan().lines.filter { $0.delivery.slot.key.step == .escalation }
        #expect(escalations.map(\.delivery.address) == ["lanh-dao@ubnd.example"])
    }

    @Test func anAssignmentIsMergedIntoAStrongerStep() throws {
        let slot = try #require(
            try plan().lines.first { $0.obligation.id == "tb/8.3@phong-tnmt@ho-so-1" }?.delivery.slot)
        #expect(slot.key.step == .before(StepCount(3, working: true)!))
        #expect(slot.merged == [.init(role: .lead, step: .onAssignment)])
    }

    @Test func aReceiptRecordedAfterEightOpensTheNextDay() throws {
        let lines = try Fixture.plan(from: "2021-12-01", to: "2021-12-02", loaded: "2021-11-26") { facts in
            facts.events[DirectiveID(notice: "tb", item: "8.3")] = [
                .init(
                    event: "receipt", occasion: "ho-so-1", date: Fixture.date("2021-12-01"), time: nil,
                    recorded: Fixture.instant("2021-12-01 09:00"))
            ]
        }.lines.filter { $0.obligation.directive.item == "8.3" }
        #expect(lines.map(\.delivery.slot.at) == Array(repeating: Fixture.instant("2021-12-02 08:00"), count: 2))
        #expect(lines.allSatisfy { $0.delivery.slot.key.step == .onAssignment })
    }
}
