import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// It never spins, and never sleeps with work to do.
struct WakingTests {
    private let daily = Fixture.policy(["on assignment", "3 working days before", "on the day", "1 working day after"])

    private func configuration(_ policy: Policy, gateways: [Gateway]? = nil, count: Int = 1) -> Configuration {
        let settings = Fixture.settings(policies: [policy], limits: Fixture.unlimited)
        return Fixture.configuration(
            (1...count).map { Fixture.directive("\($0)", lead: [Fixture.wards[($0 - 1) % 8]], (nil, "2021-12-10")) },
            settings: Fixture.changing(settings, gateways: gateways))
    }

    @Test func idleTimePassesWithoutALook() async throws {
        let lab = try await Lab(configuration(daily), at: Fixture.instant("2021-11-26 09:00"))
        await lab.run(until: "2021-12-01")
        let passes = await lab.engine.passes
        await lab.run(until: "2021-12-07 07:59")
        #expect(await lab.engine.passes == passes)
        await lab.run(until: "2021-12-07 09:00")
        let looks = await lab.engine.passes - passes
        #expect((1...6).contains(looks), "\(looks)")
    }

    @Test func whatIsLateWaitsForTheOfficeWithoutALook() async throws {
        let policy = Fixture.policy(["on assignment", "on the day"])
        let lab = try await Lab(configuration(policy), at: Fixture.instant("2021-12-06 09:00"))
        await lab.run(until: "2021-12-07 07:00")
        // Down over the slot of Tuesday 08:00, back on Saturday.
        try await lab.restart(after: 4 * 86_400)
        await lab.run(until: "2021-12-13 06:00")
        let passes = await lab.engine.passes
        await lab.run(until: "2021-12-13 07:40")
        #expect(try lab.sent().last == "2021-12-13 07:30 on the day phuong-1 email of 2021-12-10 08:00")
        let looks = await lab.engine.passes - passes
        #expect(looks <= 6, "\(looks)")
    }

