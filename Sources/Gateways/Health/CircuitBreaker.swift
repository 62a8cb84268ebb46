package import Directives

/// Whether a gateway is trusted with messages, by how its latest runs ended.
///
/// Pure. Five failures in a row suspend a gateway, unless all were of one address, which may have trouble of its own;
/// then one message at a time is tried, after 10 s, 1, 5 and then every 15 minutes, the first steps of the retries, until
/// the gateway shows that it lives. After a restart it begins closed.
package struct CircuitBreaker: Hashable, Sendable {
    /// How many failures in a row open it.
    package static let threshold = 5
    /// The waits before each probe, in seconds; the last one repeats.
    package static let pauses = RetrySchedule.waits.prefix(4)

    package enum State: Hashable, Sendable {
        /// So many failures in a row, and of which addresses: of two or more, they are fewer than the threshold.
        case closed(failures: Int, of: Set<String>)
        /// Nothing goes before the instant; after so many probes that failed.
        case open(until: Instant, probes: Int)
        /// Half-open: the one probe is on its way.
        case probing(probes: Int)
    }

    /// What a run says of its gateway, whatever it says of its message.
    package enum Sign: Hashable, Sendable {
        /// It took the message, or refused the recipient for good: somebody is there and answers.
        case alive
        /// Put off, no known outcome, or set up wrongly.
        case failing
        /// No program ran, by a fault of the message.
        case none
    }

    /// What the operator hears of.
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

    /// When the next probe may go; nil while it is closed, and while a probe is on its way.
    package var nextProbe: Instant? {
        // Inlined into a closure that reads a pool, it makes the optimiser of Swift 6.3.1 fail.
        @inline(never) get { if case .open(let until, _) = state { until } else { nil } }
    }

    /// How many runs may be taken at an instant; nil for any number.
    package func allowance(at now: Instant) -> Int? {
        switch state {
        case .closed: nil
        case .open(let until, _): until <= now ? 1 : 0
        case .probing: 0
        }
    }

    /// Notes that a run is taken, which is the probe if it is not closed; gives whether it is.
    package mutating func take() -> Bool {
        guard case .open(_, let probes) = state else { return false }
        state = .probing(probes: probes)
        return true
    }

    /// Notes how a run ended.
    ///
    /// While it is not closed, only the probe's failure counts; any sign of life closes it, also that of a run that
    /// began before it opened.
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
            // Nothing was learnt: the next message is the probe.
            state = .open(until: now, probes: probes)
        default: break
        }
        return nil
    }

    /// The next probe may go at once: the gateway is set up anew, or the clock was set.
    package mutating func probeAtOnce() {
        if case .open = state { state = .open(until: .distantPast, probes: 0) }
    }

    private mutating func open(after probes: Int, at now: Instant) -> Change {
        let until = now.adding(seconds: Self.pauses[min(probes, Self.pauses.count - 1)])
        state = .open(until: until, probes: probes)
        return .suspended(until: until)
    }
}
