import DequeModule
import Dispatch
import Glibc
import Synchronization

/// Callers who have connected and not said anything yet: each costs a descriptor, and no thread.
///
/// When there are too many, the one who has been silent longest is hung up on, so that nobody is kept waiting by them.
final class SilentCallers: Sendable {
    private struct Caller: @unchecked Sendable {
        let connection: Int32
        let source: any DispatchSourceRead
    }

    private let limit: Int
    private let queue: DispatchQueue
    private let callers = Mutex<Deque<Caller>>([])
    /// Those who have spoken and whose source has not let go of them yet.
    private let speakers = Mutex<Set<Int32>>([])

    init(limit: Int, queue: DispatchQueue) {
        self.limit = limit
        self.queue = queue
    }

    /// Calls once, on the queue, when a caller has said something or hung up; the connection is then the callee's.
    func wait(for connection: Int32, _ spoken: @escaping @Sendable (Int32) -> Void) {
        let source = DispatchSource.makeReadSource(fileDescriptor: connection, queue: queue)
        source.setEventHandler { [self] in
            // Who is not on the list any more is being hung up on.
            guard let caller = remove(connection) else { return }
            speakers.withLock { _ = $0.insert(connection) }
            caller.source.cancel()
        }
        // A descriptor may be used elsewhere, or closed, only when its source has let go of it.
        source.setCancelHandler { [self] in
            if speakers.withLock({ $0.remove(connection) }) != nil { spoken(connection) } else { close(connection) }
        }
        let surplus = callers.withLock { callers in
            callers.append(Caller(connection: connection, source: source))
            return callers.count > limit ? callers.popFirst() : nil
        }
        source.activate()
        surplus?.source.cancel()
    }

    /// Hangs up on all.
    func hangUp() {
        for caller in callers.withLock({ callers in
            defer { callers = [] }
            return callers
        }) {
            caller.source.cancel()
        }
    }

    private func remove(_ connection: Int32) -> Caller? {
        callers.withLock { callers in
            callers.firstIndex { $0.connection == connection }.map { callers.remove(at: $0) }
        }
    }
}