    @Test func aSlowGatewayIsWaitedForWithoutALook() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .after(50_000) : .accepted }
        let policy = Fixture.policy(["on assignment"], via: [.email, .sms])
        let lab = try await Lab(
            configuration(policy, count: 8), at: Fixture.instant("2021-11-29 07:00"), gateways: gateways)
        await lab.run(until: "2021-11-29 08:00")
        await lab.run(until: Fixture.instant("2021-11-29 08:00").adding(seconds: 10))
        #expect(gateways.runs.count { $0.channel == "email" } == 8)
        let passes = await lab.engine.passes
        await lab.run(until: Fixture.instant("2021-11-29 08:00").adding(seconds: 45))
        #expect(await lab.engine.passes == passes)
        await lab.run(until: "2021-11-29 09:00")
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
    }

    @Test func aSickGatewayWithRetriesDueDelaysNoOtherAndDoesNotSpin() async throws {
        // The first attempts fail, of the e-mails every other one; the second of the telephone hang.
        let gateways = ScriptedGateways { run in
            guard run.channel == "sms" else {
                return run.attempt == 1 && ["2", "4", "6", "8"].contains(run.to.dropFirst(7).prefix(1))
                    ? .exit(75) : .accepted
            }
            return run.attempt == 1 ? .exit(75) : .after(55_000)
        }
        let policy = Fixture.policy(["on assignment"], via: [.email, .sms])
        let settings = Fixture.settings(policies: [policy], limits: Fixture.unlimited)
        let directives = (1...30).map {
            Fixture.directive("\($0)", lead: [Fixture.wards[$0 % 8]], (nil, "2021-12-10"))
        }
        let units = Fixture.wards.enumerated().map { index, id in
            Unit(
                id: id, name: id,
                addresses: [
                    .email: ["\(id)@x.example"], .sms: (0..<10).map { "+9991\(index)00\(1_000 + $0)" },
                ], supervising: "van-phong")
        }
        let lab = try await Lab(
            Fixture.configuration(
                directives,
                settings: Fixture.settings(units: units, policies: [policy], limits: settings.limits)),
            at: Fixture.instant("2021-11-29 07:00"), gateways: gateways)
        await lab.run(until: Fixture.instant("2021-11-29 08:00").adding(seconds: 25))
        let passes = await lab.engine.passes
        await lab.run(until: Fixture.instant("2021-11-29 08:00").adding(seconds: 60))
        // E-mail had its second attempt ten seconds after the first, whatever the telephone does.
        let seconds = gateways.runs.filter { $0.channel == "email" && $0.attempt == 2 }
        #expect(seconds.count == 4)
        #expect(seconds.allSatisfy { $0.at < Fixture.instant("2021-11-29 08:00").adding(seconds: 12) })
        let looks = await lab.engine.passes - passes
        #expect(looks < 12, "\(looks) looks")
        await lab.run(until: "2021-11-29 16:59")
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
    }

    @Test func aBacklogOfOneGatewayDoesNotHoldUpALaterInstantOfAnother() async throws {
        // Eight telephones at one a minute from 08:00; another policy's e-mails come at 08:02.
        let slow = Fixture.policy(["on assignment"], via: [.sms])
        let other = Policy(
            name: "other", at: .time(TimeOfDay("08:02")!), lead: .init(steps: [.onAssignment]))
        let gateways = [
            Gateway(name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"]),
            Gateway(name: "sms", channel: .sms, command: ["/bin/true"], perMinute: 1),
        ]
        let settings = Fixture.changing(
            Fixture.settings(policies: [slow], limits: Fixture.unlimited), gateways: gateways, policies: [slow, other])
        let directives =
            (1...8).map { Fixture.directive("\($0)", lead: [Fixture.wards[$0 - 1]], (nil, "2021-12-10")) } + [
                Directive(
                    id: DirectiveID(notice: "tb", item: "9"), task: "Việc", lead: ["phong-tnmt"],
                    deadlines: [.init(.urgent)], policy: "other")
            ]
        let lab = try await Lab(
            Fixture.configuration(directives, settings: settings), at: Fixture.instant("2021-11-29 07:00"))
        await lab.run(until: "2021-11-29 09:00")
        let email = try lab.messages().filter { $0.gateway == "email" }
        #expect(email.map { Lab.words($0.attempts[0].startedAt) } == ["2021-11-29 08:02"])
        let phones = try lab.messages().filter { $0.gateway == "sms" }.map { Lab.words($0.attempts[0].startedAt) }
        #expect(phones == (0..<8).map { "2021-11-29 08:0\($0)" })
    }

    @Test func whatWaitsAtASickGatewayIsNotPlannedAgainForTheInstantsOfAnother() async throws {
        let slow = Fixture.policy(["on assignment"], via: [.sms])
        let minutes = (1...5).map {
            Policy(name: "p\($0)", at: .time(TimeOfDay(hour: 8, minute: $0)!), lead: .init(steps: [.onAssignment]))
        }
        let units = (1...50).map { Unit(id: "u\($0)", name: "u\($0)", addresses: [.sms: ["+9991000\(2_000 + $0)"]]) }
        let settings = Fixture.settings(units: units, policies: [slow] + minutes, limits: Fixture.unlimited)
        let directives =
            (1...50).map { Fixture.directive("\($0)", lead: ["u\($0)"], (nil, "2021-12-10")) }
            + (1...5).map { index in
                Directive(
                    id: DirectiveID(notice: "tb", item: "\(50 + index)"), task: "Việc", lead: ["phong-tnmt"],
                    deadlines: [.init(.urgent)], policy: "p\(index)")
            }
        let gateways = ScriptedGateways { $0.channel == "sms" ? .after(3_600_000) : .accepted }
        let lab = try await Lab(
            Fixture.configuration(directives, settings: settings), at: Fixture.instant("2021-11-29 07:00"),
            gateways: gateways)
        await lab.run(until: "2021-11-29 08:30")
        let email = try lab.messages().filter { $0.gateway == "email" }
        #expect(email.map { Lab.words($0.attempts[0].startedAt) } == (1...5).map { "2021-11-29 08:0\($0)" })
        #expect(gateways.underway == 4)
        #expect(await lab.engine.planned == 55)
        // What waited goes at its turn, or has its reason.
        await lab.run(until: "2021-12-10 17:00")
        let sent = try lab.messages().flatMap(\.deliveries).filter { $0.gateway == "sms" }.map(\.key)
        #expect(Set(sent).count == sent.count)
        #expect(sent.count + (try lab.skips().count) == 50)
    }

    @Test func retriesKeepToTheRateAndAreNotForgotten() async throws {
        let gateways = ScriptedGateways { $0.attempt == 1 ? .exit(75) : .accepted }
        let policy = Fixture.policy(["on assignment"], via: [.sms])
        let places = [
            Gateway(name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"]),
            Gateway(name: "sms", channel: .sms, command: ["/bin/true"], perMinute: 3),
        ]
        let lab = try await Lab(
            configuration(policy, gateways: places, count: 8), at: Fixture.instant("2021-11-29 07:00"),
            gateways: gateways)
        await lab.run(until: "2021-11-29 08:30")
        #expect(try lab.messages().count == 8)
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
        let starts = gateways.runs.map(\.at)
        for start in starts {
            let minute = starts.count { $0 >= start && $0 < start.adding(seconds: 60) }
            #expect(minute <= 3)
        }
        #expect(starts.last! < Fixture.instant("2021-11-29 08:06"))
    }
}
