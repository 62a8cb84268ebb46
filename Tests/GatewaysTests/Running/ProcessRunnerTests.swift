import Foundation
import TestSupport
import Testing

@testable import Gateways

@Suite struct ProcessRunnerTests {
    let runner = ProcessRunner()

    @Test(arguments: [0, 1, 75, 255] as [Int32])
    func theExitStatusComesBack(status: Int32) async throws {
        let result = await runner.result(of: try .script("echo out; echo err >&2; exit \(status)"))
        #expect(result.ending == .exited(status))
        #expect(result.text == "out\nerr\n")
        #expect(result.processID != nil)
    }

    @Test func aSignalComesBack() async throws {
        let result = await runner.result(of: try .script("kill -ABRT $$"))
        #expect(result.ending == .signaled(SIGABRT))
    }

    @Test func argumentsArriveAsTheyAre() async throws {
        let arguments = ["a b", "Lạng Sơn ₫ 🏮", "x\ny", "", "*", "$HOME", "'\"", "--", "-n"]
        let run = GatewayRun(
            arguments: ["/usr/bin/printf", "%s|"] + arguments, environment: [:], input: try MessageFile([]),
            timeout: .seconds(20))
        #expect(await runner.result(of: run).text == arguments.map { "\($0)|" }.joined())
    }

    @Test func theEnvironmentIsTheGivenOneAndNothingElse() async throws {
        setenv("NOTIFY_SOCKET", "/nonexistent", 1)
        let run = GatewayRun(
            arguments: ["/usr/bin/env"], environment: ["LANG": "C.UTF-8", "DONDOC_TO": "a b=c"],
            input: try MessageFile([]), timeout: .seconds(20))
        #expect(Set(await runner.result(of: run).lines) == ["LANG=C.UTF-8", "DONDOC_TO=a b=c"])
    }

    @Test func aProgramGetsThreeDescriptorsItsOwnSessionAndTheRoot() async throws {
        let lines = await runner.result(of: try .script("ls /proc/$$/fd; readlink /proc/$$/cwd; cat /proc/$$/stat; :"))
            .lines
        #expect(lines.dropLast() == ["0", "1", "2", "/"])
        let entry = try #require(lines.last.flatMap { ProcessEntry(stat: Array($0.utf8)) })
        #expect(entry.session == entry.id)
    }

    @Test(arguments: [
        ("/nonexistent/gateway", ENOENT), ("/", EACCES), ("/etc/passwd", EACCES), ("/etc/passwd/x", ENOTDIR),
        ("true", EINVAL), ("", EINVAL), ("/bin/true\0x", EINVAL),
    ])
    func whatCannotBeStartedSaysWhy(program: String, error: Int32) async throws {
        let result = await runner.result(of: try .program(program))
        #expect(result == GatewayResult(ending: .notStarted(errno: error)))
    }

    @Test func aScriptWithoutAnInterpreterIsNotStarted() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString)")
        // Written by another process: a copy of our own descriptor in a child that just starts would make it ETXTBSY.
        _ = await runner.result(of: try .script("echo 'echo hello' > \(file.path); chmod 755 \(file.path)"))
        defer { try? FileManager.default.removeItem(at: file) }
        let result = await runner.result(of: try .program(file.path))
        #expect(result.ending == .notStarted(errno: ENOEXEC))
    }

    @Test func aVariableThatCannotBePassedIsRefused() async throws {
        for environment in [["A=B": ""], ["": "x"], ["A": "b\0c"]] {
            let result = await runner.result(of: try .program("/bin/true", environment: environment))
            #expect(result.ending == .notStarted(errno: EINVAL))
        }
    }

    @Test func whatRunsInTheBackgroundIsLeftAlone() async throws {
        let start = ContinuousClock.now
        let result = await runner.result(of: try .script("sleep 30 & echo $!; exit 3"))
        let process = try #require(Int32(result.lines.first ?? ""))
        defer { kill(process, SIGKILL) }
        #expect(result.ending == .exited(3))
        #expect(isAlive(process))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func aBackgroundProcessThatWritesForEverHoldsNothingUp() async throws {
        let result = await runner.result(of: try .script("yes & echo $!; exit 0"))
        defer { _ = result.lines.first.flatMap(Int32.init).map { kill($0, SIGKILL) } }
        #expect(result.ending == .exited(0))
        #expect(result.output.count <= GatewayResult.outputLimit)
    }

    @Test func aProgramThatClosesItsOutputIsStillWaitedFor() async throws {
        let result = await runner.result(of: try .script("exec >&- 2>&-; sleep 0.1; exit 9"))
        #expect(result.ending == .exited(9))
    }
}
