import Directives
import Gateways
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// What earlier closing notes had left: wrong letters at the edges of gateways, limits and units.
struct FieldTests {
    private let deadline = Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10"))

    private func gateway(
        _ name: String, _ channel: Channel, perMinute: Int? = nil, concurrency: Int = 4, fallback: String? = nil
    ) -> Gateway {
        Gateway(
            name: name, channel: channel, from: channel == .email ? "vp@ubnd.example" : nil, command: ["/bin/true"],
            concurrency: concurrency, perMinute: perMinute, fallback: fallback)
    }

    @Test func aGatewayWithAnotherNameTellsNobodyASecondTime() async throws {
        let policy = Fixture.policy(["on assignment"], via: [.email, .sms])
        let settings = Fixture.settings(policies: [policy], limits: Fixture.unlimited)
        // The telephone's program takes long, so that its second message waits when the files change.
        let first = Fixture.changing(
            settings, gateways: [gateway("email", .email), gateway("sms", .sms, concurrency: 1)])
        let second = Fixture.changing(
            settings, gateways: [gateway("thu", .email), gateway("sms", .sms, concurrency: 1)])
        let directives = [deadline, Fixture.directive("8.2", lead: ["phuong-1"], (nil, "2021-12-10"))]
        let lab = try await Lab(
            Fixture.configuration(directives, settings: first), at: Fixture.instant("2021-12-01 07:00"),
            gateways: ScriptedGateways { $0.channel == "sms" ? .after(60_000) : .accepted })
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        try await lab.load(Fixture.configuration(directives, settings: second))
        await lab.run(until: "2021-12-01 09:00")
        let sent = try lab.messages().map(\.address)
        #expect(sent.count == 4 && Set(sent).count == 4, "\(sent)")
    }

    @Test func whatLagsBehindARateWaitsForTheOfficeAndSaysThatItIsLate() async throws {
        let wards = Fixture.wards.map { Fixture.directive("9.\($0.dropFirst(7))", lead: [$0], (nil, "2021-12-20")) }
        let policy = Fixture.policy(at: .time(TimeOfDay("16:55")!), ["on assignment"])
        let settings = Fixture.changing(
            Fixture.settings(policies: [policy], limits: Fixture.unlimited),
            gateways: [gateway("email", .email, perMinute: 1, concurrency: 1)])
        let lab = try await Lab(
            Fixture.configuration(wards, settings: settings), at: Fixture.instant("2021-12-01 07:00"))
        await lab.run(until: "2021-12-02 12:00")
        let claimed = try lab.messages().map { Lab.words($0.attempts[0].startedAt) }
        #expect(claimed.count == 8)
        #expect(claimed.allSatisfy { $0 < "2021-12-01 17:00" || $0 >= "2021-12-02 07:30" }, "\(claimed)")
        let late = try lab.messages().filter { $0.attempts[0].startedAt >= Fixture.instant("2021-12-02") }
        #expect(!late.isEmpty)
        for message in late {
            let bytes = try #require(try lab.ledger.message(message.id)?.bytes)
            #expect(ReadableMail(bytes).text.contains("lẽ ra được gửi lúc 16:55"))
        }
    }

    @Test func twoAddressesThatFailAreOneMessageByTheOtherWay() async throws {
        let unit = Unit(
            id: "phong-tnmt", name: "TNMT",
            addresses: [.email: ["a@x.example", "b@x.example"], .sms: ["+999100001001"]], supervising: "van-phong")
        let settings = Fixture.changing(
            Fixture.settings(units: [unit], policies: [Fixture.policy(["on assignment"])], limits: Fixture.unlimited),
            gateways: [gateway("email", .email, fallback: "sms"), gateway("sms", .sms)])
        for delay in [Int64(0), 30_000] {
            let lab = try await Lab(
                Fixture.configuration([deadline], settings: settings), at: Fixture.instant("2021-12-01 07:00"),
                gateways: ScriptedGateways { run in
                    run.channel == "email" ? .after(run.to.hasPrefix("b") ? delay : 0, 67) : .accepted
                })
            await lab.run(until: "2021-12-01 12:00")
            #expect(lab.gateways.runs.count { $0.channel == "sms" } == 1)
        }
    }

    @Test func anEndThatIsEditedInAfterItsDayIsToldToTheSupervisingUnit() async throws {
        func configuration(validTo: String?) -> Configuration {
            let unit = Unit(
                id: "phong-tnmt", name: "TNMT", addresses: [.email: ["tnmt@x.example"]], supervising: "van-phong",
                validTo: validTo.map(Fixture.date))
            return Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-30"))],
                settings: Fixture.settings(units: [unit], policies: [Fixture.policy(["on assignment", "on the day"])]))
        }
        let lab = try await Lab(configuration(validTo: nil), at: Fixture.instant("2021-12-01 07:00"))
        await lab.run(until: "2021-12-15 09:00")
        try await lab.load(configuration(validTo: "2021-12-08"))
        try await lab.load(configuration(validTo: "2021-12-07"))
        await lab.run(until: "2022-01-15")
        let told = try lab.sent().filter { $0.contains("handed over") }
        #expect(told == ["2021-12-16 08:00 handed over van-phong email"], "\(told)")
        #expect(try lab.row("tb/8.1@phong-tnmt").obligation.state == .unitEnded)
    }
}
