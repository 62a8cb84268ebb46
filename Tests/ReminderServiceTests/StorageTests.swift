import DirectiveFiles
import Directives
import Ledger
import Reporting
import Synchronization
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

    @Test func aForeignLockIsAPause() async throws {
        let lab = try await Lab(Self.configuration(), at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        let release = try lab.hold()
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 12))
        #expect(lab.gateways.runs.isEmpty && lab.storageFailures.all.isEmpty)
        #expect(await exitStatus(of: HoldOrder(true, reason: "thử"), lab) == 75)
        // The watchdog is fed: it waits, it does not hang.
        #expect(await lab.engine.isAlive)
        try release()
        await lab.run(until: "2021-12-01 08:01")
        #expect(try lab.sent().map { $0.prefix(17) } == ["2021-12-01 08:00:"])
        let letters = try lab.letters().map(\.subject)
        #expect(letters == ["[Dondoc] Chương trình khác đã giữ sổ theo dõi, tin nhắc bị ngừng gửi"])
        #expect(try lab.ledger.verifyChain() == .intact(try lab.ledger.head()))
    }

    /// What is in the way cannot be read from the ledger, which could not take it.
    @Test(arguments: [true, false])
    func theStatusSaysWhatIsInTheWayAndLooksAhead(isFull: Bool) async throws {
        let lab = try await Lab(Self.configuration(), at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        let lines = Mutex<[String]>([])
        await lab.engine.notify(status: { line in lines.withLock { $0.append(line) } })
        await lab.run(until: "2021-12-01 07:50")
        #expect(try await lab.engine.statusReport().storageFault.value == nil)
        let release = isFull ? lab.empty : try lab.hold()
        if isFull { lab.fill() }
        let end = Fixture.instant("2021-12-01 08:00").adding(seconds: isFull ? 600 : 12)
        await lab.run(until: end)
        let since = "2021-12-01T07:59:59.950+07:00"
        let status = try await lab.engine.statusReport()
        let fault = try #require(status.storageFault.value)
        #expect(status.storageFaultSince.value == since)
        #expect(status.lines.contains("STORAGE      \(fault) (since \(since)): nothing is claimed meanwhile"))
        let next = try #require(status.next.value)
        #expect(status.now <= next && next <= Fixture.zone.iso8601(end.adding(seconds: 60)))
        #expect(status.lines.contains("next         \(next)"))
        #expect(lines.withLock { $0.last } == "PAUSED since \(since): \(fault)")
        // As after a reload.
        #expect(await lab.engine.statusSummary() == "PAUSED since \(since): \(fault)")
        let reply = try await lab.engine.follow(StatusOrder(), author: "root", folder: .init(path: "/nowhere"))
        #expect(reply.json?.contains("\"storage_fault_since\":\"\(since)\"") == true)
        try release()
        await lab.run(until: "2021-12-01 08:30")
        let after = try await lab.engine.statusReport()
        #expect(after.storageFault.value == nil && after.storageFaultSince.value == nil)
        #expect(after.next.value == nil)
        #expect(lines.withLock { $0.last?.hasPrefix("Nothing to come") } == true)
    }

    /// One row that the ledger refuses keeps nothing else back, and is tried again when somebody has seen to it.
    @Test func whatTheLedgerRefusesIsSetAside() async throws {
        let lab = try await Lab(
            Fixture.configuration(
                [
                    Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-20")),
                    Fixture.directive("8.2", lead: ["phong-gddt"], (nil, "2021-12-20")),
                ], settings: Fixture.settings(policies: [Fixture.policy(["on assignment"])])),
            at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        try await lab.ledger.queue.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER refuse BEFORE INSERT ON delivery WHEN NEW.key LIKE 'tb/8.2@%'
                    BEGIN SELECT raise(ABORT, 'not this one'); END
                    """)
        }
        await lab.run(until: "2021-12-01 08:30")
        #expect(try lab.sent() == ["2021-12-01 08:00 on assignment phong-tnmt email"])
        #expect(lab.storageFailures.all.isEmpty)
        #expect(try lab.row("tb/8.2@phong-gddt").held)
        #expect(try lab.row("tb/8.1@phong-tnmt").held == false)
        #expect(try lab.letters().map(\.subject) == ["[Dondoc] Sổ theo dõi từ chối ghi một tin"])
        let passes = await lab.engine.passes
        #expect(passes < 20)
        try await lab.ledger.queue.write { try $0.execute(sql: "DROP TRIGGER refuse") }
        await lab.run(until: "2021-12-01 10:00")
        let sent = try lab.sent()
        #expect(sent.count == 2 && sent[1].contains("phong-gddt"), "\(sent)")
        #expect(try lab.ledger.verifyChain() == .intact(try lab.ledger.head()))
    }

    /// Where the clock is set back, an alarm may come again at the very instant of the first.
    @Test func aLetterOfAnInstantThatComesTwiceIsWrittenOnce() async throws {
        let lab = try await lab()
        for _ in 0..<2 { try await lab.engine.notifyOfATrial() }
        #expect(try lab.letters().map(\.subject) == ["[Dondoc] Thử"])
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

extension ReminderEngine {
    fileprivate func notifyOfATrial() throws {
        var transaction = LedgerTransaction(at: clock.now)
        try notifyOperator("Thử", ["Thử"], key: "trial", &transaction, at: clock.now)
        try commit(transaction)
    }
}
