internal import Basics
internal import Glibc

/// The messages of the daemon to the service manager that started it (sd_notify(3)).
///
/// They have no effect where `NOTIFY_SOCKET` is missing, so the daemon need not know whether systemd runs it.
public struct ServiceManager: Sendable {
    private let environment: Environment

    /// - Parameter environment: the source of `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`.
    public init(environment: Environment = .process) {
        self.environment = environment
    }

    /// Says that the plan is loaded and the timer armed; also ends what `notifyReloading()` began.
    @discardableResult
    public func notifyReady(status: String) -> Bool {
        notify(["READY=1", "STATUS=\(Self.line(status))"])
    }

    /// Says that a reload begins.
    ///
    /// Without a later `notifyReady(status:)` the unit stays "reloading" for ever, on systemd 252 at least.
    @discardableResult
    public func notifyReloading() -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return notify(["RELOADING=1", "MONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)"])
    }

    /// Sets the line that `systemctl status` shows; line feeds become blanks.
    @discardableResult
    public func notifyStatus(_ status: String) -> Bool {
        notify(["STATUS=\(Self.line(status))"])
    }

    /// Says that the start goes on and may take so much longer from now, whatever `TimeoutStartSec=` says.
    ///
    /// It must be said again before that time is over (sd_notify(3), EXTEND_TIMEOUT_USEC).
    @discardableResult
    public func notifyStillStarting(for time: Duration, status: String) -> Bool {
        notify(["EXTEND_TIMEOUT_USEC=\(time.components.seconds * 1_000_000)", "STATUS=\(Self.line(status))"])
    }

    /// Says that the daemon is stopping.
    @discardableResult
    public func notifyStopping() -> Bool {
        notify(["STOPPING=1"])
    }

    /// Says that the scheduler is alive.
    @discardableResult
    public func notifyWatchdog() -> Bool {
        notify(["WATCHDOG=1"])
    }

    /// How long the manager waits for a `notifyWatchdog()` before it ends the daemon; nil without a watchdog.
    ///
    /// Call it after half of that time (sd_watchdog_enabled(3)).
    public var watchdogInterval: Duration? {
        if let process = environment["WATCHDOG_PID"], process != "\(getpid())" { return nil }
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        return .microseconds(microseconds)
    }

    /// Sends the assignments in one datagram; false where nobody listens or the manager did not receive them.
    private func notify(_ assignments: [String]) -> Bool {
        guard let path = environment["NOTIFY_SOCKET"], let address = SocketAddress(systemd: path) else { return false }
        // One descriptor for each call, so that none stays open and no gateway inherits one.
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var text = assignments.joined(separator: "\n")
        return text.withUTF8 { bytes in
            address.withPointer { pointer, length in
                var sent: Int
                repeat {
                    sent = sendto(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), pointer, length)
                } while sent < 0 && errno == EINTR
                return sent == bytes.count
            }
        }
    }

    /// A line feed would begin an assignment of its own.
    private static func line(_ status: String) -> String {
        VisibleText.escaped(status.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}
