import Foundation
import TestSupport
import Testing

@testable import Gateways

/// What concerns a whole process is tried in one of its own.
@Suite struct HostTests {
    @Test func childrenInheritUmaskCoreSizeAndDefaultSignals() async {
        await #expect(processExitsWith: .success) {
            GatewayProcess.prepareHost()
            signal(SIGUSR1, SIG_IGN)
            let runner = ProcessRunner()
            let result = await runner.result(of: try .script("umask; ulimit -S -c"))
            #expect(result.lines == ["0077", "0"])
            let status = await runner.result(of: try .program("/bin/cat", "/proc/self/status"))
            for name in ["SigBlk", "SigIgn", "SigCgt"] {
                let line = try #require(status.lines.first { $0.hasPrefix("\(name):") })
                let mask = try #require(UInt64(line.dropFirst(name.count + 2), radix: 16))
                // Bits 31 and 32 are glibc's own signals for threads.
                #expect(mask & ~(1 << 31 | 1 << 32) == 0, "\(line)")
            }
        }
    }

    @Test func threeHundredRunsAtATimeLeakNothing() async {
        await #expect(processExitsWith: .success) {
            GatewayProcess.prepareHost()
            let runner = ProcessRunner()
            _ = await runner.result(of: try .program("/bin/true"))
            let before = try await settledDescriptors(atMost: 0)
            try await withThrowingTaskGroup { group in
                for number in 0..<300 {
                    let run =
                        number % 30 == 0
                        ? try GatewayRun.script("sleep 60 & sleep 60", timeout: .milliseconds(100))
                        : try GatewayRun.script("cat; exit 4", input: Array("\(number)".utf8))
                    group.addTask {
                        let result = await runner.result(of: run)
                        #expect(number % 30 == 0 ? result.ending == .timedOut : result.text == "\(number)")
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await settledDescriptors(atMost: before) <= before)
            #expect(children() == [])
        }
    }

    @Test func runningOutOfDescriptorsIsAnAnswer() async {
        await #expect(processExitsWith: .success) {
            let runner = ProcessRunner()
            _ = await runner.result(of: try .program("/bin/true"))
            let before = try await settledDescriptors(atMost: 0)
            var limit = rlimit()
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            getrlimit(resource, &limit)
            let all = limit.rlim_cur
            var answers: Set<GatewayResult.Ending> = []
            for few in 4..<rlim_t(before + 8) {
                let run = try GatewayRun.program("/bin/true")
                limit.rlim_cur = few
                setrlimit(resource, &limit)
                answers.insert(await runner.result(of: run).ending)
                limit.rlim_cur = all
                setrlimit(resource, &limit)
            }
            #expect(answers.isSubset(of: [.notStarted(errno: EMFILE), .signaled(SIGKILL), .exited(0)]))
            #expect(answers.isSuperset(of: [.notStarted(errno: EMFILE), .exited(0)]))
            #expect(try await settledDescriptors(atMost: before) <= before)
        }
    }

    @Test func endlessOutputCostsLittleMemory() async {
        await #expect(processExitsWith: .success) {
            let runner = ProcessRunner()
            _ = await runner.result(of: try .program("/bin/true"))
            let before = peakKilobytes()
            let result = await runner.result(of: try .script("yes 0123456789abcdef | head -c 400000000"))
            #expect(result.ending == .exited(0))
            #expect(result.output.count == GatewayResult.outputLimit)
            #expect(result.text.hasPrefix("0123456789abcdef\n"))
            #expect(peakKilobytes() - before < 8_192)
        }
    }

    @Test func orphansAreReapedAndOtherChildrenAreNot() async {
        await #expect(processExitsWith: .success) {
            GatewayProcess.prepareHost()
            let runner = ProcessRunner()
            // One in a session of its own, one not; both end before the program that left them does.
            let left = try await runner.result(
                of: .script("(setsid sh -c 'echo $$' >&2 &); (sh -c 'echo $$' &); sleep 0.2"))
            #expect(left.lines.count == 2)
            _ = await runner.result(of: try .script("sleep 0.1"))
            #expect(children() == [])

            // A child of another part of the program, ended and not yet waited for.
            var other: pid_t = 0
            let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup("exit 5"), nil]
            defer { arguments.forEach { free($0) } }
            #expect(posix_spawn(&other, "/bin/sh", nil, nil, arguments, nil) == 0)
            _ = await runner.result(of: try .script("sleep 0.2"))
            var status: Int32 = 0
            #expect(waitpid(other, &status, WNOHANG) == other)
            #expect(status >> 8 == 5)
        }
    }

    @Test func aTimeoutFindsOrphansOfTheDaemon() async {
        await #expect(processExitsWith: .success) {
            GatewayProcess.prepareHost()
            let text = "(setsid sh -c 'trap \"\" TERM; echo $$; exec sleep 60' &); sleep 60"
            let result = await ProcessRunner().result(
                of: try .script(text, timeout: .milliseconds(300), grace: .milliseconds(200)))
            #expect(result.ending == .timedOut)
            let stray = try #require(Int32(result.lines.first ?? ""))
            #expect(!isAlive(stray))
        }
    }
}

/// How many descriptors are open, once they are few enough or a second has passed: they are closed just after the
/// callback.
private func settledDescriptors(atMost limit: Int) async throws -> Int {
    var count = Int.max
    for _ in 0..<(limit == 0 ? 5 : 50) where count > limit {
        try await Task.sleep(for: .milliseconds(20))
        count = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
    return count
}

private func peakKilobytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}

private func children() -> [Int32] {
    ProcessEntry.all(since: 0).filter { $0.parent == getpid() }.map(\.id)
}
