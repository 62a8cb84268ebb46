public import Directives
public import Dispatch
import Glibc
import Synchronization

/// The machine's clock, or the same one shifted by a constant, and a one-shot Dispatch wall timer.
///
/// A Dispatch wall timer is an absolute `CLOCK_REALTIME` timer in the kernel: it follows the clock when it is set, and
/// fires at once where that passes it by. A repeating one would fall silent after a step back, hence one-shot.
public final class WallClock: EngineClock {
    /// What libdispatch can arm on Linux: instants outside never fire.
    private static let armable = Instant(seconds: 1)...Instant(seconds: 4_611_686_018)

    private let shift: Int64
    private let queue: DispatchQueue
    private let timer: Mutex<Timer?>

    /// A source is used on its queue and under the lock only.
    private struct Timer: @unchecked Sendable {
        let source: any DispatchSourceTimer
    }

    /// - Parameter start: the instant that the clock shows now; nil for the machine's own.
    public init(startingAt start: Instant? = nil, queue: DispatchQueue) {
        shift = start.map { $0.milliseconds(since: Self.machineTime()) } ?? 0
        isWall = start == nil
        self.queue = queue
        timer = Mutex(nil)
    }

    public let isWall: Bool

    public var now: Instant {
        Self.machineTime().adding(milliseconds: shift)
    }

    public var elapsed: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    public func arm(at instant: Instant?, _ fire: @escaping @Sendable () -> Void) {
        timer.withLock { timer in
            timer?.source.cancel()
            timer = nil
            guard let instant else { return }
            let real = instant.adding(milliseconds: -shift)
            let bounded = min(max(real, Self.armable.lowerBound), Self.armable.upperBound)
            let source = DispatchSource.makeTimerSource(queue: queue)
            let fraction = Int(bounded.milliseconds - Int64(bounded.seconds) * 1_000) * 1_000_000
            source.setEventHandler(handler: fire)
            source.schedule(
                wallDeadline: DispatchWallTime(timespec: timespec(tv_sec: bounded.seconds, tv_nsec: fraction)),
                leeway: .nanoseconds(0))
            source.activate()
            timer = Timer(source: source)
        }
    }

    public func linger(milliseconds: Int, _ fire: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds), execute: fire)
    }

    private static func machineTime() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
