import Glibc

/// A system call that failed.
public struct SystemCallError: Error, Hashable, Sendable {
    public let call: String
    public let errno: Int32

    public init(_ call: String, errno: Int32) {
        self.call = call
        self.errno = errno
    }

    /// Whether the machine, or a limit of the process, is short of descriptors, processes or memory.
    ///
    /// That passes, and says nothing about the one whom it meets.
    public static func isShortage(_ errno: Int32) -> Bool {
        [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(errno)
    }

    /// The error that the thread's `errno` holds now.
    static func last(_ call: String) -> SystemCallError {
        SystemCallError(call, errno: Glibc.errno)
    }
}

extension SystemCallError: CustomStringConvertible {
    public var description: String { "\(call): \(String(cString: strerror(errno)))" }
}
