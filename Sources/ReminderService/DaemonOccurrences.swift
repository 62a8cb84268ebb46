import DequeModule
import Dispatch
import Glibc
import Ledger
import Synchronization

/// What the daemon's main loop waits for: signals, and the failure of the storage.
///
/// Not an `AsyncStream`, whose `next` goes through the pool of threads: once that has been used, Dispatch wakes each second
/// for ever to look after it.
final class DaemonOccurrences: Sendable {
    enum Occurrence: Sendable {
        case stop, reload
        case storageFailed(LedgerError)
    }

    private struct State {
        var waiting: Deque<Occurrence> = []
        var listener: CheckedContinuation<Occurrence, Never>?
    }

    private let state: Mutex<State>
    private let signals: Mutex<[SignalSource]>

    private struct SignalSource: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }

    init(queue: DispatchQueue) {
        state = Mutex(State())
        signals = Mutex([])
        let sources = [(SIGTERM, Occurrence.stop), (SIGINT, .stop), (SIGHUP, .reload)].map { number, occurrence in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in send(occurrence) }
            source.activate()
            return SignalSource(source: source)
        }
        signals.withLock { $0 = sources }
    }

    /// The next one; for one listener at a time.
    @MainActor
    func next() async -> Occurrence {
        await withCheckedContinuation { listener in
            let first = state.withLock { state in
                let first = state.waiting.popFirst()
                if first == nil { state.listener = listener }
                return first
            }
            if let first { listener.resume(returning: first) }
        }
    }

    func send(_ occurrence: Occurrence) {
        let listener = state.withLock { state in
            guard let listener = state.listener.take() else {
                state.waiting.append(occurrence)
                return nil as CheckedContinuation<Occurrence, Never>?
            }
            return listener
        }
        listener?.resume(returning: occurrence)
    }
}
