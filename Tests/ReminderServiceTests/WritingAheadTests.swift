import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// Messages are written before their instant, and say what is true at it.
struct WritingAheadTests {
    private let count = 80

    private func configuration(changing item: Int? = nil, gateways: [Gateway]? = nil) -> Configuration {
        let units = (1...count).map { Unit(id: "u\($0)", name: "u\($0)", addresses: [.email: ["u\($0)@x.example"]]) }
        let policy = Fixture.policy(["on assignment"])
        let settings = Fixture.settings(units: units, policies: [policy], limits: Fixture.unlimited)
        let directives = (1...count).map { index in
            Directive(
                id: DirectiveID(notice: "tb", item: "\(index)"), task: index == item ? "Khác" : "Việc \(index)",
                lead: ["u\(index)"], deadlines: [.init(Deadline("2021-12-20")!)])
        }
        return Fixture.configuration(directives, settings: Fixture.changing(settings, gateways: gateways))
    }

    private let instant = Fixture.instant("2021-12-01 08:00")

    private func written(_ lab: Lab) async -> Int {
        await lab.engine.plan?.queue.queues["email"]?.count { $0.words != nil } ?? 0
    }

    @Test func allOfABurstIsWrittenBeforeItsInstantAndNothingIsClaimed() async throws {
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: instant.adding(milliseconds: -ReminderEngine.claimAhead))
        #expect(await written(lab) == count)
        #expect(try lab.messages().isEmpty)
        await lab.run(until: "2021-12-01 08:01")
        let runs = lab.gateways.runs
        #expect(runs.count == count)
        #expect(runs.allSatisfy { String(decoding: $0.bytes, as: UTF8.self).contains("1 Dec 2021 08:00:00 +0700") })
        #expect(try lab.messages().allSatisfy { $0.attempts[0].startedAt == instant })
    }

    @Test func whatIsWrittenAheadIsForgottenWithItsFacts() async throws {
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: instant.adding(milliseconds: -ReminderEngine.claimAhead))
        #expect(await written(lab) == count)
        try await lab.load(configuration(changing: 1))
        try await lab.engine.end(DirectiveID(notice: "tb", item: "2"), as: .done, reason: nil, author: "an")
        await lab.settle()
        await lab.run(until: "2021-12-01 08:01")
        let subjects = try lab.messages().reduce(into: [:]) { $0[$1.address] = $1.subject }
        #expect(subjects.count == count - 1)
        #expect(subjects["u1@x.example"]?.contains("Khác") == true)
        #expect(subjects["u2@x.example"] == nil)
        #expect(subjects["u3@x.example"]?.contains("Việc 3") == true)
    }

    @Test func whatIsClaimedAMinuteLateIsWrittenAnew() async throws {
        let slow = Gateway(
            name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], concurrency: 40)
        let gateways = ScriptedGateways { _ in .after(70_000) }
        let lab = try await Lab(
            configuration(gateways: [slow]), at: Fixture.instant("2021-12-01 07:45"), gateways: gateways)
        await lab.run(until: "2021-12-01 08:05")
        let dates = lab.gateways.runs.map { run in
            String(decoding: run.bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("Date: ") } ?? ""
        }
        #expect(dates.filter { $0.contains("08:00:00") }.count == 40)
        #expect(dates.filter { $0.contains("08:01:10") }.count == 40)
    }
}
