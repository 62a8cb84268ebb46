import ArgumentParser
import Basics
import Foundation
import ReminderService
import Testing

@testable import dondoc

/// `init` makes a whole folder that `check` accepts, or nothing.
struct InitTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.path + "/dondoc-init-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try body(root)
    }

    private func run(_ arguments: [String]) throws {
        var command = try Dondoc.parseAsRoot(["init"] + arguments)
        try command.run()
    }

    private func status(of arguments: [String]) throws -> Int32 {
        let error = #expect(throws: (any Error).self) { try run(arguments) }
        return try CommandFailure(#require(error)).exitStatus
    }

    @Test(arguments: ["vi", "en"])
    func whatItWritesIsAcceptedAndNeverReplaced(language: String) throws {
        try withFolder { root in
            let folder = root + "/office"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try run([folder, "--name", "UBND xã", "--language", language])
            let review = try ConfigurationOptions.parse(["--config", folder]).review(dueWarnings: true)
            #expect(review.diagnostics.isEmpty)
            #expect(throws: Never.self) { try review.accepted() }
            for path in ["", "/spool"] {
                let mode = try FileManager.default.attributesOfItem(atPath: folder + path)[.posixPermissions] as? Int
                #expect(mode == 0o755)
            }
            let settings = try String(contentsOfFile: folder + "/dondoc.yaml", encoding: .utf8)
            #expect(settings.contains("name: 'UBND xã'") && settings.contains("language: \(language)"))

            #expect(try status(of: [folder, "--name", "Khác"]) == 73)
            #expect(try String(contentsOfFile: folder + "/dondoc.yaml", encoding: .utf8) == settings)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["office"])
        }
    }

    @Test(
        arguments: [
            (["--timezone", "Asia/Hanoi"], 64), (["--timezone", "Etc/GMT+7"], 64), (["--name", ""], 64),
            (["--name", "a\u{7}"], 64),
        ] as [([String], Int32)])
    func whatTheReaderRefusesLeavesNothing(arguments: [String], expected: Int32) throws {
        try withFolder { root in
            let refused = try status(of: [root + "/office"] + arguments)
            let withoutParent = try status(of: [root + "/none/office"])
            #expect(refused == expected && withoutParent == 73)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
        }
    }
}
