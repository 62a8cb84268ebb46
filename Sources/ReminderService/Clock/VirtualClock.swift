public import Directives
public import Dispatch
import Synchronization

/// A clock that is moved by hand: the real engine runs on it in rehearsals and tests.
///
/// Calls come on the engine's queue, as those of the wall clock do.
public final class VirtualClock: EngineClock {
    private struct State {
        var now: Instant
        var armed: (at: Instant, fire: @Sendable () -> Void)?
    }

    private let queue: DispatchQueue
    private let state: Mutex<State>

    public init(at start: Instant, queue: DispatchQueue) {
        self.queue = queue
        state = Mutex(State(now: start))
    }

    public let isWall = false

    public var now: Instant {
        state.withLock(\.now)
    }

    public var elapsed: Int64 {
        now.milliseconds
    }

    /// The instant that the engine waits for.
    public var armed: Instant? {
        state.withLock { $0.armed?.at }
    }

    public func arm(at instant: Instant?, _ fire: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.armed = instant.map { ($0, fire) }
        }
    }

    public func linger(milliseconds: Int, _ fire: @escaping @Sendable () -> Void) {
        queue.async(execute: fire)
    }

    /// Sets the clock, without a call even when that passes the armed instant.
    public func set(to instant: Instant) {
        state.withLock { $0.now = instant }
    }

    /// Goes to the armed instant, if it is before a bound, and makes the call.
    ///
    /// - Returns: whether there was a call.
    public func fireNext(before bound: Instant) -> Bool {
        let fire = state.withLock { state -> (@Sendable () -> Void)? in
            guard let armed = state.armed, armed.at < bound else { return nil }
            state.now = max(state.now, armed.at)
            state.armed = nil
            return armed.fire
        }
        if let fire { queue.async(execute: fire) }
        return fire != nil
    }
}
