import ArgumentParser
import Basics
import Foundation
import Ledger
import ReminderService
import Testing

@testable import dondoc

/// A ledger that cannot be read ends every command that reads it with the status of damage.
struct DamagedLedgerTests {
    private static let commands = [
        ["list"], ["plan"], ["report"], ["log"], ["outbox"], ["calendar"], ["show", "tb-2021-11-30/8.1"],
        ["explain", "tb-2021-11-30/8.1"], ["preview", "tb-2021-11-30/8.1"],
    ]

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

    @Test func anAuditOfDamageHasFoundIt() throws {
        try withState { state in
            try Ledger.open(directory: state, clock: .wall).close()
            try damage(state, from: 4_096)
            let status = try status(of: ["audit"], state: state)
            #expect(status == 65)
        }
    }
}
