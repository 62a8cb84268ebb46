import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// What people have the daemon record.
struct RecordingTests {
    private let receipt = DirectiveID(notice: "tb", item: "8.3")
    private let failing = DirectiveID(notice: "tb", item: "9.6")

    private func occurrence(
        _ event: String = "receipt", _ occasion: String? = "ho-so-12", on date: String
    ) -> Facts.RecordedEvent {
        .init(
            event: event, occasion: occasion, date: Fixture.date(date), time: nil,
            recorded: Fixture.instant("\(date) 09:00"))
    }

    private func lab(_ directives: [Directive] = Fixture.example) async throws -> Lab {
        try await Lab(Fixture.configuration(directives), at: Fixture.instant("2021-12-01 09:00"))
    }

    @Test func anEventOpensItsObligationAndTellingItTwiceChangesNothing() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-02 09:00")
        #expect(try await lab.engine.occur(receipt, occurrence(on: "2021-12-02"), author: "an").count == 1)
        await lab.settle()
        let head = try lab.ledger.head()
        #expect(try await lab.engine.occur(receipt, occurrence(on: "2021-12-02"), author: "an").isEmpty)
        #expect(try lab.ledger.head() == head)
        await lab.run(until: "2021-12-08")
        let sent = try lab.sent().filter { $0.contains("phong-tnmt email") }
        #expect(sent.contains("2021-12-03 08:00 on assignment phong-tnmt email"))
        #expect(try lab.events(.occurred).map(\.author) == ["an"])
    }

    @Test func aDirectiveThatWaitsForTwoEventsOpensWithTheSecond() async throws {
        let id = DirectiveID(notice: "tb", item: "1")
        let lab = try await lab([
            Fixture.directive("1", lead: ["phong-tnmt"], (nil, "5 days after receipt"), opens: .event("approval"))
        ])
        #expect(try await lab.engine.occur(id, occurrence(on: "2021-12-02"), author: "an").isEmpty)
        try await lab.restart(after: 3_600)
        #expect(try await lab.engine.occur(id, occurrence("approval", on: "2021-12-03"), author: "an").count == 1)
        #expect(try lab.row("tb/1@phong-tnmt@ho-so-12").obligation.due?.dueDate == Fixture.date("2021-12-07"))
        await #expect(throws: OrderRefusal.self) {
            try await lab.engine.occur(id, occurrence("other", on: "2021-12-03"), author: "an")
        }
    }

    @Test func aLeadThatIsAddedLaterHasTheCasesThatWereRecorded() async throws {
        let lab = try await lab([Fixture.directive("8.3", lead: ["phong-tnmt"], (nil, "5 days after receipt"))])
        try await lab.engine.occur(receipt, occurrence(on: "2021-12-01"), author: "an")
        try await lab.load(
            Fixture.configuration([
                Fixture.directive("8.3", lead: ["phong-tnmt", "tt-ptqd"], (nil, "5 days after receipt"))
            ]))
        #expect(try lab.row("tb/8.3@tt-ptqd@ho-so-12").obligation.due?.dueDate == Fixture.date("2021-12-06"))
    }

    @Test func aFailureOpensWhatWaitedForIt() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-06 10:00")
        #expect(try lab.ledger.obligation("tb/9.7@tt-ptqd") == nil)
        try await lab.engine.end(failing, as: .failed, reason: "không đạt", author: "an")
        await lab.run(until: "2021-12-07 09:00")
        #expect(try lab.row("tb/9.7@tt-ptqd").obligation.opened == Fixture.instant("2021-12-06 10:00"))
        #expect(try lab.row("tb/9.6@tt-ptqd").obligation.state == .failed)
        #expect(try lab.sent().contains("2021-12-07 08:00 on assignment tt-ptqd email"))
    }

    @Test func doneStopsWhatIsDueAtTheSameInstantAndUnclaimedAndSaysSo() async throws {
        let policy = Fixture.policy(["on assignment", "on the day"], coordinating: ["on the day"])
        let places = [
            Gateway(name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], concurrency: 1)
        ]
        let directive = Fixture.directive("1", lead: ["phong-tnmt"], coordinating: Fixture.wards, (nil, "2021-12-07"))
        let lab = try await Lab(
            Fixture.configuration(
                [directive], settings: Fixture.changing(Fixture.settings(policies: [policy]), gateways: places)),
            at: Fixture.instant("2021-12-06 09:00"), gateways: ScriptedGateways { _ in .after(1_000) })
        await lab.run(until: Fixture.instant("2021-12-07 08:00").adding(milliseconds: 2_500))
        // Two have gone, the third is underway.
        try await lab.engine.end(directive.id, as: .done, reason: nil, author: "an")
        await lab.run(until: "2021-12-20")
        let sent = try lab.messages().filter { $0.at == Fixture.instant("2021-12-07 08:00") }
        #expect(sent.count == 3 && sent.allSatisfy { $0.state == .accepted })
        let skips = try lab.skips()
        #expect(skips.count == 6 && skips.allSatisfy { $0.reason == "done" })
        #expect(try lab.row("tb/1@phong-tnmt").wake == nil)
    }
}
