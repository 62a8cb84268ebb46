import Foundation
import TestSupport
import Testing

@testable import Gateways

@Suite struct SecretTests {
    func covered(_ output: String, by secret: String) -> String {
        String(decoding: Secret(Array(secret.utf8)).removed(from: Array(output.utf8)), as: UTF8.self)
    }

    @Test(
        arguments: [
            ("s3cret-word\n", "login s3cret-word failed", "login [secret] failed"),
            ("header = \"Authorization: Bearer abcdef123\"\n", "> Authorization: Bearer abcdef123", "> [secret]"),
            ("header = \"Authorization: Bearer abcdef123\"\n", "token abcdef123?", "token [secret]?"),
            ("user = \"vanphong:matkhau99\"", "Basic dmFucGhvbmc6bWF0a2hhdTk5", "Basic [secret]"),
            ("user = \"vanphong:matkhau99\"", "matkhau99 refused", "[secret] refused"),
            ("mật khẩu dài", "‘mật khẩu dài’", "‘[secret]’"), ("", "abc", "abc"), ("abc", "abc", "abc"),
            ("header = \"X-Key: abcdef123\"", "the header = X-Key: is odd", "the header = X-Key: is odd"),
        ])
    func whatAGatewayEchoesIsCovered(secret: String, output: String, shown: String) {
        #expect(covered(output, by: secret) == shown)
    }

    @Test func aSecretThatTheLimitCutIsNotLeft() {
        let secret = String(repeating: "bimat", count: 20)
        let output = String(repeating: "x", count: GatewayResult.outputLimit - 50) + secret.prefix(50)
        let shown = covered(output, by: secret)
        #expect(!shown.contains("bimatbimat"))
        #expect(shown.utf8.count >= GatewayResult.outputLimit - 200)
    }

    /// Output of full size and thousands of lines, also such as begin alike: to try each at each byte takes minutes.
    @Test(.timeLimit(.minutes(1)), arguments: ["nothing of it ", "key-12 not ", "key-1"])
    func aLargeCredentialCostsNoMoreThanASmallOne(printed: String) {
        let lines = (0..<5_000).map { "key-\($0): \(String($0 * 7_919, radix: 36))-value" }
        let secret = Secret(Array(lines.joined(separator: "\n").utf8))
        let output = Array(String(repeating: printed, count: 65_000 / printed.utf8.count).utf8)
        #expect(secret.removed(from: output) == output)
        let echoed = secret.removed(from: Array("said \(lines[4_321]).".utf8))
        #expect(String(decoding: echoed, as: UTF8.self) == "said [secret].")
    }

    @Test func theLongestOfThoseThatBeginAlikeIsCovered() {
        let secret = "matkhau99\nmatkhau99-long\nmatkhau98\n"
        #expect(
            covered("matkhau99-lon matkhau99-long matkhau98x matkhau97", by: secret)
                == "[secret]-lon [secret] [secret]x matkhau97")
    }

    @Test func aRunsOutputIsCoveredBeforeAnybodySeesIt() async throws {
        let run = GatewayRun(
            arguments: ["/bin/sh", "-c", "echo gateway-id: kenhbimat1; echo kenhbimat1 >&2; exit 1"], environment: [:],
            input: try MessageFile([]), timeout: .seconds(20), secret: Secret(Array("kenhbimat1".utf8)))
        let result = await ProcessRunner().result(of: run)
        #expect(result.lines == ["gateway-id: [secret]", "[secret]"])
    }

    @Test func aFileIsRead() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("kenhbimat1\n".utf8).write(to: file)
        #expect(try Secret(path: file.path).removed(from: Array("kenhbimat1".utf8)) == Array("[secret]".utf8))
        #expect(throws: SystemCallError.self) { try Secret(path: file.path + ".none") }
    }
}
