import Basics
import Dispatch
import Foundation
import Glibc
import Logging
import Synchronization
import Testing

@testable import ReminderService

/// A listening socket as the service manager would hand it over.
struct TestSocket {
    let listener = UnixSocket.make()
    private let path = FileManager.default.temporaryDirectory.path + "/dondoc-\(UUID().uuidString)"

    init() throws {
        let address = try #require(SocketAddress(path: path))
        try #require(address.withPointer { bind(listener, $0, $1) } == 0 && listen(listener, 512) == 0)
    }

    /// Answers each order with so many bytes.
    func server(
        limits: ControlLimits = ControlLimits(), queue: DispatchQueue = DispatchQueue(label: "test.connections"),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, replyBytes: Int = 10
    ) throws -> ControlServer {
        try ControlServer(
            inherited: listener, path: path, limits: limits, logger: logger, queue: queue
        ) { _, _, reply in
            reply([UInt8](repeating: 65, count: replyBytes) + [0])
        }
    }

    /// A connection that waits so many microseconds for what it receives; it gives up after ten seconds by default.
    func connect(patience: Int = 10_000_000) throws -> Int32 {
        let descriptor = UnixSocket.make()
        var wait = timeval(tv_sec: patience / 1_000_000, tv_usec: patience % 1_000_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        let address = try #require(SocketAddress(path: path))
        try #require(address.withPointer { Glibc.connect(descriptor, $0, $1) } == 0)
        return descriptor
    }

    /// What comes first; nil when the other end has closed.
    static func received(from connection: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(connection, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { Issue.record("nothing came, and the connection stays open") }
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    /// Whether nothing ends a connection for as long as it waits.
    static func isOpen(_ connection: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(connection, &byte, 1, 0) < 0 && errno == EAGAIN
    }
}

/// A logger that keeps its entries.
final class TestLog: Sendable {
    struct Line: Sendable {
        let text: String
        let event: String?
        let uid: String?
    }

    private let entries = Mutex<[Line]>([])

    var lines: [Line] { entries.withLock(\.self) }
    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: TestLog
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.entries.withLock {
                $0.append(
                    Line(
                        text: "\(event.message)", event: event.metadata?["event"]?.description,
                        uid: event.metadata?["uid"]?.description))
            }
        }
    }
}
