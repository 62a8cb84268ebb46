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

    /// After so many seconds without a byte in the middle of a call, or of a reply, a connection is closed.
    private static let timeout = 5
    /// Connections served at a time; a further one waits.
    private static let connectionLimit = 16
    /// Connections on which nothing was received yet.
    private static let idleLimit = 256

    private struct Source: @unchecked Sendable {
        let source: any DispatchSourceRead
    }

    private let listener: Int32
    /// The path to remove at the end; nil for a socket that the service manager made.
    private let ownPath: String?
    private let source: Source
    private let idle: IdleConnections

    /// Listens on a socket that the service manager handed over, or on one of its own.
    ///
    /// - Parameter queue: where connections are accepted.
    init(
        inherited: Int32?, path: String, logger: Logger,
        queue: DispatchQueue = DispatchQueue(label: "dondoc.connections"), answer: @escaping Answer
    ) throws(CommandFailure) {
        if let inherited {
            listener = inherited
            ownPath = nil
        } else {
            listener = try Self.listen(on: path)
            ownPath = path
        }
        idle = IdleConnections(limit: Self.idleLimit, queue: queue)
        let limiter = ConnectionLimiter(limit: Self.connectionLimit) { connection in
            Self.serve(connection, answer)
            Glibc.close(connection)
        }
        let (listener, idle) = (listener, idle)
        let source = DispatchSource.makeReadSource(fileDescriptor: listener, queue: queue)
        source.setEventHandler {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            idle.wait(for: connection) { limiter.admit($0) }
        }
        // A descriptor may be closed, and its number used again, only after its source no longer watches it.
        source.setCancelHandler { Glibc.close(listener) }
        source.activate()
        self.source = Source(source: source)
    }

    func close() {
        source.source.cancel()
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
    private static func serve(_ connection: Int32, _ answer: Answer) {
        var timeout = timeval(tv_sec: Self.timeout, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let author = author(of: connection)
        var pending: [UInt8] = []
        while let call = readCall(from: connection, &pending) {
            guard let parsed = ControlMessage.decode(ControlMessage.Call.self, call),
                parsed.method == ControlMessage.method
            else {
                let refusal = OrderRefusal(EX_PROTOCOL, "this is not an order that this version of dondoc knows")
                _ = UnixSocket.send(
                    ControlMessage.encode(ControlMessage.Refusal(error: ControlMessage.refused, parameters: refusal)),
                    to: connection)
                return
            }
            let reply = Mutex<[UInt8]>([])
            let answered = DispatchSemaphore(value: 0)
            answer(parsed.parameters.order, author) { bytes in
                reply.withLock { $0 = bytes }
                answered.signal()
            }
            answered.wait()
            guard UnixSocket.send(reply.withLock(\.self), to: connection) else { return }
        }
    }

    /// One call without its NUL; nil at the end of the stream and for one that is too long.
    private static func readCall(from connection: Int32, _ pending: inout [UInt8]) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            if let end = pending.firstIndex(of: 0) {
                let call = Array(pending[..<end])
                pending.removeSubrange(...end)
                return call
            }
            guard pending.count <= ControlMessage.limit else { return nil }
            let count = recv(connection, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            pending += buffer.prefix(count)
        }
    }

    private static func author(of connection: Int32) -> String {
        var user: uid_t = 0
        var process: pid_t = 0
        guard linux_peer(connection, &user, &process) == 0 else { return "unknown" }
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
