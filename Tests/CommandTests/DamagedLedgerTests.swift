import ArgumentParser
import Basics
import Foundation
import Ledger
import ReminderService
import Testing

@testable import dondoc

/// A ledger that cannot be read ends every command that reads it with the status of damage.
struct DamagedLedgerTests {
    /// Each command that reads a ledger, with arguments.
    private static let commands = [
        ["list"], ["plan"], ["report"], ["log"], ["outbox"], ["outbox", "list"], ["calendar"], ["calendar", "show"],
        ["calendar", "count", "2021-11-01", "2021-11-10"], ["calendar", "add", "3 days", "2021-11-01"],
        ["show", "tb-2021-11-30/8.1"], ["explain", "tb-2021-11-30/8.1"], ["preview", "tb-2021-11-30/8.1"],
        ["backup", FileManager.default.temporaryDirectory.path + "/dondoc-no-copy"],
    ]
    /// Those of `audit` and `run` have tests of their own; the others ask the daemon, or read no ledger.
    private static let others: Set = [
        "audit", "run", "status", "reload", "hold", "clock accept", "done", "ack", "extend", "occur", "withdraw",
        "outbox retry", "outbox hold", "outbox drop", "outbox release", "check", "rehearse", "calendar propose",
        "test-gateway", "spool", "smstools-spool", "json-body", "init",
    ]

    private static func names(_ command: any ParsableCommand.Type, _ path: [String] = []) -> [[String]] {
        let subcommands = command.configuration.subcommands
        return subcommands.isEmpty ? [path] : subcommands.flatMap { names($0, path + [$0._commandName]) }
    }

    @Test func everyCommandIsTriedOrReadsNoLedger() {
        let all = Set(Self.names(Dondoc.self).map { $0.joined(separator: " ") })
        let tried = Set(Self.names(Dondoc.self).filter { name in Self.commands.contains { $0.starts(with: name) } })
        #expect(all == Self.others.union(tried.map { $0.joined(separator: " ") }))
    }

    private func status(of arguments: [String], state: String) throws -> Int32 {
        var command = try Dondoc.parseAsRoot(arguments + ["--state", state])
        let error = #expect(throws: (any Error).self) { try command.run() }
        return try CommandFailure(#require(error)).exitStatus
    }

    private func withState(_ body: (String) throws -> Void) throws {
        let state = FileManager.default.temporaryDirectory.path + "/dondoc-damaged-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        defer { try? FileManager.default.removeItem(atPath: state) }
        try body(state)
    }

    private func damage(_ state: String, from offset: Int) throws {
        let file = "\(state)/ledger.sqlite"
        var bytes = try Data(contentsOf: URL(filePath: file))
        for index in offset..<bytes.count { bytes[index] = 0x5A }
        try bytes.write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    }

    @Test(arguments: commands)
    func aDamagedPage(_ arguments: [String]) throws {
        try withState { state in
            try Ledger.open(directory: state, clock: .wall).close()
            // The first page, with the schema, stays whole: the ledger can be opened.
            try damage(state, from: 4_096)
            let status = try status(of: arguments, state: state)
            #expect(status == 74)
        }
    }

    @Test(arguments: commands)
    func noLedger(_ arguments: [String]) throws {
        try withState { state in
            let status = try status(of: arguments, state: state)
            #expect(status == 66)
        }
    }

    @Test func theDaemonDoesNotStart() async throws {
        let state = FileManager.default.temporaryDirectory.path + "/dondoc-damaged-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: state) }
        try Ledger.open(directory: state, clock: .wall).close()
        try damage(state, from: 4_096)
        let run = try #require(
            try Dondoc.parseAsRoot(["run", "--state", state, "--config", state + "/none"]) as? Run)
        let error = await #expect(throws: (any Error).self) { try await run.run() }
        #expect(try CommandFailure(#require(error)).exitStatus == 74)
    }

    @Test func anAuditOfDamageHasFoundIt() throws {
        try withState { state in
            try Ledger.open(directory: state, clock: .wall).close()
            try damage(state, from: 4_096)
            let status = try status(of: ["audit"], state: state)
            #expect(status == 65)
        }
    }
}
