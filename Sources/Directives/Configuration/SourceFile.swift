/// A file of a configuration, with its state at the time of reading.
///
/// Two loads with equal lists of files have read the same bytes.
public struct SourceFile: Hashable, Sendable {
    /// Relative to the folder.
    public let path: String
    /// In bytes.
    public let size: Int
    /// Nanoseconds since 1970.
    public let modified: Int64
    public let inode: UInt64
    /// Lower-case hexadecimal.
    public let sha256: String

    public init(path: String, size: Int, modified: Int64, inode: UInt64, sha256: String) {
        self.path = path
        self.size = size
        self.modified = modified
        self.inode = inode
        self.sha256 = sha256
    }
}
