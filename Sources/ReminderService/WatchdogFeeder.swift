import Dispatch
import Systemd

/// Feeds the service manager's watchdog from the scheduler's own queue, after a read of the ledger.
///
/// A daemon whose scheduler hangs, or whose storage does not answer, is not fed for.
final class WatchdogFeeder: Sendable {
    private struct Timer: @unchecked Sendable {
        let source: any DispatchSourceTimer
    }

    private let timer: Timer

    /// - Parameter interval: that of the manager; it is fed twice in it.
    init(interval: Duration, queue: DispatchQueue, _ manager: ServiceManager, _ engine: ReminderEngine) {
        let source = DispatchSource.makeTimerSource(queue: queue)
        source.setEventHandler {
            engine.assumeIsolated { engine in
                if engine.isAlive { manager.notifyWatchdog() }
            }
        }
        let seconds = Double(interval.components.seconds) + Double(interval.components.attoseconds) / 1e18
        source.schedule(deadline: .now(), repeating: seconds / 2, leeway: .milliseconds(Int(seconds * 50)))
        source.activate()
        timer = Timer(source: source)
    }

    func stop() {
        timer.source.cancel()
    }
}
