import DequeModule
import Dispatch
import Glibc
import Ledger
import Synchronization

/// What the daemon's main loop waits for: signals of the system, and the failure of the storage.
///
/// Not an `AsyncStream`, whose `next` runs on the shared pool of threads (see `Daemon.run`).
final class DaemonSignals: Sendable {
    enum Signal: Sendable {
        case stop, reload
        case storageFailed(LedgerError)
    }

    private struct State {
        var waiting: Deque<Signal> = []
        var listener: CheckedContinuation<Signal, Never>?
    }

    private let state = Mutex(State())
    private let sources = Mutex<[SignalSource]>([])

    private struct SignalSource: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }

    /// Call it before other threads start: they inherit the blocked signals.
    ///
    /// A blocked signal stays pending until Dispatch reads it from its signalfd. An ignored one was lost when it came before
    /// Dispatch had registered it, and the daemon ran on.
    init(queue: DispatchQueue) {
        let meanings = [SIGTERM: Signal.stop, SIGINT: .stop, SIGHUP: .reload]
        var blocked = sigset_t()
        sigemptyset(&blocked)
        for number in meanings.keys { sigaddset(&blocked, number) }
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        let sources = meanings.map { number, meaning in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in send(meaning) }
            source.activate()
            return SignalSource(source: source)
        }
        self.sources.withLock { $0 = sources }
    }

    /// Whether a stop waits to be taken.
    var isStopRequested: Bool {
        state.withLock { $0.waiting.contains { if case .stop = $0 { true } else { false } } }
    }

    /// The next one; for one listener at a time.
    @MainActor
    func next() async -> Signal {
        await withCheckedContinuation { listener in
            let first = state.withLock { state in
                let first = state.waiting.popFirst()
                if first == nil { state.listener = listener }
                return first
            }
            if let first { listener.resume(returning: first) }
        }
    }

    func send(_ signal: Signal) {
        let listener = state.withLock { state in
            guard let listener = state.listener.take() else {
                state.waiting.append(signal)
                return nil as CheckedContinuation<Signal, Never>?
            }
            return listener
        }
        listener?.resume(returning: signal)
    }
}
