import TestSupport
import Testing

@testable import Gateways

@Suite struct BurstTests {
    /// Each run opens and closes a pipe whose other end is closed first: Dispatch sources on them crashed the process.
    @Test func thousandsOfShortRunsAllEnd() async throws {
        let runner = ProcessRunner()
        let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var accepted = 0
                    for _ in 0..<300 where await runner.result(of: try .program("/bin/true")).ending == .exited(0) {
                        accepted += 1
                    }
                    return accepted
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(accepted == 2_400)
    }
}
