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
        #expect(!copy.review(.inspection()).diagnostics.contains { $0.message == fault })
        try copy.setMode(0o664, of: "dondoc.yaml")
        let review = copy.review(.inspection())
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

    @Test func theDaemonDoesNotStartWithAProgramInForceThatOthersMayChange() async throws {
        let copy = try ConfigurationCopy()
        let state = copy.folder.appending(path: "state").path
        let ledger = try Ledger.open(directory: state, clock: .wall)
        var transaction = LedgerTransaction(at: Instant(milliseconds: 1_638_320_000_000))
        transaction.install(.init(files: [], settings: try copy.review(.service).accepted().settings))
        try ledger.commit(transaction)
        ledger.close()
        try copy.setMode(0o757, of: "spool")
        let daemon = Daemon(
            .init(configuration: copy.path, state: state),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let error = await #expect(throws: CommandFailure.self) { try await daemon.run() }
        #expect(error?.exitStatus == EX_NOPERM)
        #expect(error?.description.contains("run: chmod go-w '\(copy.path)/spool'") == true)
    }

    @Test func aProgramThatOthersMayChangeIsAWarningForACommand() throws {
        let copy = try ConfigurationCopy()
        try copy.setMode(0o777, of: "")
        try copy.setMode(0o777, of: "spool")
        let review = copy.review()
        #expect(
            review.diagnostics.first?.description
                == "\(copy.path)/dondoc.yaml:32:15: warning: others may change the program '\(copy.path)/spool': "
                + "'\(copy.path)': group or others may write it, '\(copy.path)/spool': group or others may write it; "
                + "run: chmod go-w '\(copy.path)' && chmod go-w '\(copy.path)/spool'")
        #expect(try review.accepted().directives.count > 0)
    }

    @Test func aProgramThatOthersMayChangeIsFoundAlthoughNoFileChanged() async throws {
        let copy = try ConfigurationCopy()
        let folder = ConfigurationFolder(path: copy.path)
        let settings = try copy.review(.service).accepted().settings
        let lab = try await Lab(
            Configuration(settings: settings, notices: [], directives: []), at: Instant(milliseconds: 1_638_320_000_000)
        )
        _ = try await lab.engine.load(folder)
        #expect(try await lab.engine.load(folder) == LoadSummary())
        try copy.setMode(0o775, of: "spool")
        let refusal = await #expect(throws: ConfigurationRefusal.self) { try await lab.engine.load(folder) }
        #expect(refusal?.mistakes.allSatisfy { $0.hasSuffix("run: chmod go-w '\(copy.path)/spool'") } == true)
        try copy.setMode(0o755, of: "spool")
        #expect(try await lab.engine.load(folder) == LoadSummary())
    }
}
