import Directives
import Rendering

/// What the readings of a clock mean: whether it is right, was set back, or let time pass unwatched.
///
/// Pure: readings are parameters. It owns from when on slots count as on time; a slot that passed before then follows the
/// rule for passed slots (design §4).
struct ClockAssessment {
    /// A timer that fires later than this has slept, in milliseconds: what came due meanwhile is late.
    static let tolerance: Int64 = 60_000

    private enum State {
        case right
        case wrong(ClockFault, since: Instant)
    }

    /// What one reading means.
    struct Look {
        let now: Instant
        /// Why the clock cannot be right; nothing is claimed meanwhile.
        let fault: ClockFault?
        /// Whether nobody was notified of this fault yet.
        let isNewFault: Bool
        /// What the clock had shown when it was right, where it shows an earlier instant now.
        let setBackFrom: Instant?

        var isRight: Bool { fault == nil }
    }

    /// Changes whenever slots may count as on time that did not before, or the other way round.
    private(set) var revision = 0
    /// From here on slots are on time.
    private(set) var onTimeSince: Instant {
        didSet { revision += 1 }
    }
    /// The same for a gateway that was suspended, by its name.
    private var gatewayOnTimeSince: [String: Instant] = [:] {
        didSet { revision += 1 }
    }

    /// A clock that is shifted or moved by hand is always right.
    private let isJudged: Bool
    private var sanity: ClockSanity
    private var state = State.right
    /// The latest that a clock that was right has shown, to this process or to the ledger.
    private var latestSeen: Instant?
    /// When the engine looks again; nil where only a program that ends or an order makes it.
    private(set) var armedFor: Instant?

    init(_ reading: ClockReading, isJudged: Bool) {
        self.isJudged = isJudged
        sanity = ClockSanity(newestEntry: nil, now: reading.now, elapsed: reading.elapsed)
        onTimeSince = reading.now
    }

    // MARK: Questions

    /// Why the clock cannot be right; nil for one that is, and for one that is not judged.
    func fault(_ reading: ClockReading) -> ClockFault? {
        isJudged ? sanity.fault(now: reading.now, elapsed: reading.elapsed) : nil
    }

    /// What is recorded as the present: what the clock shows, or would show if it were right.
    func likelyNow(_ reading: ClockReading) -> Instant {
        isJudged ? sanity.likely(now: reading.now, elapsed: reading.elapsed) : reading.now
    }

    /// From when on slots are on time that one gateway alone serves, by its name.
    ///
    /// - Parameter suspended: the names of those that are suspended now: what waits for them becomes late.
    func onTimeSince(suspended: [String], at now: Instant) -> [String: Instant] {
        let late = suspended.map { ($0, now.adding(milliseconds: -Self.tolerance)) }
        return gatewayOnTimeSince.merging(late) { $1 }
    }

    // MARK: Events

    /// Holds the clock against the newest entry of the ledger.
    mutating func judge(_ reading: ClockReading, newestEntry: Instant?) {
        sanity = ClockSanity(newestEntry: newestEntry, now: reading.now, elapsed: reading.elapsed)
    }

    /// The engine starts; the clock may have been set back while no process ran.
    mutating func start(_ reading: ClockReading, newestEntry: Instant?) {
        onTimeSince = reading.now
        judge(reading, newestEntry: newestEntry)
        latestSeen = newestEntry
    }

    /// The timer is set to an instant, or the engine works on at once.
    mutating func armed(for instant: Instant?) {
        armedFor = instant
    }

    /// Looks at the clock; `settle` follows when what the look means is written.
    ///
    /// - Parameter storageBlockedSince: since when nothing could be written.
    mutating func look(_ reading: ClockReading, storageBlockedSince: Instant?) -> Look {
        let now = reading.now
        // After a step back, what comes from now on is on time.
        if now < onTimeSince { onTimeSince = now }
        // The machine was suspended or its clock set, or for a while nothing could be claimed.
        let unwatchedSince = [armedFor, storageBlockedSince].compactMap(\.self).min()
        if let unwatchedSince, now.milliseconds(since: unwatchedSince) > Self.tolerance {
            onTimeSince = now
            armedFor = nil
        }
        let fault = fault(reading)
        var isNew = fault != nil
        if case .wrong(let known, _) = state { isNew = isNew && fault != known }
        let latest = fault == nil ? latestSeen.flatMap { now < $0 ? $0 : nil } : nil
        return Look(now: now, fault: fault, isNewFault: isNew, setBackFrom: latest)
    }

    /// What a look means is written.
    mutating func settle(_ look: Look) {
        let now = look.now
        switch (state, look.fault) {
        case (.right, let fault?): state = .wrong(fault, since: now)
        case (.wrong(_, let since), let fault?): state = .wrong(fault, since: since)
        case (.wrong(_, let since), nil):
            state = .right
            // What came due while the clock could not be right has passed.
            if abs(now.milliseconds(since: since)) > Self.tolerance { onTimeSince = now }
        case (.right, nil): break
        }
        guard look.isRight else { return }
        if look.setBackFrom != nil { gatewayOnTimeSince = gatewayOnTimeSince.mapValues { min($0, now) } }
        latestSeen = now
        sanity.note(now)
    }

    /// The clock may have been set: gives by how many milliseconds, positive for forward.
    mutating func step(_ reading: ClockReading) -> Int64 {
        sanity.step(now: reading.now, elapsed: reading.elapsed)
    }

    /// The step is written: slots that it passed over are late.
    mutating func settle(step: Int64, at now: Instant) {
        if step > Self.tolerance { onTimeSince = now } else { revision += 1 }
    }

    /// A person says that the clock is right.
    mutating func accept(_ reading: ClockReading) {
        sanity.accept(reading.now, elapsed: reading.elapsed)
        revision += 1
    }

    /// A suspended gateway answers again: what waited for it is late.
    mutating func gatewayResumed(_ name: String, at instant: Instant) {
        gatewayOnTimeSince[name] = instant.adding(milliseconds: -Self.tolerance)
    }
}

/// What a clock shows at one moment.
struct ClockReading {
    let now: Instant
    /// Milliseconds since the machine was started, sleep included.
    let elapsed: Int64
}

extension EngineClock {
    var reading: ClockReading { ClockReading(now: now, elapsed: elapsed) }
}
