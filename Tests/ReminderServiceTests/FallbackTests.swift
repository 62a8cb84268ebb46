import DirectiveFiles
import Directives
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// What a message that dies says by another channel.
struct FallbackTests {
    private let alone = DirectiveID(notice: "tb", item: "1")

    /// E-mail falls back to SMS, unless other gateways are given.
    private func lab(
        _ script: @escaping ScriptedGateways.Script, steps: [String] = ["on assignment"], via: [Channel] = [.email],
        at time: String = "08:00", due: String = "2021-12-20", units: [Unit] = [], leads: [UnitID] = ["phong-tnmt"],
        gateways: [Gateway]? = nil, start: String = "2021-12-01 07:45", onDisk: Bool = false
    ) async throws -> Lab {
        let settings = Fixture.settings(
            units: units, policies: [Fixture.policy(at: .time(TimeOfDay(time)!), steps, via: via)])
        let chain = [
            Gateway(
                name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], fallback: "sms"),
            Gateway(name: "sms", channel: .sms, command: ["/bin/true"]),
        ]
        return try await Lab(
            Fixture.configuration(
                leads.enumerated().map { Fixture.directive("\($0 + 1)", lead: [$1], (nil, due)) },
                settings: Fixture.changing(settings, gateways: gateways ?? chain)),
            at: Fixture.instant(start), onDisk: onDisk, gateways: ScriptedGateways(script))
    }

    private func fallen(_ lab: Lab) throws -> [StoredMessage] { try lab.messages().filter { $0.replaces != nil } }

    private func words(_ message: StoredMessage, in lab: Lab) throws -> String {
        String(decoding: try #require(try lab.ledger.message(message.id)?.bytes), as: UTF8.self)
    }

    @Test func whatIsRejectedGoesByTheFallbackAtOnceAndNamesTheDead() async throws {
        let lab = try await lab { $0.channel == "email" ? .exit(67) : .accepted }
        await lab.run(until: "2021-12-02")
        let dead = try #require(try lab.messages().first { $0.replaces == nil })
        let fallen = try fallen(lab)
        #expect(dead.state == .dead)
        #expect(fallen.map(\.replaces) == [dead.id] && fallen[0].state == .accepted)
        #expect(fallen[0].channel == .sms && fallen[0].address == "+999100001001")
        #expect(lab.gateways.runs.map { Lab.words($0.at) } == ["2021-12-01 08:00", "2021-12-01 08:00"])
        // Rendered for its channel, and recorded in the chain with the delivery that caused it.
        #expect(try words(fallen[0], in: lab).hasPrefix("[") == false)
        #expect(try words(fallen[0], in: lab).utf8.count < 400)
        let event = try #require(try lab.events(.claimed).first { $0.message == fallen[0].id })
        #expect(event.detail["cause"] == "fallback" && event.detail["replaces"] == dead.id)
        #expect(event.detail["slots"] == dead.deliveries[0].slot.key.description)
        #expect(event.detail["sha256"] == fallen[0].sha256)
        #expect(try lab.ledger.verifyChain() == .intact(try lab.ledger.head()))
        // No line of the plan, and not counted a second time by the fuse.
        #expect(try lab.ledger.claimedCount(since: .distantPast, through: .distantFuture) == 1)
    }

    @Test func whenRetriesEndTheFallbackWaitsForTheOffice() async throws {
        let lab = try await lab { $0.channel == "email" ? .exit(75) : .accepted }
        await lab.run(until: "2021-12-03")
        #expect(try lab.messages().map(\.state) == [.expired, .accepted])
        let sms = lab.gateways.runs.filter { $0.channel == "sms" }
        // The last attempt of the day says that there will be no other.
        let last = try #require(lab.gateways.runs.last { $0.channel == "email" })
        #expect(sms.map(\.at) == [last.at])
        #expect(Fixture.time.isOpen(at: sms[0].at))
    }

    @Test func aDueThatPressesIsFallenBackForBeforeItPasses() async throws {
        let due = Fixture.instant("2021-12-01 16:00")
        let lab = try await lab(
            { $0.channel == "email" ? .exit(75) : .accepted }, steps: ["on the day"], due: "2021-12-01 16:00")
        await lab.run(until: "2021-12-02")
        let sms = lab.gateways.runs.filter { $0.channel == "sms" }
        #expect(sms.count == 1)
        // Half-way at the latest: as much time again is left.
        #expect(sms.allSatisfy { $0.at <= Fixture.instant("2021-12-01 12:00") && $0.at < due })
        #expect(lab.gateways.runs.filter { $0.channel == "email" }.allSatisfy { $0.at < sms[0].at.adding(seconds: 1) })
    }

    @Test func addressesThatTheSlotReachesAnywayAreLeftOut() async throws {
        let lab = try await lab({ $0.channel == "email" ? .exit(67) : .accepted }, via: [.email, .sms])
        await lab.run(until: "2021-12-02")
        #expect(try fallen(lab).isEmpty)
        #expect(lab.gateways.runs.count == 2)
    }

    @Test func aUnitWithSeveralTelephonesHearsOnEachAndOneWithoutOnNone() async throws {
        let units = [
            Unit(
                id: "a", name: "a", addresses: [.email: ["a@x.example"], .sms: ["+999100005001", "+999100005002"]],
                supervising: "van-phong"),
            Unit(id: "b", name: "b", addresses: [.email: ["b@x.example"]], supervising: "van-phong"),
        ]
        let lab = try await lab(
            { $0.channel == "email" ? .exit(65) : .accepted }, units: units, leads: ["a", "b"])
        await lab.run(until: "2021-12-02")
        #expect(Set(try fallen(lab).map(\.address)) == ["+999100005001", "+999100005002"])
        #expect(try lab.messages().filter { $0.replaces == nil }.allSatisfy { $0.state == .dead })
    }

    @Test func aSecondGatewayOfTheSameChannelTakesTheSameAddress() async throws {
        let gateways = [
            Gateway(name: "one", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], fallback: "two"),
            Gateway(name: "two", channel: .email, from: "du-phong@ubnd.example", command: ["/bin/echo"]),
        ]
        let lab = try await lab({ _ in .exit(67) }, gateways: gateways)
        await lab.run(until: "2021-12-02")
        #expect(lab.gateways.runs.map(\.to) == ["phong-tnmt@ubnd.example", "phong-tnmt@ubnd.example"])
        #expect(try lab.messages().map(\.gateway) == ["one", "two"])
        #expect(try words(try fallen(lab)[0], in: lab).contains("du-phong@ubnd.example"))
    }

    @Test func anotherWayToOneAddressLeavesTheOthersInPeace() async throws {
        let unit = Unit(
            id: "a", name: "a", addresses: [.sms: ["+999100005001"], .email: ["a@x.example", "b@x.example"]],
            supervising: "van-phong")
        let gateways = [
            Gateway(name: "sms", channel: .sms, command: ["/bin/true"], fallback: "one"),
            Gateway(name: "one", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], fallback: "two"),
            Gateway(name: "two", channel: .email, from: "du-phong@ubnd.example", command: ["/bin/echo"]),
        ]
        let lab = try await lab(
            { $0.channel == "sms" || $0.to == "a@x.example" ? .exit(67) : .accepted }, via: [.sms], units: [unit],
            leads: ["a"], gateways: gateways)
        await lab.run(until: "2021-12-02")
        #expect(lab.gateways.runs.filter { $0.to == "a@x.example" }.count == 2)
        #expect(lab.gateways.runs.filter { $0.to == "b@x.example" }.count == 1)
    }

    @Test func whoHeardByTheFallbackAloneHearsOfTheEnd() async throws {
        let gateways = [
            Gateway(name: "sms", channel: .sms, command: ["/bin/true"], fallback: "email"),
            Gateway(name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"]),
        ]
        let lab = try await lab(
            { $0.channel == "sms" ? .exit(67) : .accepted }, via: [.sms], gateways: gateways)
        await lab.run(until: "2021-12-02")
        try await lab.engine.end(alone, as: .done, reason: nil, author: "root")
        await lab.settle()
        await lab.run(until: "2021-12-03")
        let closings = try lab.ledger.messages(MessageFilter(kind: .closing))
        #expect(closings.map(\.address) == ["phong-tnmt@ubnd.example"])
        #expect(closings.map(\.gateway) == ["email"])
    }

    @Test func aFallbackIsAboutWhatItNamesAlone() async throws {
        let gateways = [
            Gateway(name: "sms", channel: .sms, command: ["/bin/true"], fallback: "email"),
            Gateway(name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"]),
        ]
        let lab = try await lab(
            { $0.channel == "sms" ? .after(60_000, 67) : .accepted }, via: [.sms], leads: ["phong-tnmt", "phong-tnmt"],
            gateways: gateways)
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 30))
        let digest = try #require(try lab.messages().first)
        let (changed, kept) = (digest.deliveries[0].slot.key.obligation, digest.deliveries[1].slot.key.obligation)
        _ = try await lab.engine.follow(
            ExtendOrder(Target(id: changed), to: "2021-12-27", by: "x", reason: "y"), author: "root",
            folder: ConfigurationFolder(path: "/nowhere"))
        await lab.run(until: Fixture.instant("2021-12-01 08:01").adding(seconds: 30))
        let message = try #require(try fallen(lab).first)
        #expect(message.deliveries.map(\.slot.key.obligation) == [kept])
        #expect(try lab.ledger.mailReaders(of: [changed, kept]).map(\.obligation) == [kept])
        #expect(try lab.ledger.messages(MessageFilter(obligation: changed)).map(\.id).contains(message.id) == false)
        #expect(try lab.ledger.messages(MessageFilter(obligation: kept)).map(\.id).contains(message.id))
        let events = try lab.ledger.events(EventFilter(obligation: changed))
        #expect(!events.contains { $0.event.message == message.id })
        #expect(try lab.ledger.openMessages(obligation: changed, address: message.address) == [])
        #expect(try lab.ledger.audit().isSound)
    }

    @Test func whatIsNoLongerTrueIsNotSaid() async throws {
        let lab = try await lab { $0.channel == "email" ? .after(60_000, 67) : .accepted }
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 30))
        try await lab.engine.end(alone, as: .done, reason: nil, author: "x")
        await lab.settle()
        await lab.run(until: "2021-12-02")
        #expect(try lab.messages().map(\.state) == [.dead])
    }

    @Test func aMessageTriedAgainByHandFallsBackOnce() async throws {
        let lab = try await lab { $0.channel == "email" ? .exit(67) : .accepted }
        await lab.run(until: "2021-12-01 09:00")
        let dead = try #require(try lab.messages().first { $0.replaces == nil })
        _ = try await lab.engine.follow(RetryMessageOrder(dead.id), author: "root", folder: .init(path: "/nowhere"))
        await lab.engine.queuePass()
        await lab.settle()
        await lab.run(until: "2021-12-02")
        #expect(try lab.messages().filter { $0.gateway == "email" }.map(\.state) == [.dead, .dead])
        #expect(lab.gateways.runs.count { $0.channel == "sms" } == 1)
    }

    @Test func aCrashBetweenTheDeathAndItsRecordFallsBackOnce() async throws {
        let lab = try await lab({ $0.channel == "email" ? .after(1_000, 67) : .accepted }, onDisk: true)
        await lab.run(until: "2021-12-01 08:00")
        lab.gateways.die(afterStarts: 1)
        await lab.run(until: "2021-12-01 08:01")
        try await lab.restart(after: 30)
        await lab.run(until: "2021-12-02")
        #expect(try fallen(lab).count == 1)
        #expect(try fallen(lab)[0].state == .accepted)
    }

    @Test func whatNobodyClaimsAtASuspendedGatewayFallsBackInTime() async throws {
        let units = Fixture.units(12)
        let lab = try await lab(
            { $0.channel == "email" ? .exit(75) : .accepted }, steps: ["on the day"], due: "2021-12-01 16:00",
            units: units, leads: units.map(\.id))
        await lab.run(until: "2021-12-01 11:00")
        let tried = Set(lab.gateways.runs.filter { $0.channel == "email" && $0.to.hasPrefix("u") }.map(\.to))
        #expect(tried.count < 12)
        await lab.run(until: "2021-12-01 15:00")
        let sms = lab.gateways.runs.filter { $0.channel == "sms" }
        #expect(Set(sms.map(\.to)).count == 12 && sms.count == 12)
        // Half-way from 08:00 where nobody tried, half-way from the probe where one was made with it.
        #expect(sms.allSatisfy { $0.at <= Fixture.instant("2021-12-01 14:00") })
        // Each has its record: the e-mail that came to nothing, and what went in its place.
        let messages = try lab.messages()
        #expect(messages.filter { $0.gateway == "email" }.allSatisfy { $0.state == .expired })
        #expect(messages.count { $0.gateway == "email" } == 12)
        #expect(messages.contains { $0.reason == "its gateway is suspended" && $0.attempts.isEmpty })
        #expect(messages.flatMap(\.deliveries).count == 24)
        #expect(try lab.skips().isEmpty)
        #expect(try lab.ledger.nextWake() == nil)
    }

    @Test func whatAnOrderHoldsGoesByNoFallbackEither() async throws {
        let units = Fixture.units(12)
        let lab = try await lab(
            { $0.channel == "email" ? .exit(75) : .accepted }, steps: ["on the day"], due: "2021-12-01 16:00",
            units: units, leads: units.map(\.id))
        await lab.run(until: "2021-12-01 08:30")
        let claimed = try lab.messages().count
        #expect(claimed < 12)
        let nowhere = ConfigurationFolder(path: "/nowhere")
        _ = try await lab.engine.follow(HoldOrder(true, reason: nil), author: "root", folder: nowhere)
        await lab.run(until: "2021-12-01 14:00")
        // What was claimed before runs to its end, by the fallback too.
        #expect(try lab.messages().count { $0.replaces == nil } == claimed)
        #expect(lab.gateways.runs.count { $0.channel == "sms" } == claimed)
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).count == 12 - claimed)
        _ = try await lab.engine.follow(HoldOrder(false, reason: nil), author: "root", folder: nowhere)
        await lab.settle()
        await lab.run(until: "2021-12-01 15:30")
        #expect(lab.gateways.runs.count { $0.channel == "sms" } == 12)
    }

    @Test func whatAnOperatorHoldsGoesByNoFallbackEither() async throws {
        let lab = try await lab { $0.channel == "email" ? .exit(75) : .accepted }
        await lab.run(until: "2021-12-01 08:05")
        let id = try #require(try lab.messages().first?.id)
        _ = try await lab.engine.follow(
            HoldMessageOrder(id, reason: nil), author: "root", folder: .init(path: "/nowhere"))
        await lab.run(until: "2021-12-03")
        #expect(try lab.messages().map(\.state) == [.expired])
        #expect(lab.gateways.runs.allSatisfy { $0.channel == "email" })
    }

    @Test func aMessageToTheOperatorGoesByTheOtherGatewayOfItsChannel() async throws {
        let gateways = [
            Gateway(name: "one", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], fallback: "two"),
            Gateway(name: "two", channel: .email, from: "du-phong@ubnd.example", command: ["/bin/echo"]),
        ]
        // 78: set up wrongly; the operator is notified of it by the same gateway.
        let lab = try await lab(
            { $0.at < Fixture.instant("2021-12-01 08:10") ? .exit(78) : .exit(67) }, gateways: gateways)
        await lab.run(until: "2021-12-01 10:00")
        let letters = try lab.letters()
        #expect(letters.contains { $0.gateway == "one" })
        let two = letters.filter { $0.gateway == "two" }
        #expect(Set(two.map(\.replaces)) == Set(letters.filter { $0.gateway == "one" }.map(\.id)))
        for letter in two {
            #expect(ReadableMail(try #require(try lab.ledger.message(letter.id)?.bytes)).body.contains("78"))
        }
    }
}
