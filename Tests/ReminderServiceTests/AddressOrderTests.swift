import DirectiveFiles
import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// The order of what goes to one address by one gateway.
struct AddressOrderTests {
    /// Two directives of one unit; the first also comes up later in the day by a policy of its own.
    private func lab(
        _ script: @escaping ScriptedGateways.Script, second: String, due: String = "2021-12-20"
    ) async throws -> Lab {
        let early = Fixture.policy(at: .time(TimeOfDay("08:00")!), ["on assignment"])
        let late = Policy(name: "late", at: .time(TimeOfDay("09:10")!), lead: .init(steps: [.onAssignment]))
        let settings = Fixture.settings(policies: [early, late], limits: Fixture.unlimited)
        let directive = { (item: String, policy: String, due: String) in
            Directive(
                id: DirectiveID(notice: "tb", item: item), task: "Việc", lead: ["phong-tnmt"],
                deadlines: [.init(Deadline(due)!)], policy: policy)
        }
        return try await Lab(
            Fixture.configuration(
                [directive("1", "standard", due), directive("2", "standard", due), directive("3", second, due)],
                settings: settings),
            at: Fixture.instant("2021-12-01 07:45"), gateways: ScriptedGateways(script))
    }

    @Test func twoOfOneAddressAreNeverUnderwayTogether() async throws {
        let lab = try await lab({ _ in .after(5_400_000) }, second: "late")
        await lab.run(until: "2021-12-01 09:29")
        #expect(lab.gateways.underway == 1 && lab.gateways.runs.count == 1)
        await lab.run(until: "2021-12-01 12:00")
        #expect(lab.gateways.runs.map { Lab.words($0.at) } == ["2021-12-01 08:00", "2021-12-01 09:30"])
    }

    @Test func aboutAnotherObligationNothingWaitsForAMessageThatWasPutOff() async throws {
        let lab = try await lab(
            { $0.at < Fixture.instant("2021-12-01 09:00") ? .exit(75) : .accepted }, second: "late")
        await lab.run(until: "2021-12-01 09:11")
        let later = try #require(try lab.messages().last)
        #expect(Lab.words(later.at) == "2021-12-01 09:10" && later.state == .accepted)
        #expect(try lab.messages().first?.state == .deferred)
    }

    @Test func aLaterMessageOfTheSameObligationWaitsForADigestThatWasPutOff() async throws {
        // The digest of 08:00 speaks of two; an extension of the first makes a message of it alone, at 09:00 of the day.
        let policy = Fixture.policy(at: .now, ["on assignment"])
        let directives = ["1", "2"].map { Fixture.directive($0, lead: ["phong-tnmt"], (nil, "2021-12-20")) }
        let lab = try await Lab(
            Fixture.configuration(
                directives, settings: Fixture.settings(policies: [policy], limits: Fixture.unlimited)),
            at: Fixture.instant("2021-12-01 08:00"),
            gateways: ScriptedGateways { $0.at < Fixture.instant("2021-12-01 09:30") ? .exit(75) : .accepted })
        await lab.run(until: "2021-12-01 09:00")
        let digest = try #require(try lab.messages().first)
        #expect(digest.deliveries.count == 2 && digest.state == .deferred)
        let target = Target(id: "tb/1")
        let folder = ConfigurationFolder(path: "/nowhere")
        _ = try await lab.engine.follow(
            ExtendOrder(target, to: "2021-12-27", by: "x", reason: "y"), author: "root", folder: folder)
        await lab.settle()
        let passes = await lab.engine.passes
        await lab.run(until: "2021-12-01 09:29")
        #expect(try lab.messages().count == 1)
        let looks = await lab.engine.passes - passes
        #expect(looks < 8, "\(looks) looks")
        await lab.run(until: "2021-12-01 12:00")
        let messages = try lab.messages()
        #expect(messages.map(\.state) == [.accepted, .accepted])
        let last = lab.gateways.runs.suffix(2)
        #expect(last.map(\.message) == messages.map(\.id))
        #expect(messages[1].deliveries.map(\.slot.key.step) == [.changed])
    }
}
