package import Basics
import Foundation
import Gateways
import Glibc

/// A folder of new files, which is there whole or not at all.
package struct NewFolder: Sendable {
    /// A file of the folder.
    package struct File: Sendable {
        /// Relative to the folder.
        package let path: String
        let text: String
        var isProgram = false
    }

    private let files: [File]

    package init(_ files: [File]) {
        self.files = files
    }

    /// Makes the folder; only an empty one may have its place.
    ///
    /// All is written beside the path and renamed to it, so that an error or a crash leaves nothing there.
    ///
    /// - Parameter check: refuses what was written, by the path at which it is.
    package func make(
        at path: String, check: (String) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        let path = URL(filePath: path).standardizedFileURL.path
        guard path != FileManager.default.currentDirectoryPath else {
            // A rename over it would leave the shell in a folder that is gone.
            throw CommandFailure(EX_USAGE, "name a new folder, not the one that you are in")
        }
        let partial = "\(path).partial-\(getpid())"
        try Self.makeFolder(partial)
        defer { try? FileManager.default.removeItem(atPath: partial) }
        let folders = files.compactMap { file in file.path.lastIndex(of: "/").map { file.path[..<$0] } }
        for folder in Set(folders) { try Self.makeFolder("\(partial)/\(folder)") }
        for file in files { try Self.write(file, below: partial) }
        try check(partial)
        guard rename(partial, path) == 0 else {
            guard [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno) else {
                throw .systemCall(EX_CANTCREAT, "cannot make \(path)")
            }
            throw CommandFailure(EX_CANTCREAT, "\(path) exists and is not an empty folder: name another one")
        }
    }

    /// For everyone to read whatever the umask is, since the daemon runs as a user of its own; for its owner to change.
    private static func makeFolder(_ path: String) throws(CommandFailure) {
        guard mkdir(path, 0o755) == 0, chmod(path, 0o755) == 0 else {
            throw .systemCall(EX_CANTCREAT, "cannot make \(path)")
        }
    }

    private static func write(_ file: File, below folder: String) throws(CommandFailure) {
        let path = "\(folder)/\(file.path)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .systemCall(EX_CANTCREAT, "cannot make \(path)") }
        defer { close(descriptor) }
        do throws(SystemCallError) {
            try Descriptor.writeAll(Array(file.text.utf8), to: descriptor)
        } catch {
            throw CommandFailure(EX_CANTCREAT, "cannot write \(path): \(String(cString: strerror(error.errno)))")
        }
        guard fchmod(descriptor, file.isProgram ? 0o755 : 0o644) == 0, fsync(descriptor) == 0 else {
            throw .systemCall(EX_CANTCREAT, "cannot keep \(path)")
        }
    }
}
