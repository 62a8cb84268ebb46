internal import Dispatch
internal import Glibc
public import Logging
internal import Synchronization

/// Limits a burst of one kind of event: after the first twenty entries in a second, one line says how many more there
/// were.
///
/// The kind is the metadata key `event`, else the line of code that logs. Copies of the value count together.
public struct SummarisingLogHandler: LogHandler {
    private var wrapped: any LogHandler
    private let counts: Counts

    /// - Parameter wrapped: the handler of the entries that pass.
    public init(_ wrapped: any LogHandler, limit: Int = 20) {
        self.wrapped = wrapped
        counts = Counts(limit: limit)
    }

    public var logLevel: Logger.Level {
        get { wrapped.logLevel }
        set { wrapped.logLevel = newValue }
    }

    public var metadata: Logger.Metadata {
        get { wrapped.metadata }
        set { wrapped.metadata = newValue }
    }

    public var metadataProvider: Logger.MetadataProvider? {
        get { wrapped.metadataProvider }
        set { wrapped.metadataProvider = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { wrapped[metadataKey: key] }
        set { wrapped[metadataKey: key] = newValue }
    }

    public func log(event: LogEvent) {
        let now = Self.now()
        let named = event.metadata?["event"] ?? metadataProvider?.get()["event"] ?? metadata["event"]
        let kind = named?.description ?? "\(event.file):\(event.line)"
        let (overflows, verdict) = counts.summary.withLock { summary in
            (summary.overflows(at: now), summary.take(kind, level: event.level, at: now))
        }
        overflows.forEach(summarise)
        switch verdict {
        case .passes: wrapped.log(event: event)
        case .withheld(summaryDue: let due?): summarise(after: due - now)
        case .withheld(summaryDue: nil): break
        }
    }

    /// Logs at once how many entries have been withheld; to be called before the process ends.
    public func flush() {
        counts.summary.withLock { $0.overflows(at: nil) }.forEach(summarise)
    }

    private func summarise(_ overflow: BurstSummary.Overflow) {
        wrapped.log(
            event: LogEvent(
                level: overflow.level, message: "… and \(overflow.count) more",
                metadata: ["event": "\(overflow.kind)", "withheld": "\(overflow.count)"],
                source: nil, file: #fileID, function: #function, line: #line))
    }

    /// One timer for each burst, none otherwise.
    private func summarise(after wait: Duration) {
        let (seconds, attoseconds) = wait.components
        let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000 + 1
        counts.queue.asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds))) {
            counts.summary.withLock { $0.overflows(at: Self.now()) }.forEach(summarise)
        }
    }

    /// The time since boot, which no step of the clock moves.
    private static func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

/// The counts that all copies of a handler share.
private final class Counts: Sendable {
    let summary: Mutex<BurstSummary>
    /// Not a global queue: once one has been used, Dispatch's manager wakes each second for ever.
    let queue = DispatchQueue(label: "dondoc.log.bursts", qos: .utility)

    init(limit: Int) {
        summary = Mutex(BurstSummary(limit: limit))
    }
}
