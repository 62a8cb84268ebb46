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
    private let fault = "this file names programs, and group or others may write it: chmod go-w"

    @Test func aFileThatOthersMayWriteIsAWarningForACommand() throws {
        let copy = try ConfigurationCopy()
        #expect(copy.review(.inspection()).isTrusted)
        try copy.setMode(0o664, of: "dondoc.yaml")
        let review = copy.review(.inspection())
        #expect(!review.isTrusted)
        #expect(
            review.diagnostics.map(\.description).contains("\(copy.path)/dondoc.yaml:1:1: warning: \(fault)"))
        #expect(try review.accepted().directives.count > 0)
    }

    @Test func aFileThatOthersMayWriteIsNotReadForTheDaemon() throws {
        let copy = try ConfigurationCopy()
        try copy.setMode(0o666, of: "dondoc.yaml")
        try copy.write("{", to: "directory.yaml")
        let review = copy.review(.service)
        #expect(review.diagnostics.map(\.description) == ["\(copy.path)/dondoc.yaml:1:1: error: \(fault)"])
        #expect(throws: ConfigurationRefusal.self) { try review.accepted() }
    }

    @Test func theDaemonDoesNotStartWithAFileThatOthersMayWrite() async throws {
        let copy = try ConfigurationCopy()
        try copy.setMode(0o664, of: "dondoc.yaml")
        let state = copy.folder.appending(path: "state").path
        let daemon = Daemon(
            .init(configuration: copy.path, state: state),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let error = await #expect(throws: CommandFailure.self) { try await daemon.run() }
        #expect(
            error == CommandFailure(EX_NOPERM, findings: ["\(copy.path)/dondoc.yaml:1:1: error: \(fault)"]))
        #expect(!FileManager.default.fileExists(atPath: state))
    }

    @Test func aFirstStartShowsEveryMistakeAtOnce() async throws {
        let copy = try ConfigurationCopy()
        try copy.replace("[./spool,", with: "[/bin/no-such-program,")
        let templates = copy.folder.appending(path: "templates/vi")
        try FileManager.default.createDirectory(at: templates, withIntermediateDirectories: true)
        try Data("{{lable}}".utf8).write(to: templates.appending(path: "email-subject.mustache"))
        let state = copy.folder.appending(path: "state").path
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let daemon = Daemon(
            .init(configuration: copy.path, state: state),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let error = await #expect(throws: ConfigurationRefusal.self) { try await daemon.run() }
        let mistakes = try #require(error).mistakes
        #expect(mistakes.contains { $0.contains("there is no program '/bin/no-such-program'") })
        #expect(mistakes.contains { $0.contains("unknown name 'lable'") })
    }

    /// What a command only warns of keeps the daemon from working.
    @Test func whatTheDaemonLacksIsAMistakeForItAlone() throws {
        let copy = try ConfigurationCopy()
        try copy.replace("[./spool,", with: "[/bin/no-such-program,")
        let inspection = copy.review(.inspection(dueWarnings: false))
        #expect(try inspection.accepted().settings.gateways.count > 0)
        #expect(inspection.diagnostics.contains { $0.message.contains("there is no program") })
        #expect(throws: ConfigurationRefusal.self) { try copy.review(.service).accepted() }
    }
}
