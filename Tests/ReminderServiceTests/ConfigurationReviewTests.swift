import Basics
import DirectiveFiles
import Directives
import Foundation
import Glibc
import Ledger
import Logging
import Systemd
import Testing

@testable import ReminderService

/// The one review of a configuration, as the daemon and as the other commands ask for it.
struct ConfigurationReviewTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let config = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "config")
        let copy = FileManager.default.temporaryDirectory.appending(path: "dondoc-review-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: config, to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        try setMode(0o644, of: copy)
        try await body(copy)
    }

    private func setMode(_ mode: Int, of folder: URL) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: folder.appending(path: "dondoc.yaml").path)
    }

    private func review(
        _ folder: URL, _ purpose: ConfigurationReview.Purpose, credentials: [String: String] = [:]
    ) -> ConfigurationReview {
        ConfigurationReview(
            of: ConfigurationFolder(path: folder.path), for: purpose,
            credentials: Credentials(environment: Environment(credentials)))
    }

    private let fault = "this file names programs, and group or others may write it: chmod go-w"

    @Test func aFileThatOthersMayWriteIsAWarningForACommand() async throws {
        try await withFolder { folder in
            #expect(review(folder, .inspection()).isTrusted)
            try setMode(0o664, of: folder)
            let review = review(folder, .inspection())
            #expect(!review.isTrusted)
            #expect(
                review.diagnostics.map(\.description).contains("\(folder.path)/dondoc.yaml:1:1: warning: \(fault)"))
            #expect(try review.accepted().directives.count > 0)
        }
    }

    @Test func aFileThatOthersMayWriteIsNotReadForTheDaemon() async throws {
        try await withFolder { folder in
            try setMode(0o666, of: folder)
            try Data("{".utf8).write(to: folder.appending(path: "directory.yaml"))
            let review = review(folder, .service)
            #expect(review.diagnostics.map(\.description) == ["\(folder.path)/dondoc.yaml:1:1: error: \(fault)"])
            #expect(throws: ConfigurationRefusal.self) { try review.accepted() }
        }
    }

    @Test func theDaemonDoesNotStartWithAFileThatOthersMayWrite() async throws {
        try await withFolder { folder in
            try setMode(0o664, of: folder)
            let state = folder.appending(path: "state").path
            let daemon = Daemon(
                .init(configuration: folder.path, state: state),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let error = await #expect(throws: CommandFailure.self) { try await daemon.run() }
            #expect(
                error == CommandFailure(EX_NOPERM, findings: ["\(folder.path)/dondoc.yaml:1:1: error: \(fault)"]))
            #expect(!FileManager.default.fileExists(atPath: state))
        }
    }

    @Test func aFirstStartShowsEveryMistakeAtOnce() async throws {
        try await withFolder { folder in
            let settings = folder.appending(path: "dondoc.yaml")
            let text = try String(contentsOf: settings, encoding: .utf8)
            try Data(text.replacing("[./spool,", with: "[/bin/no-such-program,").utf8).write(to: settings)
            try setMode(0o644, of: folder)
            let templates = folder.appending(path: "templates/vi")
            try FileManager.default.createDirectory(at: templates, withIntermediateDirectories: true)
            try Data("{{lable}}".utf8).write(to: templates.appending(path: "email-subject.mustache"))
            let state = folder.appending(path: "state").path
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
            let daemon = Daemon(
                .init(configuration: folder.path, state: state),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let error = await #expect(throws: ConfigurationRefusal.self) { try await daemon.run() }
            let mistakes = try #require(error).mistakes
            #expect(mistakes.contains { $0.contains("there is no program '/bin/no-such-program'") })
            #expect(mistakes.contains { $0.contains("unknown name 'lable'") })
        }
    }

    /// What a command only warns of keeps the daemon from working.
    @Test func whatTheDaemonLacksIsAMistakeForItAlone() async throws {
        try await withFolder { folder in
            let settings = folder.appending(path: "dondoc.yaml")
            let text = try String(contentsOf: settings, encoding: .utf8)
            try Data(text.replacing("[./spool,", with: "[/bin/no-such-program,").utf8).write(to: settings)
            try setMode(0o644, of: folder)
            let inspection = review(folder, .inspection(dueWarnings: false))
            #expect(try inspection.accepted().settings.gateways.count > 0)
            #expect(inspection.diagnostics.contains { $0.message.contains("there is no program") })
            #expect(throws: ConfigurationRefusal.self) { try review(folder, .service).accepted() }
        }
    }
}
