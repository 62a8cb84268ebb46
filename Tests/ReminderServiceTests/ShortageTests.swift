import Directives
import Gateways
import Glibc
import Ledger
import Rendering
import Reporting
import Synchronization
import TestSupport
import Testing

@testable import ReminderService

/// A machine that is short of descriptors, processes or memory: a pause of the engine, no fault of a gateway.
struct ShortageTests {
    private let count = 30
    private let eight = Fixture.instant("2021-12-01 08:00")

    /// One directive a unit, each by telephone and by e-mail, through gateways that take ten at a time.
    private func configuration() -> Configuration {
        let units = Fixture.units(count)
        return Fixture.configuration(
            (1...count).map { Fixture.directive("\($0)", lead: ["u\($0)"], (nil, "2021-12-20")) },
            settings: Fixture.settings(
                units: units, policies: [Fixture.policy(["on assignment"], via: [.email, .sms])],
                limits: Fixture.unlimited))
    }

    /// No program can be started before an instant.
    private func short(until end: Instant, _ error: Int32) -> ScriptedGateways {
        ScriptedGateways { run in
            run.at < end ? ScriptedGateways.Answer(ending: .notStarted(errno: error)) : .after(200)
        }
    }

    @Test(arguments: [EMFILE, ENFILE, EAGAIN, ENOMEM])
    func noGatewayIsSuspendedAndNoAttemptIsSpent(_ error: Int32) async throws {
        let end = eight.adding(seconds: 62)
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-01 07:45"), gateways: short(until: end, error))
        await lab.run(until: end)
        let suspended = await lab.engine.attempts.suspended
        #expect(suspended.isEmpty)
        await lab.run(until: end.adding(seconds: 30))
        let messages = try lab.messages()
        #expect(messages.count == 2 * count)
        #expect(messages.allSatisfy { $0.state == .accepted && $0.attempts.count == 1 })
        // Tried again each five seconds, and each sent once.
        let sent = lab.gateways.runs.filter { $0.at >= end }
        #expect(Set(sent.map(\.message)).count == sent.count)
        #expect(Set(lab.gateways.runs.filter { $0.at < end }.map(\.at)).count == 13)
        #expect(try lab.events(.operatorTold).map { $0.detail["letter"] } == ["shortage"])
    }

    @Test func theStatusNamesTheShortageUntilItIsOver() async throws {
        let end = eight.adding(seconds: 7)
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-01 07:45"), gateways: short(until: end, EMFILE))
        await lab.run(until: end)
        let trouble = await lab.engine.operatorMail.lastTrouble
        #expect(trouble == Fixture.settings().language.texts.words(of: .shortage("")).subject)
        let words = "SHORT        of descriptors, processes or memory since 2021-12-01T08:00:00+07:00"
        #expect(try await lab.engine.statusReport().lines.contains { $0.hasPrefix(words) })
        await lab.run(until: end.adding(seconds: 30))
        let now = await lab.engine.operatorMail.lastTrouble
        #expect(now == nil)
        #expect(try await lab.engine.statusReport().shortSince.value == nil)
    }

    @Test func theStatusLineNamesItAlsoWhereTheOperatorWasToldBefore() async throws {
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-01 07:45"), onDisk: true,
            gateways: short(until: eight.adding(seconds: 60), EMFILE))
        await lab.run(until: eight.adding(seconds: 7))
        try await lab.restart(after: 1)
        await lab.run(until: eight.adding(seconds: 30))
        let trouble = await lab.engine.operatorMail.lastTrouble
        #expect(trouble == Fixture.settings().language.texts.words(of: .shortage("")).subject)
        #expect(try lab.events(.operatorTold).count == 1)
    }

    @Test func aMessageThatExpiresInAShortageEndsSo() async throws {
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-01 07:45"),
            gateways: short(until: Fixture.instant("2021-12-02 03:00"), ENOMEM))
        await lab.run(until: "2021-12-02 07:00")
        let messages = try lab.messages()
        #expect(!messages.isEmpty)
        #expect(
            messages.map(\.state) == messages.map { _ in .expired },
            "\(messages.map { ($0.id, $0.state, $0.reason, $0.hold, $0.expiresAt.map(Lab.words)) })")
        let suspended = await lab.engine.attempts.suspended
        #expect(suspended.isEmpty)
    }

    @Test func aStopDoesNotWaitForIt() async throws {
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-01 07:45"), gateways: short(until: .distantFuture, EMFILE))
        await lab.run(until: eight.adding(seconds: 2))
        let stop = Task { [engine = lab.engine] in await engine.stop() }
        while await !lab.engine.lifecycle.isStopping { await Task.yield() }
        await lab.settle()
        while await lab.step(before: eight.adding(seconds: 3)) {}
        await stop.value
        // Recorded as what it was, so that the next process need not guess.
        let attempts = try lab.messages().flatMap(\.attempts)
        #expect(!attempts.isEmpty && attempts.allSatisfy { $0.exit?.hasPrefix("not started") == true })
    }

    @Test func aMessageWhoseFileCannotBeMadeIsNotClaimed() async throws {
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-01 07:45"))
        try await withoutDescriptors {
            while await lab.step(before: eight.adding(seconds: 12)) {}
        }
        #expect(try lab.messages().isEmpty)
        await lab.run(until: eight.adding(seconds: 30))
        let messages = try lab.messages()
        #expect(messages.count == 2 * count)
        #expect(messages.allSatisfy { $0.state == .accepted && $0.attempts.count == 1 })
        #expect(lab.gateways.runs.count { $0.to.contains("u") || $0.channel == "sms" } >= 2 * count)
    }

    /// Runs the body while this process can open nothing; its ledger must be in memory.
    private func withoutDescriptors(_ body: () async throws -> Void) async throws {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        getrlimit(resource, &limit)
        var none = rlimit(rlim_cur: 0, rlim_max: limit.rlim_max)
        setrlimit(resource, &none)
        defer { setrlimit(resource, &limit) }
        try await body()
    }
}
