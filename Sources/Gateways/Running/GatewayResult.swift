/// How a run of a gateway's program ended.
public struct GatewayResult: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        /// It ended by itself, with this status.
        case exited(Int32)
        /// A signal ended it that was not sent by us.
        case signaled(Int32)
        /// Its time was up: it was ended, with all that it had started.
        case timedOut
        /// No process could be started.
        case notStarted(errno: Int32)
    }

    /// The bytes of output that are kept; the rest is read and discarded.
    public static let outputLimit = 65_536

    public let ending: Ending
    /// Standard output and standard error together, in the order of writing; at most `outputLimit` bytes.
    public let output: [UInt8]
    /// The id that the process had; nil when there was none.
    public let processID: Int32?

    /// The error number where no process could be started because the machine was short of something.
    public var shortage: Int32? {
        guard case .notStarted(let error) = ending, SystemCallError.isShortage(error) else { return nil }
        return error
    }

    public init(ending: Ending, output: [UInt8] = [], processID: Int32? = nil) {
        self.ending = ending
        self.output = output
        self.processID = processID
    }
}
