import DirectiveFiles
import Directives
import Foundation
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// Templates are a part of the configuration: accepted with it, refused with it.
struct TemplateLoadingTests {
    private func folder() throws -> URL {
        let config = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "config")
        let copy = FileManager.default.temporaryDirectory.appending(path: "dondoc-templates-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: config, to: copy)
        try FileManager.default.createDirectory(
            at: copy.appending(path: "templates/vi"), withIntermediateDirectories: true)
        return copy
    }

    private func write(_ text: String, _ name: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: "templates/vi/\(name).mustache"))
    }

    @Test func aReloadTakesUpTemplatesAndABrokenOneLeavesTheOldInForce() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ConfigurationFolder(path: folder.path)
        let first = try #require(files.load().configuration)
        let lab = try await Lab(first, at: Fixture.instant("2021-11-25"))
        func label() async -> String {
            await lab.engine.outgoing.templates.ownFiles.map { ($0 as NSString).lastPathComponent }.joined()
        }
        try write("{{label}} {{office}}", "email-subject", in: folder)
        _ = try await lab.engine.load(files)
        #expect(await label() == "email-subject.mustache")

        try write("{{lable}}", "email-subject", in: folder)
        let refusal = await #expect(throws: ConfigurationRefusal.self) { _ = try await lab.engine.load(files) }
        #expect(
            refusal?.description
                == "\(folder.path)/templates/vi/email-subject.mustache:1:1: error: unknown name 'lable'; "
                + "did you mean 'label'?")
        #expect(await label() == "email-subject.mustache")

        try write("{{label}}: {{breakdown}}", "email-subject", in: folder)
        #expect(try await lab.engine.load(files).description == "1 template changed")
    }
}
