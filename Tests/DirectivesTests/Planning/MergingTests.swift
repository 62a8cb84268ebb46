import Directives
import TestSupport
import Testing

/// Steps that are merged into one slot, its number and its channels.
struct MergingTests {
    private func count(_ amount: Int, working: Bool = true) -> StepCount { StepCount(amount, working: working)! }

    @Test func theStrongestStepNamesTheSlotAndItsChannelsAndTheOthersAreMerged() throws {
        // 7 days and 3 working days before, the assignment and the coordinating step meet on Friday 26 November.
        let policy = Fixture.policy(
            ["on assignment", "7 days before", "3 working days before"], via: [.email, .sms],
            coordinating: ["on assignment"])
        let directive = Fixture.directive(
            "1", lead: ["phong-tnmt"], coordinating: ["phuong-1"], (nil, "2021-12-01 17:00"))
        let slots = Fixture.planner(policy).slots(of: try Fixture.obligation(directive), in: directive)
        #expect(slots.map(\.key.step) == [.before(count(3)), .onAssignment])
        #expect(slots[0].merged == [.init(role: .lead, step: .onAssignment)])
        #expect(slots[0].via == [.email, .sms])
        #expect(slots[1].via == [.email] && slots[1].merged.isEmpty)
    }

    @Test(arguments: [
        (["on the day", "1 working day before"], "on the day"), (["on assignment", "7 days before"], "7 days before"),
        (["4 days before", "3 days before"], "3 days before"),
    ])
    func theOrderOfStepsIsThatOfTheDesign(steps: [String], strongest: String) throws {
        // A due at 07:00 of a Monday moves the last step to the Friday, where the one before it lies as well.
        let deadline = steps[0] == "4 days before" ? "2021-12-01" : "2021-12-06 07:00"
        let loaded = steps[0] == "on assignment" ? "2021-11-27" : "2021-11-22"
        let slots = try Fixture.ladder(deadline, Fixture.policy(steps), loaded: loaded)
        #expect(slots.contains { $0.hasSuffix(strongest) })
    }

