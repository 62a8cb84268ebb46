import DequeModule
import Dispatch
import Synchronization

/// Serves a limited number of connections at a time, each on a thread of its own; further ones wait in order without one.
final class ConnectionLimiter: Sendable {
    private struct State {
        var free: Int
        var waiting: Deque<Int32> = []
    }

    private let state: Mutex<State>
    private let serve: @Sendable (Int32) -> Void

    /// - Parameters:
    ///   - limit: connections served at a time.
    ///   - serve: serves a connection until its end; blocks its thread meanwhile.
    init(limit: Int, serve: @escaping @Sendable (Int32) -> Void) {
        state = Mutex(State(free: limit))
        self.serve = serve
    }

    /// Serves a connection now, or when one of those being served has ended.
    func admit(_ connection: Int32) {
        let isFree = state.withLock { state in
            guard state.free > 0 else {
                state.waiting.append(connection)
                return false
            }
            state.free -= 1
            return true
        }
        guard isFree else { return }
        // A serial queue of its own has a thread of its own. Dispatch counts the threads of concurrent queues, and once
        // it has begun to, it wakes the process each second for ever.
        DispatchQueue(label: "dondoc.connection").async { self.serveInTurn(connection) }
    }

    private func serveInTurn(_ first: Int32) {
        var next: Int32? = first
        while let connection = next {
            serve(connection)
            next = state.withLock { state in
                let waiting = state.waiting.popFirst()
                if waiting == nil { state.free += 1 }
                return waiting
            }
        }
    }
}
