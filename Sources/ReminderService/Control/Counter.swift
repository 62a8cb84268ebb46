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
    private let serve: @Sendable (Int32) -> Void

    /// - Parameters:
    ///   - places: callers served at a time.
    ///   - serve: serves a caller to the end, and blocks meanwhile.
    init(places: Int, serve: @escaping @Sendable (Int32) -> Void) {
        state = Mutex(State(free: places))
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
        guard hasPlace else { return }
        // A serial queue of its own has a thread of its own. Dispatch counts the threads of concurrent queues, and once
        // it has begun wakes each second for that, for ever.
        DispatchQueue(label: "dondoc.caller").async { self.work(connection) }
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
