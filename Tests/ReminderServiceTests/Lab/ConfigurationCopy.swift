import DirectiveFiles
import Foundation
import Systemd
import Testing

@testable import ReminderService

/// A copy of the sample in `config`, with the modes of an installation; it is removed with this value.
final class ConfigurationCopy {
    let folder: URL

    var path: String { folder.path }

    init() throws {
        let sample = URL(filePath: #filePath).appending(path: "../../../../config").standardized
        folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-copy-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: sample, to: folder)
        try setMode(0o755, of: "")
        try setMode(0o644, of: "dondoc.yaml")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func setMode(_ mode: Int, of file: String) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: folder.appending(path: file).path)
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: file))
    }

    func replace(_ old: String, with new: String, in file: String = "dondoc.yaml") throws {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        try #require(text.contains(old))
        try write(text.replacing(old, with: new), to: file)
        try setMode(0o644, of: file)
    }

    func review(
        _ purpose: ConfigurationReview.Purpose = .inspection(dueWarnings: false), credentials: [String: String] = [:]
    ) -> ConfigurationReview {
        ConfigurationReview(
            of: ConfigurationFolder(path: path), for: purpose,
            credentials: Credentials(environment: Environment(credentials)))
    }
}
