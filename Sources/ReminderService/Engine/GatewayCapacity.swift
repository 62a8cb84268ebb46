import DequeModule
import Directives
import Gateways

/// The places of one gateway: how many runs go at a time, how many start in a minute, and whether it is trusted at all.
///
/// Pure: the engine asks before a claim and notes starts and ends.
struct GatewayCapacity {
    private var gateway: Gateway
    private(set) var breaker = CircuitBreaker()
    private var busy = 0
    /// The starts of the last minute in order of their instants; kept only where a rate is set.
    private var starts: Deque<Instant> = []

    init(gateway: Gateway) {
        self.gateway = gateway
    }

    private var perMinute: Int? { gateway.perMinute }

    /// Goes on under other limits; what was started in the last minute still counts.
    ///
    /// A suspended gateway stays so, and is probed at once by its new settings.
    mutating func adopt(_ gateway: Gateway) {
        guard gateway != self.gateway else { return }
        self.gateway = gateway
        breaker.probeAtOnce()
        if perMinute == nil { starts = [] }
    }

    /// How many runs may be taken now.
    mutating func room(at now: Instant) -> Int {
        let free = min(gateway.concurrency - busy, breaker.allowance(at: now) ?? .max)
        guard let perMinute else { return free }
        forgetStarts(at: now)
        return min(free, perMinute - starts.count)
    }

    /// Forgets starts older than a minute, and such as a clock that was set back has left in the future; those of the
    /// next moment are claims made ahead.
    private mutating func forgetStarts(at now: Instant) {
        while let oldest = starts.first, now.milliseconds(since: oldest) >= 60_000 { starts.removeFirst() }
        while let latest = starts.last, latest.milliseconds(since: now) > 1_000 { starts.removeLast() }
    }

    /// When a run may be taken, as far as time decides: now where there is room, later by the rate or the breaker; nil
    /// where a run must end first.
    mutating func opening(at now: Instant) -> Instant? {
        guard busy < gateway.concurrency, breaker.isClosed || breaker.nextProbe != nil else { return nil }
        var opening = max(now, breaker.nextProbe ?? now)
        forgetStarts(at: now)
        if let perMinute, starts.count >= perMinute {
            opening = max(opening, starts[starts.count - perMinute].adding(seconds: 60))
        }
        return opening
    }

    /// A place is taken from the claim on; it is free again when the outcome is durable.
    ///
    /// - Returns: whether the run is the probe of a suspended gateway.
    @discardableResult
    mutating func take(at start: Instant) -> Bool {
        busy += 1
        if perMinute != nil {
            // Runs are taken some milliseconds ahead, and a clock may be set back: in its place.
            starts.insert(start, at: starts.lastIndex { $0 <= start }.map { $0 + 1 } ?? 0)
        }
        return breaker.take()
    }

    /// A suspended gateway is probed at once: the instant of its next probe counts no more.
    mutating func probeAtOnce() {
        breaker.probeAtOnce()
    }

    /// Notes what a run says of the gateway.
    mutating func note(
        _ sign: CircuitBreaker.Sign, of address: String, isProbe: Bool, at now: Instant
    ) -> CircuitBreaker.Change? {
        breaker.note(sign, of: address, isProbe: isProbe, at: now)
    }

    mutating func release() {
        busy -= 1
    }

    var isIdle: Bool { busy == 0 }
}
