import Foundation
import TestSupport
import Testing

@testable import Gateways

@Suite struct TimeoutTests {
    /// Each prints the ids of what it starts; all would run for a minute.
    static let scripts = [
        "ignores TERM": "trap '' TERM; echo $$; while :; do sleep 0.05; done",
        "background": "sleep 60 & echo $!; sleep 60",
        "background that ignores TERM": "(trap '' TERM; exec sleep 60) & echo $!; sleep 60",
        "own session": "setsid sh -c 'echo $$; exec sleep 60' & sleep 60",
        "own session, ignores TERM": "setsid sh -c 'trap \"\" TERM; echo $$; exec sleep 60' & sleep 60",
        "double-forked": "(sh -c 'echo $$; exec sleep 60' &); sleep 60",
        "double-forked into its own session": "(setsid sh -c 'trap \"\" TERM; echo $$; exec sleep 60' &); sleep 60",
        "own session, no environment": "env -i /usr/bin/setsid /bin/sh -c 'echo $$; exec /bin/sleep 60' & sleep 60",
        "stopped": "echo $$; kill -STOP $$",
        "keeps starting more": "trap '' TERM; echo $$; while :; do sleep 60 & sleep 0.01; done",
    ]

    @Test(arguments: scripts.keys.sorted())
    func aTimeoutLeavesNoProcess(kind: String) async throws {
        let script = try #require(Self.scripts[kind])
        let run = try GatewayRun.script(script, timeout: .milliseconds(300), grace: .milliseconds(300))
        let start = ContinuousClock.now
        let result = await ProcessRunner().result(of: run)
        let elapsed = ContinuousClock.now - start

        #expect(result.ending == .timedOut)
        let started = result.lines.compactMap(Int32.init) + [try #require(result.processID)]
        #expect(started.count >= 2)
        #expect(started.filter(isAlive) == [])
        #expect(elapsed >= .milliseconds(300))
        #expect(elapsed < .milliseconds(2_600))
        // Whatever else it started, known by the run's own id.
        let mark = "DONDOC_ID=\(run.environment["DONDOC_ID"] ?? "")"
        #expect(ProcessEntry.all(since: 0).filter { !$0.isZombie && $0.environmentContains([mark]) } == [])
    }

    @Test func whatObeysTERMIsNotWaitedForAnyLonger() async throws {
        let run = try GatewayRun.script(
            "sh -c 'trap \"sleep 0.1; exit\" TERM; sleep 60 & wait' & sleep 60", timeout: .milliseconds(200),
            grace: .seconds(60))
        let start = ContinuousClock.now
        #expect(await ProcessRunner().result(of: run).ending == .timedOut)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func aLastWordAfterTERMIsKept() async throws {
        let text = "trap 'echo gateway-id: late; exit 0' TERM; echo begun; sleep 60 & wait"
        let run = try GatewayRun.script(text, timeout: .milliseconds(300), grace: .milliseconds(500))
        let result = await ProcessRunner().result(of: run)
        #expect(result.ending == .timedOut)
        #expect(result.lines == ["begun", "gateway-id: late"])
    }

    @Test func anotherRunOfTheSameProgramIsNotTouched() async throws {
        let runner = ProcessRunner()
        async let healthy = runner.result(of: try .script("sleep 1; exit 7"))
        async let sick = runner.result(of: try .script("setsid sleep 60 & sleep 60", timeout: .milliseconds(200)))
        #expect(try await sick.ending == .timedOut)
        #expect(try await healthy.ending == .exited(7))
    }
}
