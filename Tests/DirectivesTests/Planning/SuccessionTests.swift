import Directives
import TestSupport
import Testing

/// Successors, supervising units, and the obligations of a unit that ends.
struct SuccessionTests {
    private let policy = Fixture.policy(
        [
            "on assignment", "on the day", "1 working day after", "then every 5 working days",
            "until 20 working days after",
        ],
        supervising: ["1 working day after"])

    private func unit(
        _ id: UnitID, validTo: String? = nil, successor: UnitID? = nil, supervising: UnitID? = "van-phong",
        external: Bool = false
    ) -> Unit {
        Unit(
            id: id, name: id, addresses: [.email: ["\(id)@ubnd.example"]], supervising: supervising, external: external,
            validTo: validTo.map(Fixture.date), successor: successor)
    }

    private func slots(_ units: [Unit], supervising: [UnitID] = [], lead: UnitID = "phong-tnmt") throws -> [String] {
        let directive = Fixture.directive("8.1", lead: [lead], supervising: supervising, (nil, "2021-11-30"))
        let planner = Fixture.planner(policy, units: units)
        return Fixture.words(planner.slots(of: try Fixture.obligation(directive), in: directive))
    }

    @Test func withoutASupervisingUnitTheOperatorIsNotified() throws {
        let slots = try slots([unit("phong-tnmt", supervising: nil)])
        #expect(slots.contains("2021-12-01 08:00 1 working day after operator #1"))
        #expect(slots.last == "2021-12-28 08:00 handed over operator")
        let planner = Fixture.planner(policy)
        let key = Slot.Key(obligation: "x", version: 1, role: .supervising, step: .handedOver, unit: Unit.operatorID)
        let slot = Slot(key: key, at: Fixture.instant("2021-12-28"), via: [.email])
        #expect(planner.deliveries(of: slot).map(\.address) == ["quan-tri@ubnd.example"])
    }

    @Test(arguments: [["phong-tnmt"], []] as [[UnitID]])
    func aUnitNeverSupervisesItself(supervising: [UnitID]) throws {
        let slots = try slots([unit("phong-tnmt", supervising: "phong-tnmt")], supervising: supervising)
        #expect(slots.contains("2021-12-01 08:00 1 working day after operator #1"))
        #expect(slots.count { $0.hasPrefix("2021-12-01") } == 2)
    }

    @Test func aDirectivesOwnSupervisingUnitsReplaceTheLeads() throws {
        let slots = try slots([], supervising: ["lanh-dao", "phuong-1", "phong-tnmt"])
        #expect(
            slots.filter { $0.contains("handed over") } == [
                "2021-12-28 08:00 handed over lanh-dao", "2021-12-28 08:00 handed over phuong-1",
            ])
    }

    @Test func theSuccessorIsRemindedFromTheDayAfterTheLast() throws {
        let slots = try slots([unit("phong-tnmt", validTo: "2021-12-01", successor: "tt-ptqd")])
        #expect(
            slots.filter { !$0.contains("van-phong") } == [
                "2021-11-26 08:00 on assignment phong-tnmt", "2021-11-30 08:00 on the day phong-tnmt",
                "2021-12-01 08:00 1 working day after phong-tnmt #1",
                "2021-12-08 08:00 every 5 working days tt-ptqd #1",
                "2021-12-15 08:00 every 5 working days tt-ptqd #2", "2021-12-22 08:00 every 5 working days tt-ptqd #3",
            ])
    }

    @Test func whenTheSupervisingUnitSucceedsTheLeadItDoesNotSuperviseItself() throws {
        let slots = try slots([unit("phong-tnmt", validTo: "2021-12-01", successor: "van-phong")])
        #expect(slots.contains("2021-12-01 08:00 1 working day after van-phong #1"))
        #expect(slots.last == "2021-12-28 08:00 handed over operator")
    }

    @Test func whenNobodySucceedsTheSupervisingUnitTheOperatorIsNotified() throws {
        let slots = try slots([unit("van-phong", validTo: "2021-11-30")])
        #expect(slots.contains("2021-12-01 08:00 1 working day after operator #1"))
    }

    @Test(arguments: [
        // Friday: the Monday after it.
        ("2021-12-03", "2021-12-06"), ("2021-12-07", "2021-12-08"),
    ])
    func whenNobodySucceedsTheLeadItIsHandedOverAndTheLadderEnds(last: String, told: String) throws {
        let slots = try slots([unit("phong-tnmt", validTo: last)])
        #expect(slots.last == "\(told) 08:00 handed over van-phong")
        #expect(slots.count { $0.contains("handed over") } == 1)
        #expect(slots.count { $0 > last && $0.contains("phong-tnmt") } == 0)
    }

    @Test func anObligationIsHandedOverOnce() throws {
        let slots = try slots([unit("phong-tnmt", validTo: "2022-03-01")])
        #expect(slots.filter { $0.contains("handed over") } == ["2021-12-28 08:00 handed over van-phong"])
    }

    @Test func aSuccessorThatEndedEarlierDoesNotShortenTheUnit() throws {
        let slots = try slots([
            unit("phong-tnmt", validTo: "2021-12-03", successor: "tt-ptqd"), unit("tt-ptqd", validTo: "2021-11-01"),
        ])
        #expect(slots.contains("2021-12-01 08:00 1 working day after phong-tnmt #1"))
        #expect(slots.last == "2021-12-06 08:00 handed over van-phong")
    }

    @Test func aSuccessorsAcknowledgementEndsTheDailySlots() throws {
        let planner = Fixture.planner(
            Fixture.policy(["on assignment"]),
            units: [unit("phong-tnmt", validTo: "2021-11-30", successor: "tt-ptqd")])
        let directive = Fixture.directive("at once")
        var obligation = try Fixture.obligation(directive)
        obligation.acknowledgements = [.init(unit: "tt-ptqd", at: Fixture.instant("2021-12-02 09:00"))]
        #expect(
            Fixture.words(planner.slots(of: obligation, in: directive)).last == "2021-12-02 08:00 at once tt-ptqd")
    }

    @Test func anExternalUnitIsNeverReminded() throws {
        let settings = Fixture.settings(
            units: [unit("so-tnmt", external: true)],
            policies: [Fixture.policy(["on the day"], coordinating: ["on the day"])])
        let directive = Fixture.directive("8.1", lead: ["phong-tnmt"], coordinating: ["so-tnmt"], (nil, "2021-11-30"))
        let plan = try Fixture.plan(
            Fixture.configuration([directive], settings: settings), from: "2021-11-26", to: "2021-12-31")
        #expect(plan.lines.map(\.delivery.slot.key.unit) == ["phong-tnmt"])
    }
}
