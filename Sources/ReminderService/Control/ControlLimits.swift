import Dispatch

/// How much of the control socket its callers may take.
struct ControlLimits: Sendable {
    /// Connections served at a time, each by a thread.
    var served = 16
    /// Of these for one user, so that no user keeps the others out.
    var servedOfUser = 4
    /// Connections that wait to be served; at this number no further one is accepted.
    var waiting = 512
    /// Of these for one user; what is more is refused.
    var waitingOfUser = 256
    /// Connections on which nothing was received yet.
    var idle = 256
    /// How long the whole of a call may take to come, and its reply to be received.
    var patience = DispatchTimeInterval.seconds(5)
    /// How long nothing is accepted after the machine was short of descriptors or memory.
    var pause = DispatchTimeInterval.seconds(1)
}
