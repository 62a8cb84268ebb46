import Directives
import Synchronization

/// Real time, and what the machine's clock shows.
final class SimulatedTime: Sendable {
    private struct State {
        /// Real time, in milliseconds since 1970.
        var real: Int64
        /// How far the clock is ahead of it.
        var drift: Int64 = 0
        /// When the machine was started.
        var boot: Int64
    }

    private let state: Mutex<State>

    init(at start: Instant) {
        state = Mutex(State(real: start.milliseconds, boot: start.milliseconds - 3_600_000))
    }

    var real: Int64 { state.withLock(\.real) }
    var drift: Int64 { state.withLock(\.drift) }
    /// What the clock shows.
    var now: Instant { state.withLock { Instant(milliseconds: $0.real + $0.drift) } }
    var elapsed: Int64 { state.withLock { $0.real - $0.boot } }

    func advance(to real: Int64) { state.withLock { $0.real = max($0.real, real) } }
    func set(drift: Int64) { state.withLock { $0.drift = drift } }
    func reboot() { state.withLock { $0.boot = $0.real - 20_000 } }
}
