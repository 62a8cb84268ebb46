import Glibc
import Systemd
import Testing

@Suite struct ServiceManagerTests {
    @Test func readinessAndItsStatusArriveTogether() throws {
        let socket = try NotifySocket()
        #expect(socket.manager.notifyReady(status: "next 08:00"))
        #expect(socket.next() == "READY=1\nSTATUS=next 08:00")
        #expect(socket.next() == nil)
    }

    @Test func aReloadSaysWhenItBegan() throws {
        let socket = try NotifySocket()
        let before = monotonicMicroseconds()
        socket.manager.notifyReloading()
        let lines = try #require(socket.next()).split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let began = try #require(lines.last?.split(separator: "=").last.flatMap { Int($0) })
        #expect(lines.last?.hasPrefix("MONOTONIC_USEC=") == true)
        #expect((before...monotonicMicroseconds()).contains(began))
    }

    @Test func watchdogAndStopAreOneAssignmentEach() throws {
        let socket = try NotifySocket()
        socket.manager.notifyWatchdog()
        socket.manager.notifyStopping()
        #expect(socket.next() == "WATCHDOG=1")
        #expect(socket.next() == "STOPPING=1")
    }

    @Test(arguments: ["a\nREADY=1", "a\r\nREADY=1", "a\u{2028}READY=1"])
    func aStatusCannotSmuggleAnAssignment(_ status: String) throws {
        let socket = try NotifySocket()
        socket.manager.notifyStatus(status)
        #expect(socket.next() == "STATUS=a READY=1")
    }

    @Test func anAbstractSocketIsReached() throws {
        let name = "dondoc-test-\(getpid())-abstract"
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: [0] + Array(name.utf8)) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
        let bound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(bound == 0)
        let manager = ServiceManager(environment: Environment(["NOTIFY_SOCKET": "@\(name)"]))
        #expect(manager.notifyWatchdog())
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        #expect(count == "WATCHDOG=1".utf8.count)
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"], ["NOTIFY_SOCKET": "vsock:2:1"],
        ["NOTIFY_SOCKET": "/nonexistent/notify"], ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
    ])
    func withoutAListenerNothingHappens(_ variables: [String: String]) {
        let manager = ServiceManager(environment: Environment(variables))
        #expect(!manager.notifyReady(status: ""))
        #expect(!manager.notifyWatchdog())
        #expect(manager.watchdogInterval == nil)
    }

    @Test func theWatchdogIsForTheProcessItNames() {
        func interval(_ variables: [String: String]) -> Duration? {
            ServiceManager(environment: Environment(variables)).watchdogInterval
        }
        #expect(interval(["WATCHDOG_USEC": "60000000"]) == .seconds(60))
        #expect(interval(["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "\(getpid())"]) == .seconds(60))
        #expect(interval(["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"]) == nil)
        for nonsense in ["0", "-1", "", "1s", "99999999999999999999"] {
            #expect(interval(["WATCHDOG_USEC": nonsense]) == nil)
        }
    }

    private func monotonicMicroseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
    }
}
