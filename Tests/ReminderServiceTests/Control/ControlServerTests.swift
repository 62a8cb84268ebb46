import Basics
import Dispatch
import Foundation
import Glibc
import Logging
import Testing

@testable import ReminderService

/// The control server on a real Unix socket.
@Suite struct ControlServerTests {
    @Test func theSocketIsClosedOnlyWhenDispatchHasLetGoOfIt() throws {
        let socket = try TestSocket()
        let queue = DispatchQueue(label: "test.connections")
        let server = try socket.server(queue: queue)
        queue.suspend()
        let caller = try socket.connect()
        defer { close(caller) }
        server.close()
        #expect(fcntl(socket.listener, F_GETFD) >= 0)
        queue.resume()
        // A connection that nobody has accepted ends when its listener is closed.
        #expect(TestSocket.ends(caller))
        #expect(fcntl(socket.listener, F_GETFD) < 0)
    }
}

/// A listening socket as the service manager would hand it over.
struct TestSocket {
    let listener = UnixSocket.make()
    private let path = FileManager.default.temporaryDirectory.path + "/dondoc-\(UUID().uuidString)"

    init() throws {
        let address = try #require(SocketAddress(path: path))
        try #require(address.withPointer { bind(listener, $0, $1) } == 0 && listen(listener, 512) == 0)
    }

    /// Answers each order with the name of its author.
    func server(
        queue: DispatchQueue = DispatchQueue(label: "test.connections")
    ) throws -> ControlServer {
        try ControlServer(
            inherited: listener, path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            queue: queue
        ) { _, author, reply in
            reply(ControlMessage.encode(ControlMessage.Reply(parameters: OrderReply([author]))))
        }
    }

    /// A connection that waits at most ten seconds for what it receives.
    func connect() throws -> Int32 {
        let descriptor = UnixSocket.make()
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let address = try #require(SocketAddress(path: path))
        try #require(address.withPointer { Glibc.connect(descriptor, $0, $1) } == 0)
        return descriptor
    }

    /// Whether the other end closes the connection without a word.
    static func ends(_ connection: Int32) -> Bool {
        var byte: UInt8 = 0
        let count = recv(connection, &byte, 1, 0)
        return count == 0 || count < 0 && errno == ECONNRESET
    }
}
