package import Directives

/// Whether a gateway gets messages, judged by how its latest runs ended.
///
/// Pure. Five failures in a row suspend a gateway, unless all were for one address, which may itself be the cause. Then
/// one message at a time is tried, after 10 s, 1 minute, 5 minutes and then every 15 minutes (the first steps of the
/// retries), until one run shows that the gateway works. After a restart it begins closed.
package struct CircuitBreaker: Hashable, Sendable {
    /// How many failures in a row open it.
    package static let threshold = 5
    /// The waits before each probe, in seconds; the last one repeats.
    package static let pauses = RetrySchedule.waits.prefix(4)

    package enum State: Hashable, Sendable {
        /// The number of failures in a row, and for which addresses; with two or more addresses it is below the threshold.
        case closed(failures: Int, of: Set<String>)
        /// Nothing is sent before the instant; with the number of probes that have failed.
        case open(until: Instant, probes: Int)
        /// Half-open: the one probe is running.
        case probing(probes: Int)
    }

    /// What a run says about its gateway, whatever it says about its message.
    package enum Sign: Hashable, Sendable {
        /// It took the message, or rejected the recipient: it answers.
        case alive
        /// The message was deferred, the outcome is unknown, or the gateway is set up wrongly.
        case failing
        /// No program ran, because of a fault of the message.
        case none
    }

    /// What the operator is notified of.
    package enum Change: Hashable, Sendable {
        case suspended(until: Instant)
        case resumed
    }

    package private(set) var state = State.closed(failures: 0, of: [])
    /// Since when it is not closed.
    package private(set) var openedAt: Instant?

    package init() {}

    package var isClosed: Bool {
        if case .closed = state { true } else { false }
    }

    /// When the next probe may start; nil while it is closed, and while a probe is running.
    package var nextProbe: Instant? {
        // When it is inlined into a closure that reads a pool, the optimiser of Swift 6.3.1 fails.
        @inline(never) get { if case .open(let until, _) = state { until } else { nil } }
    }

    /// How many runs may start at an instant; nil for any number.
    package func allowance(at now: Instant) -> Int? {
        switch state {
        case .closed: nil
        case .open(let until, _): until <= now ? 1 : 0
        case .probing: 0
        }
    }

    /// Notes that a run starts, which is the probe if the breaker is not closed; returns whether it is the probe.
    package mutating func take() -> Bool {
        guard case .open(_, let probes) = state else { return false }
        state = .probing(probes: probes)
        return true
    }

    /// Notes how a run ended.
    ///
    /// While it is not closed, only the probe's failure counts; any successful run closes it, also one that started
    /// before it opened.
    package mutating func note(_ sign: Sign, of address: String, isProbe: Bool, at now: Instant) -> Change? {
        switch (state, sign) {
        case (.closed, .alive):
            state = .closed(failures: 0, of: [])
        case (.closed(let failures, var addresses), .failing):
            addresses.insert(address)
            guard failures + 1 >= Self.threshold, addresses.count > 1 else {
                state = .closed(failures: failures + 1, of: addresses)
                return nil
            }
            openedAt = now
            return open(after: 0, at: now)
        case (.open, .alive), (.probing, .alive):
            state = .closed(failures: 0, of: [])
            openedAt = nil
            return .resumed
        case (.probing(let probes), .failing) where isProbe:
            _ = open(after: probes + 1, at: now)
        case (.probing(let probes), .none) where isProbe:
            // The run showed nothing: the next message is the probe.
            state = .open(until: now, probes: probes)
        default: break
        }
        return nil
    }

    /// Allows the next probe at once: the gateway has new settings, or the clock was set.
    package mutating func probeAtOnce() {
        if case .open = state { state = .open(until: .distantPast, probes: 0) }
    }

    private mutating func open(after probes: Int, at now: Instant) -> Change {
        let until = now.adding(seconds: Self.pauses[min(probes, Self.pauses.count - 1)])
        state = .open(until: until, probes: probes)
        return .suspended(until: until)
    }
}
