import Dispatch
import Glibc
import Ledger

/// What the daemon's main loop waits for: signals, and the failure of the storage.
final class DaemonOccurrences: Sendable {
    enum Occurrence: Sendable {
        case stop, reload
        case storageFailed(LedgerError)
    }

    let stream: AsyncStream<Occurrence>
    private let continuation: AsyncStream<Occurrence>.Continuation
    private let signals: [SignalSource]

    private struct SignalSource: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }

    init(queue: DispatchQueue) {
        let (stream, continuation) = AsyncStream.makeStream(of: Occurrence.self)
        (self.stream, self.continuation) = (stream, continuation)
        signals = [(SIGTERM, Occurrence.stop), (SIGINT, .stop), (SIGHUP, .reload)].map { number, occurrence in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { continuation.yield(occurrence) }
            source.activate()
            return SignalSource(source: source)
        }
    }

    func send(_ occurrence: Occurrence) {
        continuation.yield(occurrence)
    }
}
