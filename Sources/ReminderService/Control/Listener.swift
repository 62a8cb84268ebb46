import Dispatch
import Glibc
import Logging
import Synchronization

/// Accepts the connections of a listening socket, and pauses while there is no room for them.
///
/// Its source is level-triggered: while a connection waits in the kernel and cannot be accepted, it would call without end.
final class Listener: Sendable {
    /// Why nothing is accepted.
    enum Pause {
        case lineIsFull
        /// The machine has no descriptor or no memory for a connection.
        case shortage
    }

    private struct State: @unchecked Sendable {
        let source: any DispatchSourceRead
        var pauses: Set<Pause> = []
        var isClosed = false
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - descriptor: a listening socket; the listener closes it.
    ///   - queue: where connections are accepted.
    init(_ descriptor: Int32, queue: DispatchQueue) {
        // A call of the source may come when the connection is gone: then accept must not block.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        state = Mutex(State(source: DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)))
    }

    /// Begins to accept.
    ///
    /// - Parameters:
    ///   - short: nothing is accepted for want of descriptors or memory, until the callee resumes.
    ///   - accepted: the connection is the callee's.
    func start(
        short: @escaping @Sendable (_ error: Int32) -> Void, accepted: @escaping @Sendable (Int32) -> Void
    ) {
        state.withLock { state in
            let descriptor = Int32(state.source.handle)
            state.source.setEventHandler { [self] in
                let connection = accept(descriptor, nil, nil)
                if connection >= 0 {
                    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                    accepted(connection)
                } else if case let error = errno, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error) {
                    pause(.shortage)
                    short(error)
                }
            }
            // A descriptor may be closed, and its number used again, only after its source no longer watches it.
            state.source.setCancelHandler { Glibc.close(descriptor) }
            state.source.activate()
        }
    }

    func pause(_ pause: Pause) {
        state.withLock { state in
            guard !state.isClosed else { return }
            if state.pauses.isEmpty { state.source.suspend() }
            state.pauses.insert(pause)
        }
    }

    func resume(_ pause: Pause) {
        state.withLock { state in
            guard state.pauses.remove(pause) != nil, state.pauses.isEmpty else { return }
            state.source.resume()
        }
    }

    /// Accepts nothing more; callers that are not accepted yet are refused by the kernel.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.source.cancel()
            // A suspended source never calls its cancel handler.
            if !state.pauses.isEmpty { state.source.resume() }
            state.pauses = []
        }
    }
}
