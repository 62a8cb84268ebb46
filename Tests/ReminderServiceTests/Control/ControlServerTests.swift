import Dispatch
import Glibc
import Testing

@testable import ReminderService

/// The control server on a real Unix socket.
@Suite struct ControlServerTests {
    private static let status = ControlMessage.encode(
        ControlMessage.Call(method: ControlMessage.method, parameters: OrderEnvelope(StatusOrder())))

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
        #expect(TestSocket.received(from: caller) == nil)
        #expect(fcntl(socket.listener, F_GETFD) < 0)
    }

    @Test func aCallHasOneDeadlineHoweverItTrickles() throws {
        let socket = try TestSocket()
        let server = try socket.server(limits: .init(patience: .milliseconds(100)))
        defer { server.close() }
        let caller = try socket.connect(patience: 20_000)
        defer { close(caller) }
        // A blank each 20 ms: no wait for the next byte comes near the deadline.
        var blanks = 0
        while blanks < 500, UnixSocket.send([32], to: caller), TestSocket.isOpen(caller) { blanks += 1 }
        #expect(blanks < 500)
    }

    @Test func aReplyThatIsNotTakenEndsTheConnection() throws {
        let socket = try TestSocket()
        let server = try socket.server(limits: .init(patience: .milliseconds(100)), replyBytes: 10_000_000)
        defer { server.close() }
        let caller = try socket.connect()
        defer { close(caller) }
        #expect(UnixSocket.send(Self.status, to: caller))
        // Only the end of the other side is an event here.
        var events = pollfd(fd: caller, events: 0, revents: 0)
        #expect(poll(&events, 1, 10_000) == 1)
    }

    @Test func whatAUserSendsBeyondItsShareIsRefusedWithItsName() throws {
        let log = TestLog()
        let socket = try TestSocket()
        let server = try socket.server(limits: .init(servedOfUser: 1, waitingOfUser: 1), logger: log.logger)
        defer { server.close() }
        let callers = try (0..<3).map { _ in try socket.connect() }
        defer { for caller in callers { close(caller) } }
        for caller in callers { #expect(UnixSocket.send([32], to: caller)) }
        var events = callers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        #expect(poll(&events, 3, 10_000) == 1)
        let refused = try #require(events.first { $0.revents != 0 }?.fd)
        let refusal = ControlMessage.decode(
            ControlMessage.Refusal.self, TestSocket.received(from: refused)?.dropLast() ?? [])
        #expect(refusal?.parameters.exitCode == EX_TEMPFAIL)
        #expect(log.lines.map { $0.event } == ["caller-refused"])
        #expect(log.lines.first?.uid == "\(getuid())")
        // The two others are served when they have said all.
        for caller in callers where caller != refused {
            #expect(UnixSocket.send(Self.status, to: caller))
            #expect(TestSocket.received(from: caller) != nil)
            shutdown(caller, Int32(SHUT_WR))
        }
    }

    @Test func aFullLineIsServedInTheEnd() throws {
        let socket = try TestSocket()
        let server = try socket.server(limits: .init(served: 1, waiting: 1))
        defer { server.close() }
        let callers = try (0..<40).map { _ in try socket.connect() }
        for caller in callers {
            #expect(UnixSocket.send(Self.status, to: caller))
            shutdown(caller, Int32(SHUT_WR))
        }
        for caller in callers {
            #expect(TestSocket.received(from: caller) != nil)
            close(caller)
        }
    }
}
