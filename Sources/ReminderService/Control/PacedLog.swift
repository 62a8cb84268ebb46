import Dispatch
import Logging
import Synchronization

/// Logs what a caller may cause as often as it likes: of each kind at once, then at most one line a minute, with how many
/// times it happened since the line before.
final class PacedLog: Sendable {
    private struct Entry {
        let logged: DispatchTime
        var since = 0
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let logger: Logger

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// - Parameter text: also the kind.
    func warn(_ text: String, event: String, _ metadata: Logger.Metadata = [:], at now: DispatchTime = .now()) {
        let count = entries.withLock { entries -> Int? in
            if let entry = entries[text], now < entry.logged + .seconds(60) {
                entries[text]?.since += 1
                return nil
            }
            defer { entries[text] = Entry(logged: now) }
            return (entries[text]?.since ?? 0) + 1
        }
        guard let count else { return }
        let times: Logger.Metadata = ["event": "\(event)", "count": "\(count)"]
        logger.warning("\(text)\(count == 1 ? "" : " (\(count) times)")", metadata: times.merging(metadata) { $1 })
    }
}
