import DequeModule
import Dispatch
import Synchronization

/// Serves so many callers at a time, each on a thread of its own; further ones wait in their order without one.
final class Counter: Sendable {
    private struct State {
        var free: Int
        var line: Deque<Int32> = []
    }

    private let state: Mutex<State>
    private let queue: DispatchQueue
    private let serve: @Sendable (Int32) -> Void

    /// - Parameters:
    ///   - places: callers served at a time.
    ///   - queue: a concurrent one.
    ///   - serve: serves a caller to the end, and blocks meanwhile.
    init(places: Int, queue: DispatchQueue, serve: @escaping @Sendable (Int32) -> Void) {
        state = Mutex(State(free: places))
        self.queue = queue
        self.serve = serve
    }

    func admit(_ connection: Int32) {
        let hasPlace = state.withLock { state in
            guard state.free > 0 else {
                state.line.append(connection)
                return false
            }
            state.free -= 1
            return true
        }
        if hasPlace { queue.async { self.work(connection) } }
    }

    private func work(_ first: Int32) {
        var caller: Int32? = first
        while let connection = caller {
            serve(connection)
            caller = state.withLock { state in
                let next = state.line.popFirst()
                if next == nil { state.free += 1 }
                return next
            }
        }
    }
}
