import Directives
import Foundation
import Glibc

/// The files of a configuration folder that are to be read, and what is wrong with the others.
struct FolderListing {
    /// The folder of the office's own templates.
    static let templateFolder = "templates"

    /// Paths relative to the folder, sorted.
    private(set) var calendars: [String] = []
    /// Paths relative to the folder, sorted.
    private(set) var directives: [String] = []
    /// Paths relative to the folder, sorted; empty where there is no folder of templates.
    private(set) var templates: [String] = []
    private(set) var findings: [Diagnostic] = []

    private let folder: FolderPath
    /// Device and inode of the folders above, so that a link to one of them is not followed.
    private var above: [[UInt64]] = []

    init(of folder: FolderPath) {
        self.folder = folder
        guard isFolder("") else { return }
        if isFolder("calendars") { calendars = list("calendars", deep: false).sorted() }
        if isFolder("directives") { directives = list("directives", deep: true).sorted() }
        if case .failure(let reason) = folder.status(Self.templateFolder), reason.isMissing { return }
        if isFolder(Self.templateFolder) {
            templates = list(Self.templateFolder, deep: true, suffix: ".mustache").sorted()
        }
    }

    private mutating func report(_ message: String, as severity: Diagnostic.Severity = .error, at path: String) {
        findings.append(Diagnostic(severity, message, at: .init(file: folder.shown(path), line: 1, column: 1)))
    }

    private mutating func isFolder(_ path: String) -> Bool {
        switch folder.status(path) {
        case .success(let status) where status.isFolder: return true
        case .success(let status) where status.isLink: report(FolderPath.linkFault, at: path)
        case .success: report("expected a folder here, found a file", at: path)
        case .failure(let reason): report("cannot read this folder: \(reason)", at: path)
        }
        return false
    }

    private mutating func list(_ path: String, deep: Bool, suffix: String = ".yaml") -> [String] {
        guard case .success(let status) = folder.status(path) else { return [] }
        let identity = [status.device, status.inode]
        guard !above.contains(identity) else {
            report("this link leads back to a folder above it", at: path)
            return []
        }
        above.append(identity)
        defer { above.removeLast() }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.absolute(path)) else {
            report("cannot list this folder", at: path)
            return []
        }
        var files: [String] = []
        for name in names where !name.hasPrefix(".") {
            let entry = "\(path)/\(name)"
            switch folder.status(entry) {
            case .success(let status) where status.isFolder:
                if name.hasSuffix(suffix) {
                    report("this is a folder, expected a file", at: entry)
                } else if deep {
                    files += list(entry, deep: true, suffix: suffix)
                }
            case _ where name.hasSuffix(".yml"):
                report("this file is not read; its name must end in .yaml", as: .warning, at: entry)
            case .success(let status) where status.isLink:
                // A link to a folder is no file of another kind: what is in it would be lost without a word.
                let target = FileStatus.of(folder.absolute(entry))
                let isFolder = deep && (try? target.get().isFolder) ?? false
                if name.hasSuffix(suffix) || isFolder { report(FolderPath.linkFault, at: entry) }
            case .success(let status):
                guard name.hasSuffix(suffix) else { continue }
                if status.isFile { files.append(entry) } else { report("this is not a regular file", at: entry) }
            case .failure(let reason):
                if name.hasSuffix(suffix) { report("cannot read: \(reason)", at: entry) }
            }
        }
        return files
    }
}
