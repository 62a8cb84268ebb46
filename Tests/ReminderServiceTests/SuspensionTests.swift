import Directives
import Gateways
import Ledger
import Reporting
import Synchronization
import TestSupport
import Testing

@testable import ReminderService

/// Gateways that fail as a whole: suspended, probed, resumed, and what waits for them meanwhile.
struct SuspensionTests {
    private let count = 12

    /// One directive a ward and more; every message by telephone, of one ward also by e-mail.
    private func configuration(_ steps: [String] = ["on assignment"], via: [Channel] = [.sms]) -> Configuration {
        let policy = Fixture.policy(steps, via: via)
        let units = Fixture.units(count)
        return Fixture.configuration(
            (1...count).map { Fixture.directive("\($0)", lead: ["u\($0)"], (nil, "2021-12-20")) },
            settings: Fixture.settings(units: units, policies: [policy], limits: Fixture.unlimited))
    }

    private func sms(_ lab: Lab) -> [ScriptedGateways.Run] { lab.gateways.runs.filter { $0.channel == "sms" } }

    private func breaker(_ lab: Lab, _ gateway: String = "sms") async -> CircuitBreaker? {
        await lab.engine.attempts.capacities[gateway]?.breaker
    }

    @Test func aFailingGatewayIsTriedWithOneMessageAtATimeAndTheOthersAreUntouched() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .exit(75) : .accepted }
        let lab = try await Lab(
            configuration(via: [.email, .sms]), at: Fixture.instant("2021-12-01 07:45"), gateways: gateways)
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        #expect(lab.gateways.runs.count { $0.channel == "email" && $0.to.hasPrefix("u") } == count)
        // Four at a time: the fifth failure comes in the second lot.
        let first = sms(lab).count
        #expect((5...8).contains(first))
        #expect(try lab.messages().count { $0.gateway == "sms" } == first)
        await lab.run(until: "2021-12-01 09:00")
        // 10 s, 1, 5, 15 and 15 minutes after the one before.
        let probes = sms(lab).dropFirst(first).map {
            $0.at.milliseconds(since: Fixture.instant("2021-12-01 08:00")) / 1_000
        }
        #expect(probes == [10, 70, 370, 1_270, 2_170, 3_070])
        #expect(try lab.letters().count == 1)
        let notified = try lab.events(.operatorTold)
        #expect(notified.map { $0.detail["letter"] } == ["suspended sms"])
        let status = try await lab.engine.statusReport()
        #expect(status.queues.map { $0.suspendedSince.value == nil } == [true, false])
        #expect(status.lines.contains { $0.hasPrefix("SUSPENDED    sms since 2021-12-01T08:00:00") })
    }

    @Test(arguments: [0, 67])
    func aProbeThatIsTakenOrRefusedForGoodResumesTheGateway(status: Int32) async throws {
        let end = Fixture.instant("2021-12-01 08:05")
        let gateways = ScriptedGateways { $0.at < end ? .exit(75) : $0.channel == "sms" ? .exit(status) : .accepted }
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-01 07:45"), gateways: gateways)
        await lab.run(until: "2021-12-01 08:06")
        #expect(await breaker(lab)?.isClosed == false)
        // The probe of 08:06:10.
        await lab.run(until: "2021-12-01 08:07")
        #expect(await breaker(lab)?.isClosed == true)
        #expect(try lab.messages().count { $0.gateway == "sms" } == count)
        await lab.run(until: "2021-12-02 09:00")
        #expect(try lab.messages().allSatisfy { $0.state == (status == 0 ? .accepted : .dead) })
        #expect(try lab.skips().isEmpty)
    }

    @Test func aReloadKeepsItOpenAndOneThatMendsTheGatewayProbesAtOnce() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .exit(75) : .accepted }
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-01 07:45"), gateways: gateways)
        await lab.run(until: "2021-12-01 08:30")
        let before = try #require(await breaker(lab))
        let runs = sms(lab).count
        let old = configuration()
        let edited = Configuration(
            settings: Fixture.changing(old.settings, catchUpDays: 6), notices: old.notices, directives: old.directives)
        try await lab.load(edited)
        #expect(await breaker(lab) == before)
        #expect(sms(lab).count == runs)
        gateways.follow { _ in .accepted }
        let mended = Fixture.changing(
            edited.settings,
            gateways: edited.settings.gateways.map {
                $0.name == "sms" ? Gateway(name: "sms", channel: .sms, command: ["/bin/echo"]) : $0
            })
        try await lab.load(Configuration(settings: mended, notices: old.notices, directives: old.directives))
        await lab.run(until: "2021-12-01 08:31")
        #expect(await breaker(lab)?.isClosed == true)
        #expect(try lab.messages().allSatisfy { $0.state == .accepted || $0.state == .deferred })
        #expect(try lab.messages().count { $0.state == .accepted } > 6)
    }

    @Test func aRestartBeginsClosed() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .exit(75) : .accepted }
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-01 07:45"), onDisk: true, gateways: gateways)
        await lab.run(until: "2021-12-01 08:30")
        #expect(await breaker(lab)?.isClosed == false)
        gateways.follow { _ in .accepted }
        try await lab.restart(after: 1)
        await lab.run(until: "2021-12-01 17:00")
        #expect(await breaker(lab)?.isClosed == true)
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
    }

    @Test func whatWaitsForASuspendedGatewayExpiresAndPassedSlotsFollowTheirRule() async throws {
        let back = Fixture.instant("2021-12-02 10:00")
        let gateways = ScriptedGateways { $0.channel == "sms" && $0.at < back ? .exit(75) : .accepted }
        let lab = try await Lab(
            configuration(["on assignment", "12 working days before"]), at: Fixture.instant("2021-12-01 07:45"),
            gateways: gateways)
        await lab.run(until: "2021-12-01 17:01")
        // Those that were tried are over with their day; the others stay due and unclaimed.
        let claimed = try lab.messages()
        #expect(!claimed.isEmpty && claimed.count < count)
        #expect(claimed.allSatisfy { $0.state == .expired })
        await lab.run(until: "2021-12-07 12:00")
        // Every slot of the plan is sent, or recorded with its reason.
        let slots = count * 2
        let sent = try lab.messages().flatMap(\.deliveries)
        #expect(sent.count + (try lab.skips().count) == slots)
        #expect(try lab.skips().allSatisfy { $0.reason == "superseded" })
        let late = try lab.messages().filter { $0.claimedAt >= back }
        #expect(!late.isEmpty)
        #expect(late.allSatisfy { $0.state == .accepted })
        #expect(lab.gateways.runs.allSatisfy { $0.to.hasPrefix("quan") || Fixture.time.isOpen(at: $0.at) })
    }

    @Test func whatIsLateWaitsForTheOfficeOnceTheDueThatPressedHasPassed() async throws {
        // The slots of the last day pass while nobody watches; in the evening the due presses, so they go at once.
        let back = Fixture.instant("2021-12-21 00:02")
        let gateways = ScriptedGateways { $0.channel == "sms" && $0.at < back ? .exit(75) : .accepted }
        let lab = try await Lab(
            configuration(["on the day"]), at: Fixture.instant("2021-12-20 07:45"), gateways: gateways)
        try await lab.restart(after: 11 * 3_600)
        await lab.run(until: "2021-12-20 23:59")
        let claimed = try lab.messages().count { $0.gateway == "sms" }
        #expect(claimed > 0 && claimed < count)
        await lab.run(until: "2021-12-21 07:29")
        #expect(sms(lab).allSatisfy { $0.at < Fixture.instant("2021-12-21") })
        #expect(try lab.messages().count { $0.gateway == "sms" } == claimed)
        await lab.run(until: "2021-12-21 12:00")
        #expect(try lab.messages().count { $0.gateway == "sms" && $0.state == .accepted } == count)
    }

    @Test func manyDeferredAtASickGatewayWakeNobody() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .exit(75) : .accepted }
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-01 07:45"), gateways: gateways)
        await lab.run(until: "2021-12-01 08:40")
        let passes = await lab.engine.passes
        await lab.run(until: "2021-12-01 10:40")
        // Eight probes, each with its start and its end.
        let looks = await lab.engine.passes - passes
        #expect(looks <= 34, "\(looks) looks")
    }
}
