import DirectiveFiles
import Directives
import Ledger
import TestSupport
import Testing

import struct GRDB.ResultCode

@testable import ReminderService

/// What the engine does when its storage fails outside of a pass.
struct StorageTests {
    private func lab() async throws -> Lab {
        let lab = try await Lab(Self.configuration(), at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        await lab.run(until: "2021-12-02")
        return lab
    }

    private static func configuration(due: String = "2021-12-20") -> Configuration {
        Fixture.configuration(
            [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, due))],
            settings: Fixture.settings(policies: [Fixture.policy(["on assignment"])]))
    }

    private func exitStatus(of order: any Order, _ lab: Lab) async -> Int32 {
        defer { withExtendedLifetime(lab) {} }
        do {
            _ = try await lab.engine.follow(order, author: "root", folder: ConfigurationFolder(path: "/nowhere"))
            return 0
        } catch {
            return error.exitCode
        }
    }

    /// The process ends, and nothing is recorded in it any more, though the disk may work again.
    private func expectTheEnd(_ lab: Lab) async throws {
        lab.empty()
        #expect(await exitStatus(of: HoldOrder(true, reason: "thử"), lab) == 74)
        await lab.settle()
        #expect(lab.storageFailures.all.map(\.code) == [.io])
        await lab.engine.stop()
        await #expect(throws: LedgerError.self) { try await lab.engine.recordStop() }
        try lab.kill()
        try await lab.begin(at: lab.now)
        #expect(try lab.events(.stopped).isEmpty && !(try lab.ledger.state.hold().isOn))
    }

    @Test func aDiskThatFailsDuringAnOrderEndsTheProcess() async throws {
        let lab = try await lab()
        lab.fail(by: .SQLITE_IOERR_FSYNC)
        #expect(await exitStatus(of: HoldOrder(true, reason: "thử"), lab) == 74)
        try await expectTheEnd(lab)
    }

    @Test func aDiskThatFailsDuringALoadEndsTheProcess() async throws {
        let lab = try await lab()
        lab.fail(by: .SQLITE_IOERR_WRITE)
        await #expect(throws: LedgerError.self) { try await lab.load(Self.configuration(due: "2021-12-21")) }
        try await expectTheEnd(lab)
    }
}
