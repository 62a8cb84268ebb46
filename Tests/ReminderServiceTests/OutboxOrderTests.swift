import DirectiveFiles
import Directives
import Ledger
import Reporting
import TestSupport
import Testing

@testable import ReminderService

/// What an operator does with single messages.
struct OutboxOrderTests {
    private func lab(_ script: @escaping ScriptedGateways.Script) async throws -> Lab {
        try await Lab(
            Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-20"))],
                settings: Fixture.settings(policies: [Fixture.policy(["on assignment"])])),
            at: Fixture.instant("2021-12-01 07:45"), gateways: ScriptedGateways(script))
    }

    @discardableResult
    private func order(_ order: any Order, _ lab: Lab) async throws -> [String] {
        let reply = try await lab.engine.follow(
            order, author: "root", folder: ConfigurationFolder(path: "/nowhere"))
        await lab.settle()
        return reply.lines
    }

    @Test func whatIsReleasedOutOfHoursGoesWhenTheOfficeOpens() async throws {
        let lab = try await lab { $0.attempt == 1 ? .exit(75) : .accepted }
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        let id = try #require(try lab.messages().first?.id)
        try await order(HoldMessageOrder(id, reason: nil), lab)
        await lab.run(until: "2021-12-01 12:10")
        try await order(ReleaseMessageOrder(id), lab)
        await lab.run(until: "2021-12-01 14:00")
        #expect(lab.gateways.runs.map { Lab.words($0.at) } == ["2021-12-01 08:00", "2021-12-01 13:30"])
    }

    @Test func aHeldMessageWaitsUntilItIsReleased() async throws {
        let lab = try await lab { $0.attempt == 1 ? .exit(75) : .accepted }
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        let id = try #require(try lab.messages().first?.id)
        #expect(
            try await order(HoldMessageOrder(String(id.prefix(8)), reason: "chờ xác minh"), lab)[0].contains(
                "is held until"))
        #expect(try await order(HoldMessageOrder(id, reason: nil), lab) == ["\(id) is held already"])
        let passes = await lab.engine.passes
        await lab.run(until: "2021-12-01 10:00")
        #expect(lab.gateways.runs.count == 1)
        #expect(await lab.engine.passes - passes < 4)
        let list = OutboxList(try lab.ledger.messages(), held: [], zone: Fixture.zone)
        #expect(list.records.map(\.held.value) == ["chờ xác minh"])
        #expect(list.lines.contains { $0.contains(" held ") && $0.hasSuffix("chờ xác minh") })
        try await order(ReleaseMessageOrder(id), lab)
        await lab.run(until: "2021-12-01 10:01")
        #expect(lab.gateways.runs.map { Lab.words($0.at) } == ["2021-12-01 08:00", "2021-12-01 10:00"])
        #expect(try lab.messages().map(\.state) == [.accepted])
        let events = try lab.ledger.events(EventFilter(kinds: [.held, .released]))
        #expect(events.map(\.kind) == [.held, .released])
        #expect(events.allSatisfy { $0.message == id && $0.author == "root" })
        #expect(events[0].detail["reason"] == "chờ xác minh")
        #expect(try await order(ReleaseMessageOrder(id), lab) == ["\(id) is not held (accepted)"])
        #expect(try await order(HoldMessageOrder(id, reason: nil), lab) == ["\(id) has ended already, as accepted"])
        #expect(try await order(StatusOrder(), lab)[0].hasPrefix("dondoc "))
    }

    @Test func aHeldMessageExpiresWithItsDayAndCanBeDropped() async throws {
        let lab = try await lab { _ in .exit(75) }
        await lab.run(until: "2021-12-01 08:10")
        let id = try #require(try lab.messages().first?.id)
        try await order(HoldMessageOrder(id, reason: nil), lab)
        await lab.run(until: "2021-12-02")
        #expect(try lab.messages().map(\.state) == [.expired])
        #expect(try lab.messages().map(\.reason) == ["its office day is over"])

        let other = try await self.lab { _ in .exit(75) }
        await other.run(until: "2021-12-01 08:10")
        let dropped = try #require(try other.messages().first?.id)
        try await order(HoldMessageOrder(dropped, reason: nil), other)
        try await order(DropMessageOrder(dropped, reason: nil), other)
        #expect(try other.messages().map(\.state) == [.cancelled])
    }

    @Test func aMessageInItsGatewayIsHeldIfThatDoesNotTakeIt() async throws {
        let lab = try await lab { $0.attempt == 1 ? .after(30_000, 75) : .accepted }
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        let id = try #require(try lab.messages().first?.id)
        #expect(try await order(HoldMessageOrder(id, reason: nil), lab)[0].contains("in its gateway"))
        await lab.run(until: "2021-12-01 09:00")
        #expect(lab.gateways.runs.count == 1)
        #expect(try lab.messages().map(\.state) == [.deferred])
    }
}
