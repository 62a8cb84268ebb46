/// How a run of a gateway's program ended.
public struct GatewayResult: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        /// It ended by itself with this status.
        case exited(Int32)
        /// A signal that was not ours ended it.
        case signaled(Int32)
        /// Its time was up, and we ended it and all that it had started.
        case timedOut
        /// There was no process.
        case notStarted(errno: Int32)
    }

    /// The bytes of output that are kept; the rest is read and thrown away.
    public static let outputLimit = 65_536

    public let ending: Ending
    /// Standard output and standard error together, in the order of writing; at most `outputLimit` bytes.
    public let output: [UInt8]
    /// The id that the process had; nil when there was none.
    public let processID: Int32?

    public init(ending: Ending, output: [UInt8] = [], processID: Int32? = nil) {
        self.ending = ending
        self.output = output
        self.processID = processID
    }
}
