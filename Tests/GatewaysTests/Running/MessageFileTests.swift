import Foundation
import TestSupport
import Testing

@testable import Gateways

@Suite struct MessageFileTests {
    let runner = ProcessRunner()

    @Test(
        arguments: [
            ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                (0..<1_048_576).map { UInt8($0 % 251) },
                "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769"
            ),
        ] as [([UInt8], String)])
    func aProgramReadsTheWholeMessage(bytes: [UInt8], digest: String) async throws {
        let result = await runner.result(of: try .program("/usr/bin/sha256sum", input: bytes))
        #expect(result.text == "\(digest)  -\n")
    }

    @Test func standardInputIsARegularFileAtItsBeginning() async throws {
        let text = "stat -L -c %F /dev/stdin; grep pos: /proc/self/fdinfo/0 | tr -d '\\t'; stat -L -c %s /dev/stdin"
        let result = await runner.result(of: try .script(text, input: [1, 2, 3]))
        #expect(result.lines == ["regular file", "pos:0", "3"])
    }

    @Test func everyAttemptReadsFromTheBeginning() async throws {
        let file = try MessageFile(Array("nhắc việc".utf8))
        for _ in 0..<3 {
            let run = GatewayRun(arguments: ["/bin/cat"], environment: [:], input: file, timeout: .seconds(20))
            #expect(await runner.result(of: run).text == "nhắc việc")
        }
    }

    @Test func aProgramCannotChangeTheMessage() async throws {
        let file = try MessageFile(Array("nguyên văn".utf8))
        let text = "echo x >&0; echo y >/proc/self/fd/0; true >/proc/self/fd/0; cat"
        let run = GatewayRun(
            arguments: ["/bin/sh", "-c", text], environment: ["PATH": "/bin"], input: file, timeout: .seconds(20))
        #expect(await runner.result(of: run).text.hasSuffix("nguyên văn"))
    }

    @Test func aProgramNeedNotReadIt() async throws {
        let result = await runner.result(of: try .program("/bin/true", input: [UInt8](repeating: 65, count: 1_048_576)))
        #expect(result.ending == .exited(0))
    }

    @Test func aProgramReadsTheWholeMessageThoughTheDaemonIsKilled() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = file.path as String] in
            let bytes = (0..<1_048_576).map { UInt8($0 % 251) }
            let text = "echo begun > '\(path)'; sleep 0.3; sha256sum > '\(path).new'; mv '\(path).new' '\(path)'"
            ProcessRunner().start(try .script(text, input: bytes)) { _ in }
            while !FileManager.default.fileExists(atPath: path) { usleep(1_000) }
            kill(getpid(), SIGKILL)
        }
        var text = "begun\n"
        for _ in 0..<500 where text == "begun\n" {
            try await Task.sleep(for: .milliseconds(20))
            text = try String(contentsOf: file, encoding: .utf8)
        }
        #expect(text == "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769  -\n")
    }
}
