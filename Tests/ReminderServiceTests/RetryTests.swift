import DirectiveFiles
import Directives
import Gateways
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// Attempts that fail: when they are made again, and when the message is given up.
struct RetryTests {
    private let once = Fixture.policy(["on assignment"])
    private let due = "2021-12-20"

    private func lab(
        _ script: @escaping ScriptedGateways.Script, policy: Policy? = nil, due: String = "2021-12-20",
        at start: String = "2021-12-01 07:45", onDisk: Bool = false
    ) async throws -> Lab {
        try await Lab(
            Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, due))],
                settings: Fixture.settings(policies: [policy ?? once])),
            at: Fixture.instant(start), onDisk: onDisk, gateways: ScriptedGateways(script))
    }

    /// What the schedule itself says, the waits exact to the message's place in the jitter.
    private func schedule(_ message: StoredMessage, failures: Int, due: Instant?) -> [Instant] {
        let schedule = RetrySchedule(Fixture.time)
        var at = message.at
        var attempts = [at]
        while attempts.count <= failures,
            let next = schedule.next(
                attempts: attempts.count, ended: at, expires: schedule.expiry(firstAttempt: message.at),
                dues: [due], spread: MessageID.spread(of: message.id))
        {
            at = next
            attempts.append(at)
        }
        return attempts
    }

    @Test(arguments: 0...20)
    func failuresAreTriedAgainByTheScheduleUntilTheOfficeDayEnds(failures: Int) async throws {
        let lab = try await lab { $0.attempt <= failures ? .exit(75) : .accepted }
        await lab.run(until: "2021-12-03")
        let message = try #require(try lab.messages().first)
        let expected = schedule(message, failures: failures, due: nil)
        #expect(lab.gateways.runs.map(\.at) == expected)
        #expect(message.attempts.map(\.startedAt) == expected)
        // Ten waits fit into the day.
        #expect(message.state == (expected.count > failures ? .accepted : .expired))
        #expect((message.state == .expired) == (failures > 11), "\(expected.count) attempts")
        #expect(lab.gateways.runs.allSatisfy { Fixture.time.isOpen(at: $0.at) })
        #expect(Set(lab.gateways.runs.map(\.bytes)).count == 1)
    }

    @Test func whatIsDoneMeanwhileIsNotUrgedAgain() async throws {
        let lab = try await lab { $0.attempt <= 3 ? .exit(75) : .accepted }
        await lab.run(until: "2021-12-01 08:02")
        let tried = lab.gateways.runs.count
        _ = try await lab.engine.follow(
            EndOrder(Target(id: "tb/8.1"), failed: false, reason: nil), author: "root",
            folder: ConfigurationFolder(path: "/nowhere"))
        await lab.run(until: "2021-12-03")
        let message = try #require(try lab.messages().first)
        #expect(message.state == .cancelled)
        await #expect(throws: OrderRefusal.self) {
            try await lab.engine.follow(
                RetryMessageOrder(message.id), author: "root", folder: ConfigurationFolder(path: "/nowhere"))
        }
        // What goes is the message that says so.
        #expect(lab.gateways.runs.dropFirst(tried).allSatisfy { $0.bytes != lab.gateways.runs[0].bytes })
    }

    @Test func aRestartKeepsTheSchedule() async throws {
        let lab = try await lab({ $0.attempt <= 5 ? .exit(75) : .accepted }, onDisk: true)
        for minute in ["08:02", "08:03", "08:10", "08:40"] {
            await lab.run(until: "2021-12-01 \(minute)")
            try await lab.restart(after: 1)
        }
        await lab.run(until: "2021-12-02")
        let message = try #require(try lab.messages().first)
        #expect(message.state == .accepted)
        #expect(lab.gateways.runs.map(\.at) == schedule(message, failures: 5, due: nil))
    }

    @Test func whatIsRejectedIsDeadAtOnce() async throws {
        let lab = try await lab { _ in .exit(67) }
        await lab.run(until: "2021-12-02")
        let message = try #require(try lab.messages().first)
        #expect(message.state == .dead && message.attempts.count == 1)
    }

    @Test func aTimeoutIsUnknownAndTriedAgainWithTheSameBytes() async throws {
        let lab = try await lab { $0.attempt == 1 ? .init(ending: .timedOut, milliseconds: 60_000) : .accepted }
        await lab.run(until: "2021-12-02")
        let message = try #require(try lab.messages().first)
        #expect(message.attempts.map(\.meaning) == [.unknown, .accepted])
        #expect(Set(lab.gateways.runs.map(\.bytes)).count == 1)
        #expect(Set(lab.gateways.runs.map(\.message)).count == 1)
    }

    @Test func withLessThanAWorkingDayLeftNoonIsNotWaitedFor() async throws {
        let day = Fixture.policy(at: .time(TimeOfDay("11:29")!), ["on the day"])
        let lab = try await lab({ $0.attempt < 4 ? .exit(75) : .accepted }, policy: day, due: "2021-12-02")
        await lab.run(until: "2021-12-02 11:40")
        #expect(lab.gateways.runs.map(\.attempt) == [1, 2, 3, 4])
    }

    @Test func whatASuspendedGatewayKeptPastItsDueWaitsForTheOffice() async throws {
        let leads: [UnitID] = ["phong-gddt", "phong-tnmt", "tt-ptqd", "doi-qlttdt"] + Fixture.wards.prefix(1)
        let settings = Fixture.settings(policies: [Fixture.policy(at: .time(TimeOfDay("11:29")!), ["on the day"])])
        let wide = settings.gateways.map {
            Gateway(name: $0.name, channel: $0.channel, from: $0.from, command: $0.command, concurrency: 8)
        }
        let lab = try await Lab(
            Fixture.configuration(
                [Fixture.directive("8.1", lead: leads, (nil, "2021-12-01 11:40"))],
                settings: Fixture.changing(settings, gateways: wide)),
            at: Fixture.instant("2021-12-01 07:45"),
            gateways: ScriptedGateways { _ in .init(ending: .exited(75), milliseconds: 65_000) })
        await lab.run(until: "2021-12-01 14:00")
        // All five are due again at 11:30, beyond the noon since their due presses; the gateway gets one at a time.
        let runs = lab.gateways.runs.map { Lab.words($0.at) }
        #expect(runs.filter { $0 < "2021-12-01 11:40" }.count == 8)
        #expect(runs.filter { $0 >= "2021-12-01 11:40" }.allSatisfy { $0 >= "2021-12-01 13:30" })
        #expect(runs.contains("2021-12-01 13:30"))
        #expect(try lab.messages().allSatisfy { $0.state == .deferred })
    }

    @Test func aMessageExpiresWhenALaterSlotOfItsObligationIsSaidToTheSameAddress() async throws {
        // The morning's gateway is down; the late slot and the one of the day meet at noon.
        let steps = Fixture.policy(
            at: .time(TimeOfDay("14:00")!), ["on assignment", "3 working days before"])
        let lab = try await lab({ _ in .exit(75) }, policy: steps, due: "2021-12-07", at: "2021-12-01 10:00")
        await lab.run(until: "2021-12-01 13:00")
        // Down over the assignment, back the next morning: it is late, and fails until the slot of 14:00.
        try await lab.restart(after: 19 * 3_600)
        await lab.run(until: "2021-12-02 13:59")
        let before = try #require(try lab.messages().first)
        #expect(before.state == .deferred)
        await lab.run(until: "2021-12-02 14:01")
        let messages = try lab.messages()
        #expect(messages.map(\.state) == [.expired, .deferred])
        #expect(messages[0].reason == "said anew by \(messages[1].id)")
        let attempts = lab.gateways.runs.filter { $0.message == messages[0].id }
        #expect(attempts.allSatisfy { $0.at < Fixture.instant("2021-12-02 14:00") })
    }

    @Test func whatRanAtAKillRunsAgainWithItsBytes() async throws {
        let lab = try await lab { $0.attempt == 1 ? .after(30_000) : .accepted }
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        #expect(lab.gateways.underway == 1)
        try await lab.restart(after: 60)
        await lab.run(until: "2021-12-02")
        let message = try #require(try lab.messages().first)
        #expect(message.attempts.map(\.meaning) == [.unknown, .accepted])
        #expect(Set(lab.gateways.runs.map(\.bytes)).count == 1 && lab.gateways.runs.count == 2)
    }

    @Test func whatRanAtAKillWaitsForTheOfficeUnlessItsDueIsNear() async throws {
        let afternoon = Fixture.policy(at: .time(TimeOfDay("11:29")!), ["on the day"])
        for (due, again) in [("2021-12-01", "2021-12-01 11:40"), ("\"2021-12-01 11:35\"", "2021-12-01 13:30")] {
            let lab = try await lab(
                { $0.attempt == 1 ? .after(120_000) : .accepted }, policy: afternoon,
                due: due.replacing("\"", with: ""))
            await lab.run(until: "2021-12-01 11:30")
            try lab.kill()
            try await lab.begin(at: Fixture.instant("2021-12-01 11:40"))
            await lab.run(until: "2021-12-02")
            #expect(lab.gateways.runs.map { Lab.words($0.at) } == ["2021-12-01 11:29", again])
        }
    }

    @Test func aMessageWithoutAnAttemptIsResumedByTheNextProcess() async throws {
        let lab = try await lab { _ in .accepted }
        await lab.run(until: "2021-12-01 09:00")
        let first = try #require(try lab.messages().first)
        let bytes = try #require(try lab.ledger.message(first.id)?.bytes)
        let orphan = ClaimedMessage(
            id: "orphan", kind: .reminder, at: lab.now, gateway: "email", channel: .email, address: "x@x.example",
            language: .vietnamese, bytes: bytes, expiresAt: Fixture.instant("2021-12-02 17:00"))
        var transaction = LedgerTransaction(at: lab.now)
        transaction.claim(orphan)
        try lab.ledger.commit(transaction)
        try await lab.restart(after: 86_400 - 7_200)
        await lab.run(until: "2021-12-03")
        #expect(try lab.ledger.message("orphan")?.state == .accepted)
        #expect(lab.gateways.runs.filter { $0.message == "orphan" }.map { Lab.words($0.at) } == ["2021-12-02 07:30"])
    }
}