    @Test func aUnitOfTwoRolesIsRemindedOnceAndByTheStrongerRole() throws {
        // van-phong coordinates and supervises; lanh-dao supervises and is escalated to.
        let policy = Fixture.policy(
            ["1 working day after"], coordinating: ["1 working day after"], supervising: ["1 working day after"],
            escalation: .init(after: 1, to: ["lanh-dao"], via: [.sms]))
        let directive = Fixture.directive(
            "1", lead: ["phong-tnmt"], coordinating: ["van-phong"], supervising: ["van-phong", "lanh-dao"],
            (nil, "2021-11-30"))
        let slots = Fixture.planner(policy).slots(of: try Fixture.obligation(directive), in: directive)
        #expect(
            Fixture.words(slots) == [
                "2021-12-01 08:00 escalation lanh-dao", "2021-12-01 08:00 1 working day after phong-tnmt #1",
                "2021-12-01 08:00 1 working day after van-phong #1",
            ])
        #expect(slots[0].key.role == .leadership && slots[0].via == [.sms])
        #expect(slots[0].merged == [.init(role: .supervising, step: .after(count(1)))])
        #expect(slots[2].key.role == .coordinating)
        #expect(slots[2].merged == [.init(role: .supervising, step: .after(count(1)))])
    }

    @Test func ordinalsCountAUnitsOverdueSlotsOverRolesAndVersions() throws {
        let policy = Fixture.policy(
            ["on the day", "1 working day after", "2 working days after"], coordinating: ["1 working day after"],
            supervising: ["2 working days after"])
        let directive = Fixture.directive(
            "1", lead: ["phong-tnmt"], coordinating: ["van-phong"], supervising: ["van-phong"], (nil, "2021-11-30"))
        var obligation = try Fixture.obligation(directive)
        let planner = Fixture.planner(policy)
        #expect(
            planner.slots(of: obligation, in: directive).filter { $0.key.unit == "van-phong" }.map(\.ordinal) == [1, 2])
        try Fixture.extend(&obligation, to: "2021-12-10", at: "2021-12-03")
        obligation.past = .init(
            until: Fixture.instant("2021-12-03"), overdue: ["phong-tnmt": 2, "van-phong": 2], leadOverdueInVersion: 0)
        let later = planner.slots(of: obligation, in: directive)
        #expect(later.filter { $0.key.unit == "phong-tnmt" }.map(\.ordinal) == [nil, 3, 4])
        #expect(later.filter { $0.key.unit == "van-phong" }.map(\.ordinal) == [3, 4])
    }

    @Test func escalationComesOnceAVersionWithTheLeadsThirdOverdueSlot() throws {
        let directive = Fixture.directive("2021-11-30")
        var obligation = try Fixture.obligation(directive)
        let planner = Fixture.planner()
        let escalations = { planner.slots(of: obligation, in: directive).filter { $0.key.step == .escalation } }
        #expect(escalations().map(\.at) == [Fixture.instant("2021-12-10 08:00")])
        #expect(escalations().map(\.key.unit) == ["lanh-dao"])
        // A replanned ladder continues the count of the earlier one.
        obligation.past = .init(
            until: Fixture.instant("2021-12-02"), overdue: ["phong-tnmt": 1], leadOverdueInVersion: 1)
        #expect(escalations().map(\.at) == [Fixture.instant("2021-12-10 08:00")])
        obligation.past = .init(
            until: Fixture.instant("2021-12-11"), overdue: ["phong-tnmt": 3], leadOverdueInVersion: 3)
        #expect(escalations().isEmpty)
        // A new version counts its own.
        try Fixture.extend(&obligation, to: "2021-12-15", at: "2021-12-11")
        obligation.past = .init(
            until: Fixture.instant("2021-12-11"), overdue: ["phong-tnmt": 3], leadOverdueInVersion: 0)
        #expect(escalations().map(\.at) == [Fixture.instant("2021-12-27 08:00")])
        #expect(escalations().map(\.key.version) == [2])
    }

    @Test func deliveriesAreEachChannelByEachAddress() throws {
        let two = Unit(
            id: "phong-tnmt", name: "TNMT",
            addresses: [.email: ["a@x.example", "b@x.example"], .sms: ["+999100000001"]],
            supervising: "van-phong")
        let slot = { (planner: Planner) in
            let directive = Fixture.directive("2021-11-30")
            return try #require(planner.slots(of: try Fixture.obligation(directive), in: directive).first)
        }
        var planner = Fixture.planner(Fixture.policy(["on the day"], via: [.email, .sms]), units: [two])
        let deliveries = planner.deliveries(of: try slot(planner))
        #expect(deliveries.map(\.address) == ["a@x.example", "b@x.example", "+999100000001"])
        #expect(deliveries.map(\.gateway) == ["email", "email", "sms"])
        #expect(Set(deliveries.map(\.key)).count == 3)
        // Not asked for by SMS: not served by it.
        planner = Fixture.planner(Fixture.policy(["on the day"]), units: [two])
        #expect(planner.deliveries(of: try slot(planner)).map(\.channel) == [.email, .email])
    }

    @Test(
        arguments: [
            ([Channel.email: ["a@x.example"]], [Channel.sms], [Channel.email]),
            ([.sms: ["+999100000001"]], [.email], [.sms]),
            ([.email: ["a@x.example"], .sms: []], [.sms], [.email]),
            ([.email: ["a@x.example"], .sms: ["+999100000001"]], [.sms], [.sms]),
            ([.email: ["a@x.example"]], [.email, .sms], [.email]), ([:], [.email], []),
        ] as [([Channel: [String]], [Channel], [Channel])])
    func aUnitWithoutAnAddressThereIsServedOnItsOthers(
        addresses: [Channel: [String]], via: [Channel], served: [Channel]
    ) throws {
        let unit = Unit(id: "phong-tnmt", name: "TNMT", addresses: addresses, supervising: "van-phong")
        let planner = Fixture.planner(Fixture.policy(["on the day"], via: via), units: [unit])
        let directive = Fixture.directive("2021-11-30")
        let slot = try #require(planner.slots(of: try Fixture.obligation(directive), in: directive).first)
        #expect(planner.deliveries(of: slot).map(\.channel) == served)
    }

    @Test func aChannelWithoutAGatewayServesNobody() throws {
        let all = Fixture.settings(policies: [Fixture.policy(["on the day"])])
        let settings = Settings(
            office: all.office, time: all.time, gateways: all.gateways.filter { $0.channel == .sms },
            policies: all.policies, units: all.units)
        let planner = Planner(settings: settings)
        let directive = Fixture.directive("2021-11-30")
        let slot = try #require(planner.slots(of: try Fixture.obligation(directive), in: directive).first)
        #expect(planner.deliveries(of: slot).map(\.channel) == [.sms])
    }
}
