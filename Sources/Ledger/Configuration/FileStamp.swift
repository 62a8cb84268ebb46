/// What tells whether a configuration file is still the one that was read.
public struct FileStamp: Hashable, Codable, Sendable {
    /// Relative to the configuration directory.
    public let path: String
    /// In bytes.
    public let size: Int64
    /// Time of the last change of its content, in nanoseconds since 1970.
    public let mtimeNanoseconds: Int64
    public let inode: UInt64
    /// Of its content, in lower-case hexadecimal.
    public let sha256: String

    public init(path: String, size: Int64, mtimeNanoseconds: Int64, inode: UInt64, sha256: String) {
        self.path = path
        self.size = size
        self.mtimeNanoseconds = mtimeNanoseconds
        self.inode = inode
        self.sha256 = sha256
    }
}
