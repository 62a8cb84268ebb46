import Dispatch
import Glibc
import Synchronization
import Testing

@testable import ReminderService

/// Which connection is served, waits or is refused; the connections are numbers, of which none is read.
@Suite struct ConnectionLimiterTests {
    /// A limiter whose connections are served until the test ends them.
    private final class Line: Sendable {
        struct Served: Sendable {
            let connection: Int32
            let end = DispatchSemaphore(value: 0)
        }

        private let served = Mutex<[Served]>([])
        private let refused = Mutex<[Int32]>([])
        private let full = Mutex<[Bool]>([])
        private let began = DispatchSemaphore(value: 0)

        var fullness: [Bool] { full.withLock(\.self) }
        var refusals: [Int32] { refused.withLock(\.self) }

        func limiter(_ limits: ControlLimits) -> ConnectionLimiter {
            ConnectionLimiter(limits) { isFull in
                self.full.withLock { $0.append(isFull) }
            } refuse: { connection in
                self.refused.withLock { $0.append(connection.descriptor) }
            } serve: { connection in
                let one = Served(connection: connection.descriptor)
                self.served.withLock { $0.append(one) }
                self.began.signal()
                one.end.wait()
            }
        }

        /// The connections that are served, after so many more have begun.
        func serving(after count: Int) -> Set<Int32> {
            for _ in 0..<count where began.wait(timeout: .now() + 10) == .timedOut {
                Issue.record("a connection is not served")
            }
            return Set(served.withLock { $0.map(\.connection) })
        }

        func end(_ connection: Int32) {
            served.withLock { served in
                served.first { $0.connection == connection }?.end.signal()
                served.removeAll { $0.connection == connection }
            }
        }

        func endAll() {
            for one in served.withLock(\.self) { end(one.connection) }
        }
    }

    @Test func aUserHasFourOfThePlacesAndKeepsNobodyOut() {
        let line = Line()
        let limiter = line.limiter(ControlLimits())
        for number in 0..<20 { limiter.admit(Connection(descriptor: Int32(number), user: 1)) }
        limiter.admit(Connection(descriptor: 20, user: 2))
        #expect(line.serving(after: 5) == [0, 1, 2, 3, 20])
        // The next of a user goes when one of its own has ended, in the order in which they came.
        line.end(20)
        line.end(2)
        #expect(line.serving(after: 1) == [0, 1, 3, 4])
        for _ in 5..<20 {
            line.endAll()
            _ = line.serving(after: 1)
        }
        line.endAll()
    }

    @Test func whatOneUserHasWaitingIsBounded() {
        let line = Line()
        let limiter = line.limiter(.init(served: 1, waiting: 10, waitingOfUser: 2))
        for number in 0..<5 { limiter.admit(Connection(descriptor: Int32(number), user: 1)) }
        limiter.admit(Connection(descriptor: 5, user: 2))
        #expect(line.refusals == [3, 4])
        for served in [0, 1, 2, 5] as [Int32] {
            #expect(line.serving(after: 1) == [served])
            line.end(served)
        }
    }

    @Test func theLineSaysWhenItIsFull() {
        let line = Line()
        let limiter = line.limiter(.init(served: 1, waiting: 2))
        for number in 0..<3 { limiter.admit(Connection(descriptor: Int32(number), user: uid_t(number))) }
        #expect(line.fullness == [true])
        // One that was accepted before still has its place.
        limiter.admit(Connection(descriptor: 3, user: 3))
        for served in 0..<4 as Range<Int32> {
            #expect(line.serving(after: 1) == [served])
            line.end(served)
        }
        #expect(line.fullness == [true, false])
    }
}
