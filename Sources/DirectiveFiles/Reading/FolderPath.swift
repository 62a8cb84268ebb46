import Foundation
import Glibc

/// The path of a configuration folder, and the paths of its files for the system and for people.
struct FolderPath: Sendable {
    /// As it was given, without a slash at the end.
    let given: String
    private let root: String

    init(_ path: String) {
        var given = Substring(path)
        while given.count > 1, given.hasSuffix("/") { given.removeLast() }
        self.given = given.isEmpty ? "." : String(given)
        root = URL(fileURLWithPath: self.given).standardizedFileURL.path
    }

    /// The path for people: what was given, and the path from there.
    func shown(_ relative: String) -> String {
        if relative.isEmpty { return given }
        return given == "/" ? "/\(relative)" : "\(given)/\(relative)"
    }

    func absolute(_ relative: String) -> String {
        if relative.isEmpty { return root }
        return root == "/" ? "/\(relative)" : "\(root)/\(relative)"
    }

    /// The state of a file, links followed.
    func status(_ relative: String) -> Result<FileStatus, SystemError> {
        FileStatus.of(absolute(relative))
    }
}

/// The part of `struct stat` that matters here.
struct FileStatus {
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// Nanoseconds since 1970.
    let modified: Int64
    let mode: UInt32
    let owner: UInt32
    let group: UInt32

    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    var isLink: Bool { mode & S_IFMT == S_IFLNK }
    var isFile: Bool { mode & S_IFMT == S_IFREG }

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        mode = status.st_mode
        owner = status.st_uid
        group = status.st_gid
    }

    static func of(_ path: String, followsLinks: Bool = true) -> Result<FileStatus, SystemError> {
        var status = stat()
        let result = followsLinks ? stat(path, &status) : lstat(path, &status)
        return result == 0 ? .success(FileStatus(status)) : .failure(SystemError(errno))
    }

    /// What a symbolic link says; nil where it cannot be read.
    static func target(ofLink path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlink(path, base, buffer.count)
            return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
        }
    }
}

/// An error number of the system, with a description.
struct SystemError: Error, CustomStringConvertible {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    var isLoop: Bool { number == ELOOP }
    var isMissing: Bool { number == ENOENT }

    var description: String {
        switch number {
        case ENOENT: "there is no such file or folder"
        case ELOOP: "the symbolic links lead in a circle"
        case EACCES: "permission denied"
        default: String(cString: strerror(number))
        }
    }
}
