public import Directives

/// The clock of the engine and its one timer: the only door through which time comes in.
public protocol EngineClock: AnyObject, Sendable {
    var now: Instant { get }

    /// Milliseconds since the machine was started, sleep included: what the clock is held against.
    var elapsed: Int64 { get }

    /// Whether the clock is the machine's own; one that is shifted or driven by hand marks the ledger.
    var isWall: Bool { get }

    /// Arranges one call at an instant, in place of the one arranged before; nil cancels it.
    func arm(at instant: Instant?, _ fire: @escaping @Sendable () -> Void)

    /// Arranges a call after a short wait in which company may come; a clock driven by hand does not wait.
    func linger(milliseconds: Int, _ fire: @escaping @Sendable () -> Void)
}
