import Foundation
import Glibc

/// The path of a configuration folder, and the paths of its files for the system and for people.
struct FolderPath: Sendable {
    /// As it was given, without a slash at the end.
    let given: String
    private let absoluteRoot: String
    /// The hashes of the files in force, by path: what they are is read over a link too, for now.
    var inForce: [String: String] = [:]

    static let linkFault = "this is a symbolic link, and none is followed below this folder: put what it leads to here"
    /// What is said of a mistake that version 0.1.0 accepted, where it is not an error yet.
    static let laterError = "; from version 0.3.0 on this is an error"
    /// `O_PATH`, which Swift's Glibc lacks: a folder need not be readable to lead further.
    private static let onTheWay = 0o10_000_000 | O_DIRECTORY | O_CLOEXEC

    init(_ path: String) {
        var given = Substring(path)
        while given.count > 1, given.hasSuffix("/") { given.removeLast() }
        self.given = given.isEmpty ? "." : String(given)
        absoluteRoot = URL(fileURLWithPath: self.given).standardizedFileURL.path
    }

    /// The path for people: what was given, and the path from there.
    func shown(_ relative: String) -> String {
        if relative.isEmpty { return given }
        return given == "/" ? "/\(relative)" : "\(given)/\(relative)"
    }

    func absolute(_ relative: String) -> String {
        if relative.isEmpty { return absoluteRoot }
        return absoluteRoot == "/" ? "/\(relative)" : "\(absoluteRoot)/\(relative)"
    }

    /// The state of a file or folder; of a link its own.
    func status(_ relative: String) -> Result<FileStatus, FileError> {
        let mayFollow = relative.isEmpty || inForce.keys.contains { $0 == relative || $0.hasPrefix("\(relative)/") }
        return FileStatus.of(absolute(relative), followsLinks: mayFollow)
    }

    /// Opens a file to read it, over no link below the folder.
    ///
    /// Else whoever may write here could have another file of this user read and quoted. Over a link a file in force is
    /// read, and the caller has to see that its bytes are the same.
    func open(_ relative: String) -> Result<(descriptor: Int32, isLinked: Bool), FileError> {
        let mode = O_RDONLY | O_NONBLOCK | O_CLOEXEC
        var descriptor = Glibc.open(absoluteRoot, Self.onTheWay)
        let names = relative.split(separator: "/")
        for (index, name) in names.enumerated() where descriptor >= 0 {
            let isLast = index == names.count - 1
            let next = openat(descriptor, String(name), (isLast ? mode : Self.onTheWay) | O_NOFOLLOW)
            let error = errno
            close(descriptor)
            (descriptor, errno) = (next, error)
        }
        if descriptor >= 0 { return .success((descriptor, false)) }
        let error = FileError(errno)
        guard error.isLink, inForce[relative] != nil else { return .failure(error) }
        descriptor = Glibc.open(absolute(relative), mode)
        return descriptor >= 0 ? .success((descriptor, true)) : .failure(FileError(errno))
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

    static func of(_ path: String, followsLinks: Bool = true) -> Result<FileStatus, FileError> {
        var status = stat()
        let result = followsLinks ? stat(path, &status) : lstat(path, &status)
        return result == 0 ? .success(FileStatus(status)) : .failure(FileError(errno))
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

/// Why a file cannot be read: an error number of the system, in words.
struct FileError: Error, CustomStringConvertible {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    /// Whether a link stands where none is followed: at the end of a path, or in its middle.
    var isLink: Bool { number == ELOOP || number == ENOTDIR }
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
