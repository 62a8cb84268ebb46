import DequeModule
import Directives

/// The places of one gateway: how many runs go at a time, and how many start in a minute.
///
/// Pure: the engine asks before a claim and tells of starts and ends.
struct CourierPool {
    private var concurrency: Int
    private var perMinute: Int?
    private var busy = 0
    /// The starts of the last minute, oldest first; kept only where a rate is set.
    private var starts: Deque<Instant> = []

    init(gateway: Gateway) {
        concurrency = gateway.concurrency
        perMinute = gateway.perMinute
    }

    /// Goes on under other limits; what was started in the last minute still counts.
    mutating func adopt(_ gateway: Gateway) {
        concurrency = gateway.concurrency
        perMinute = gateway.perMinute
        if perMinute == nil { starts = [] }
    }

    /// How many runs may be taken now.
    mutating func room(at now: Instant) -> Int {
        let free = concurrency - busy
        guard let perMinute else { return free }
        forgetStarts(at: now)
        return min(free, perMinute - starts.count)
    }

    /// Starts older than a minute, and such as a clock that was set back has left in the future.
    private mutating func forgetStarts(at now: Instant) {
        while let oldest = starts.first, !(-1_000..<60_000).contains(now.milliseconds(since: oldest)) {
            starts.removeFirst()
        }
    }

    /// When the rate allows the next run; nil where it allows one now or only a free place is missing.
    mutating func rateRelease(at now: Instant) -> Instant? {
        forgetStarts(at: now)
        guard let perMinute, starts.count >= perMinute, busy < concurrency else { return nil }
        return starts[starts.count - perMinute].adding(seconds: 60)
    }

    /// A place is taken from the claim on; it is free again when the outcome is durable.
    mutating func take(at start: Instant) {
        busy += 1
        if perMinute != nil { starts.append(start) }
    }

    mutating func release() {
        busy -= 1
    }

    var isIdle: Bool { busy == 0 }
}
