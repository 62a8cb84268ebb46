import DequeModule
import Directives

/// The places of one gateway: how many runs go at a time, and how many start in a minute.
///
/// Pure: the engine asks before a claim and tells of starts and ends.
struct CourierPool {
    private let concurrency: Int
    private let perMinute: Int?
    private var busy = 0
    /// The starts of the last minute, oldest first; kept only where a rate is set.
    private var starts: Deque<Instant> = []

    init(gateway: Gateway) {
        concurrency = gateway.concurrency
        perMinute = gateway.perMinute
    }

    /// How many runs may be taken now.
    mutating func room(at now: Instant) -> Int {
        let free = concurrency - busy
        guard let perMinute else { return free }
        while let oldest = starts.first, now.milliseconds(since: oldest) >= 60_000 || oldest > now {
            starts.removeFirst()
        }
        return min(free, perMinute - starts.count)
    }

    /// When the rate allows the next run; nil where it allows one now or only a free place is missing.
    func rateRelease(at now: Instant) -> Instant? {
        guard let perMinute, starts.count >= perMinute, busy < concurrency else { return nil }
        return starts[starts.count - perMinute].adding(seconds: 60)
    }

    /// A place is taken from the claim on; it is free again when the outcome is durable.
    mutating func take(at now: Instant) {
        busy += 1
        if perMinute != nil { starts.append(now) }
    }

    mutating func release() {
        busy -= 1
    }

    var isIdle: Bool { busy == 0 }
}
