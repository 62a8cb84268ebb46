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
        warnOfOthers()
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
        for name in names where !Self.isCopy(name) {
            let entry = "\(path)/\(name)"
            switch folder.status(entry) {
            case .success(let status) where status.isFolder:
                if name.hasSuffix(suffix) {
                    report("this is a folder, expected a file", at: entry)
                } else if deep {
                    files += list(entry, deep: true, suffix: suffix)
                } else {
                    report("this folder is not read: calendars are files of \(path)/ itself", as: .warning, at: entry)
                }
            case .success(let status) where status.isLink:
                // A link to a folder is no file of another kind: what is in it would be lost without a word.
                let target = FileStatus.of(folder.absolute(entry))
                let isFolder = deep && (try? target.get().isFolder) ?? false
                if name.hasSuffix(suffix) || isFolder {
                    report(FolderPath.linkFault, at: entry)
                } else {
                    reportUnread(entry, suffix)
                }
            case .success where !name.hasSuffix(suffix): reportUnread(entry, suffix)
            case .success(let status):
                if status.isFile { files.append(entry) } else { report("this is not a regular file", at: entry) }
            case .failure(let reason):
                if name.hasSuffix(suffix) { report("cannot read: \(reason)", at: entry) }
            }
        }
        return files
    }

    private mutating func reportUnread(_ path: String, _ suffix: String) {
        report("this file is not read; its name must end in \(suffix)", as: .warning, at: path)
    }

    /// Warns of what looks like a part of the configuration and stands where none is read; programs and pages may be there.
    private mutating func warnOfOthers() {
        let known = ["dondoc.yaml", "directory.yaml", "calendars", "directives", Self.templateFolder]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.absolute(""))) ?? []
        for name in names where !Self.isCopy(name) && !known.contains(name) {
            let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder.absolute(name))) ?? []
            if Self.isMeant(name) || inside.contains(where: Self.isMeant) {
                let kind = inside.isEmpty ? "file" : "folder"
                let hint = Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" }
                report(
                    "this \(kind) is not read; \(hint ?? "notices are in directives/, calendars in calendars/, templates in templates/")",
                    as: .warning, at: name)
            }
        }
    }

    /// Whether a file was probably meant for the configuration: `tb.yaml`, `tb.YML`, `tb.yaml.txt`, `tb.json`.
    private static func isMeant(_ name: String) -> Bool {
        !isCopy(name) && [".yaml", ".yml", ".json", ".mustache"].contains(where: name.lowercased().contains)
    }

    /// Whether a file is hidden, or a copy that an editor or the package manager leaves.
    private static func isCopy(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("#") || name.contains(".dpkg-")
            || ["~", ".bak", ".orig", ".rej", ".swp", ".tmp"].contains(where: name.hasSuffix)
    }
}
