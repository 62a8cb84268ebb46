internal import CLinux
import Dispatch
import Glibc

/// Calls when the machine's clock is set, by any program and in any direction.
///
/// libdispatch arms its wall timers without `TFD_TIMER_CANCEL_ON_SET`; this timer exists for its cancellation alone.
final class ClockWatch: Sendable {
    private struct Source: @unchecked Sendable {
        let source: any DispatchSourceRead
    }

    private let source: Source

    /// Nil where the kernel refuses the timer.
    init?(queue: DispatchQueue, _ stepped: @escaping @Sendable () -> Void) {
        let descriptor = linux_clock_watch()
        guard descriptor >= 0 else { return nil }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler {
            _ = linux_clock_watch_again(descriptor)
            stepped()
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
        self.source = Source(source: source)
    }

    deinit {
        source.source.cancel()
    }
}
