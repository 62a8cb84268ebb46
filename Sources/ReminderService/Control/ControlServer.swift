import Basics
internal import CLinux
import Dispatch
import Glibc
import Logging
import Synchronization

/// Receives orders on a Unix socket and answers them, one after another on each connection.
///
/// The author of an order is the user that the kernel names for the other end (`SO_PEERCRED`), never what the call says.
final class ControlServer: Sendable {
    /// Carries out an order and calls back with the bytes of the reply.
    typealias Answer = @Sendable (any Order, _ author: String, _ reply: @escaping @Sendable ([UInt8]) -> Void) -> Void

    /// The path to remove at the end; nil for a socket that the service manager made.
    private let ownPath: String?
    private let listener: Listener
    private let idle: IdleConnections

    /// Listens on a socket that the service manager handed over, or on one of its own.
    ///
    /// - Parameter queue: where connections are accepted.
    init(
        inherited: Int32?, path: String, limits: ControlLimits = ControlLimits(), logger: Logger,
        queue: DispatchQueue = DispatchQueue(label: "dondoc.connections"), answer: @escaping Answer
    ) throws(CommandFailure) {
        ownPath = inherited == nil ? path : nil
        let socket = if let inherited { inherited } else { try Self.listen(on: path) }
        let listener = Listener(socket, queue: queue)
        let idle = IdleConnections(limit: limits.idle, queue: queue)
        let log = PacedLog(logger)
        let limiter = ConnectionLimiter(limits) {
            $0 ? listener.pause(.lineIsFull) : listener.resume(.lineIsFull)
        } refuse: { connection in
            log.warn(
                "refused a call of the user with the uid \(connection.user), of whom too many wait",
                event: "caller-refused", ["uid": "\(connection.user)"])
            let reason = "too many of your calls wait for an answer; nothing was changed. Try again later"
            Self.refuse(OrderRefusal(EX_TEMPFAIL, reason), connection, until: .now())
            Glibc.close(connection.descriptor)
        } serve: { connection in
            Self.serve(connection, limits.patience, answer)
            Glibc.close(connection.descriptor)
        }
        listener.start { error in
            log.warn("the control socket accepts nobody: \(String(cString: strerror(error)))", event: "shortage")
            queue.asyncAfter(deadline: .now() + limits.pause) { listener.resume(.shortage) }
        } accepted: { connection in
            var (user, process) = (uid_t.max, pid_t.max)
            _ = linux_peer(connection, &user, &process)
            idle.wait(for: connection) { [user] in limiter.admit(Connection(descriptor: $0, user: user)) }
        }
        (self.listener, self.idle) = (listener, idle)
    }

    func close() {
        listener.close()
        idle.closeAll()
        if let ownPath { unlink(ownPath) }
    }

    private static func listen(on path: String) throws(CommandFailure) -> Int32 {
        let descriptor = UnixSocket.make()
        guard descriptor >= 0 else { throw .systemCall(EX_OSERR, "socket") }
        // A killed daemon leaves its socket behind; the lock of the ledger says that no other daemon runs.
        unlink(path)
        guard let bound = SocketAddress(path: path)?.withPointer({ bind(descriptor, $0, $1) }) else {
            Glibc.close(descriptor)
            throw CommandFailure(EX_CONFIG, "the path of the control socket is too long: \(path)")
        }
        guard bound == 0, chmod(path, 0o660) == 0, Glibc.listen(descriptor, 16) == 0 else {
            Glibc.close(descriptor)
            throw .systemCall(EX_OSERR, "the control socket \(path)")
        }
        return descriptor
    }

    /// Reads calls until the other end closes, and replies in their order.
    ///
    /// It blocks its own thread, not one of the pool that Swift's tasks share.
    private static func serve(_ connection: Connection, _ patience: DispatchTimeInterval, _ answer: Answer) {
        let author = name(of: connection.user)
        var pending: [UInt8] = []
        while let call = readCall(from: connection.descriptor, &pending, until: .now() + patience) {
            guard let parsed = ControlMessage.decode(ControlMessage.Call.self, call),
                parsed.method == ControlMessage.method
            else {
                let reason = "this is not an order that this version of dondoc knows"
                return refuse(OrderRefusal(EX_PROTOCOL, reason), connection, until: .now() + patience)
            }
            let reply = Mutex<[UInt8]>([])
            let answered = DispatchSemaphore(value: 0)
            answer(parsed.parameters.order, author) { bytes in
                reply.withLock { $0 = bytes }
                answered.signal()
            }
            answered.wait()
            guard UnixSocket.send(reply.withLock(\.self), to: connection.descriptor, until: .now() + patience) else {
                return
            }
        }
    }

    private static func refuse(_ refusal: OrderRefusal, _ connection: Connection, until deadline: DispatchTime) {
        let reply = ControlMessage.Refusal(error: ControlMessage.refused, parameters: refusal)
        _ = UnixSocket.send(ControlMessage.encode(reply), to: connection.descriptor, until: deadline)
    }

    /// One call without its NUL; nil at the end of the stream, at the deadline, and for one that is too long.
    private static func readCall(
        from connection: Int32, _ pending: inout [UInt8], until deadline: DispatchTime
    ) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            if let end = pending.firstIndex(of: 0) {
                let call = Array(pending[..<end])
                pending.removeSubrange(...end)
                return call
            }
            guard pending.count <= ControlMessage.limit else { return nil }
            let count = UnixSocket.receive(&buffer, from: connection, until: deadline)
            guard count > 0 else { return nil }
            pending += buffer.prefix(count)
        }
    }

    private static func name(of user: uid_t) -> String {
        guard user != .max else { return "unknown" }
        // The re-entrant form, since several threads serve connections at once.
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4_096)
        let size = buffer.count
        return buffer.withUnsafeMutableBufferPointer { memory in
            guard let base = memory.baseAddress, getpwuid_r(user, &entry, base, size, &found) == 0, found != nil,
                let name = entry.pw_name
            else { return "uid \(user)" }
            return String(cString: name)
        }
    }
}

/// The reply to a call that is no order of this version (EX_PROTOCOL of `sysexits.h`).
private let EX_PROTOCOL: Int32 = 76
