import Dispatch
import Glibc
import Synchronization
import Testing

@testable import ReminderService

/// A listener whose process has no descriptor left.
@Suite(.serialized) struct ListenerTests {
    @Test func aShortageOfDescriptorsPausesIt() throws {
        let socket = try TestSocket()
        let queue = DispatchQueue(label: "test.listener")
        let listener = Listener(socket.listener, queue: queue)
        defer { listener.close() }
        let caller = try socket.connect()
        defer { close(caller) }
        // Another source of the queue, to know that the listener's had its turn.
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let turns = DispatchSemaphore(value: 0)
        let other = DispatchSource.makeReadSource(fileDescriptor: reading, queue: queue)
        other.setEventHandler {
            var byte: UInt8 = 0
            read(reading, &byte, 1)
            turns.signal()
        }
        other.activate()
        defer { other.cancel() }

        let errors = Mutex<[Int32]>([])
        let (isShort, accepted) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        var none = rlimit(rlim_cur: 0, rlim_max: limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
        listener.start { error in
            errors.withLock { $0.append(error) }
            isShort.signal()
        } accepted: { connection in
            close(connection)
            accepted.signal()
        }
        let paused = isShort.wait(timeout: .now() + 10)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(paused == .success)
        // The connection waits, and could be accepted: the source does not call.
        for _ in 0..<10 {
            write(writing, [1], 1)
            #expect(turns.wait(timeout: .now() + 10) == .success)
        }
        #expect(errors.withLock(\.self) == [EMFILE])
        #expect(accepted.wait(timeout: .now()) == .timedOut)
        listener.resume(.shortage)
        #expect(accepted.wait(timeout: .now() + 10) == .success)
    }

    @Test func onePausedIsClosedAllTheSame() throws {
        let socket = try TestSocket()
        let listener = Listener(socket.listener, queue: DispatchQueue(label: "test.listener"))
        listener.start { _ in
        } accepted: {
            close($0)
        }
        listener.pause(.lineIsFull)
        listener.pause(.shortage)
        listener.resume(.shortage)
        let caller = try socket.connect()
        defer { close(caller) }
        listener.close()
        #expect(TestSocket.received(from: caller) == nil)
    }

    @Test func whatIsRepeatedIsLoggedOnceAMinuteWithItsNumber() {
        let log = TestLog()
        let paced = PacedLog(log.logger)
        let start = DispatchTime.now()
        for second in 0..<130 {
            paced.warn("refused one", event: "caller-refused", at: start + .seconds(second))
        }
        paced.warn("refused another", event: "caller-refused", at: start + .seconds(1))
        #expect(
            log.lines.map(\.text) == [
                "refused one", "refused one (60 times)", "refused one (60 times)", "refused another",
            ])
    }
}
