import DequeModule
import Dispatch
import Glibc
import Synchronization

/// A caller's connection, with the user that the kernel names for its other end.
struct Connection: Sendable {
    let descriptor: Int32
    let user: uid_t
}

/// Serves a limited number of connections at a time, each on a thread of its own; further ones wait in order without one.
///
/// One whose user is served enough lets others go first, and one whose user has too many waiting is refused.
final class ConnectionLimiter: Sendable {
    private struct State {
        var served: [uid_t: Int] = [:]
        var waiting: Deque<Connection> = []
    }

    private enum Verdict {
        case serve, wait, refuse
    }

    private let limits: ControlLimits
    private let state = Mutex(State())
    private let lineIsFull: @Sendable (Bool) -> Void
    private let refuse: @Sendable (Connection) -> Void
    private let serve: @Sendable (Connection) -> Void

    /// - Parameters:
    ///   - lineIsFull: called when the number of waiting connections reaches its limit or falls below it again.
    ///   - refuse: ends a connection whose user has too many waiting.
    ///   - serve: serves a connection until its end; blocks its thread meanwhile.
    init(
        _ limits: ControlLimits, lineIsFull: @escaping @Sendable (Bool) -> Void,
        refuse: @escaping @Sendable (Connection) -> Void, serve: @escaping @Sendable (Connection) -> Void
    ) {
        self.limits = limits
        self.lineIsFull = lineIsFull
        self.refuse = refuse
        self.serve = serve
    }

    /// Serves a connection now, or when others have ended, or refuses it.
    func admit(_ connection: Connection) {
        let verdict = state.withLock { state -> Verdict in
            if mayServe(connection, state) {
                state.served[connection.user, default: 0] += 1
                return .serve
            }
            guard state.waiting.count(where: { $0.user == connection.user }) < limits.waitingOfUser else {
                return .refuse
            }
            state.waiting.append(connection)
            if state.waiting.count == limits.waiting { lineIsFull(true) }
            return .wait
        }
        switch verdict {
        // A serial queue of its own has a thread of its own. Dispatch counts the threads of concurrent queues, and once
        // it has begun to, it wakes the process each second for ever.
        case .serve: DispatchQueue(label: "dondoc.connection").async { self.serveInTurn(connection) }
        case .wait: break
        case .refuse: refuse(connection)
        }
    }

    private func serveInTurn(_ first: Connection) {
        var next: Connection? = first
        while let connection = next {
            serve(connection)
            next = state.withLock { state in
                let left = (state.served[connection.user] ?? 1) - 1
                state.served[connection.user] = left == 0 ? nil : left
                guard let index = state.waiting.firstIndex(where: { mayServe($0, state) }) else { return nil }
                let waiting = state.waiting.remove(at: index)
                if state.waiting.count == limits.waiting - 1 { lineIsFull(false) }
                state.served[waiting.user, default: 0] += 1
                return waiting
            }
        }
    }

    private func mayServe(_ connection: Connection, _ state: borrowing State) -> Bool {
        state.served.values.reduce(0, +) < limits.served && (state.served[connection.user] ?? 0) < limits.servedOfUser
    }
}
