import Directives
import Dispatch
import ReminderService
import Synchronization

/// The clock of one process of the daemon: shows the machine's time, and holds the engine's timer.
///
/// It is a wall clock to the engine, so that the engine checks its sanity.
final class SimulatedClock: EngineClock {
    private struct Call {
        let real: Int64
        let fire: @Sendable () -> Void
    }

    private struct State {
        var armed: (at: Instant, fire: @Sendable () -> Void)?
        var lingering: [Call] = []
        /// How often the timer was cancelled: a stop does that first.
        var disarmed = 0
    }

    private let time: SimulatedTime
    private let state = Mutex(State())

    init(_ time: SimulatedTime) { self.time = time }

    let isWall = true
    var now: Instant { time.now }
    var elapsed: Int64 { time.elapsed }

    func arm(at instant: Instant?, _ fire: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.armed = instant.map { ($0, fire) }
            if instant == nil { state.disarmed += 1 }
        }
    }

    func linger(milliseconds: Int, _ fire: @escaping @Sendable () -> Void) {
        let call = Call(real: time.real + Int64(milliseconds), fire: fire)
        state.withLock { $0.lingering.append(call) }
    }

    var timesDisarmed: Int { state.withLock(\.disarmed) }

    /// When the next call is to come, in real time.
    var next: Int64? {
        let (real, drift) = (time.real, time.drift)
        return state.withLock { state in
            [state.armed.map { max(real, $0.at.milliseconds - drift) }, state.lingering.map(\.real).min()]
                .compactMap(\.self).min()
        }
    }

    /// Removes and returns the calls that are due: delayed ones first, then the timer.
    func takeDue() -> [@Sendable () -> Void] {
        let (real, now) = (time.real, time.now)
        return state.withLock { state in
            var calls = state.lingering.filter { $0.real <= real }.sorted { $0.real < $1.real }.map(\.fire)
            state.lingering.removeAll { $0.real <= real }
            if let armed = state.armed, armed.at <= now {
                calls.append(armed.fire)
                state.armed = nil
            }
            return calls
        }
    }
}
