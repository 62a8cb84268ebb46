import DequeModule
import Dispatch
import Glibc
import Synchronization

/// Connections on which nothing has been received yet: each costs a descriptor, and no thread.
///
/// When there are too many, the oldest is closed, so that clients that send nothing never keep others waiting.
final class IdleConnections: Sendable {
    private struct Idle: @unchecked Sendable {
        let connection: Int32
        let source: any DispatchSourceRead
    }

    private let limit: Int
    private let queue: DispatchQueue
    private let idle = Mutex<Deque<Idle>>([])
    /// Connections that have become readable and whose source is being cancelled.
    private let readable = Mutex<Set<Int32>>([])

    init(limit: Int, queue: DispatchQueue) {
        self.limit = limit
        self.queue = queue
    }

    /// Calls once, on the queue, when something was received or the other end closed; the connection is then the callee's.
    func wait(for connection: Int32, _ becameReadable: @escaping @Sendable (Int32) -> Void) {
        let source = DispatchSource.makeReadSource(fileDescriptor: connection, queue: queue)
        source.setEventHandler { [self] in
            // One that is no longer in the list is being closed.
            guard let idle = remove(connection) else { return }
            readable.withLock { _ = $0.insert(connection) }
            idle.source.cancel()
        }
        // A descriptor may be used elsewhere, or closed, only after the cancel handler of its source was called.
        source.setCancelHandler { [self] in
            if readable.withLock({ $0.remove(connection) }) != nil {
                becameReadable(connection)
            } else {
                close(connection)
            }
        }
        let surplus = idle.withLock { idle in
            idle.append(Idle(connection: connection, source: source))
            return idle.count > limit ? idle.popFirst() : nil
        }
        source.activate()
        surplus?.source.cancel()
    }

    /// Closes all of them.
    func closeAll() {
        let all = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for idle in all { idle.source.cancel() }
    }

    private func remove(_ connection: Int32) -> Idle? {
        idle.withLock { idle in
            idle.firstIndex { $0.connection == connection }.map { idle.remove(at: $0) }
        }
    }
}
