import Basics
import Directives
import Foundation
import Ledger

/// What a simulation records: the decision log, and what the checker needs.
struct Record {
    /// A configuration and the obligations that were in force from an instant of the clock on.
    struct Epoch {
        let from: Instant
        /// Which of the configurations.
        let configuration: Int
        let obligations: [ObligationImage]
        /// The last event that the ledger had by then.
        let row: Int64
    }

    /// A span of the clock without a step back, within one epoch; after a step ahead, what lies between has passed.
    struct Stretch {
        let epoch: Int
        let from: Instant
        let to: Instant
    }

    /// What a person was told, as the head of the chain at that moment: it must never be lost.
    struct Promise {
        let head: ChainHead
        let what: String
    }

    /// A span of real time in which the clock could not be right.
    struct Insanity {
        let from: Int64
        var to: Int64
        /// What the clock showed last while it was right; when it is right again, it continues from there.
        let last: Instant
        /// The latest instant that the daemon knows, from its clock or its ledger.
        let latest: Instant
        /// Whether it was set forward; a clock that was set back comes near enough to `latest` by itself, in time.
        let isAhead: Bool

        /// From when on a clock that was set back is within two days of `latest`, and so counts as right.
        var near: Instant { latest.adding(seconds: -2 * 86_400) }

        /// Whether it cannot be right at an instant.
        func holds(at wall: Instant) -> Bool { isAhead ? wall > latest : wall < near }
    }

    private(set) var configurations: [Configuration] = []
    private(set) var epochs: [Epoch] = []
    private(set) var stretches: [Stretch] = []
    var promises: [Promise] = []
    var violations: [String] = []
    var faults: [String: Int] = [:]
    /// In real time: when the clock was set by less than what makes it insane, or back again, and what it showed then.
    var steps: [(real: Int64, by: Int64, wall: Instant)] = []
    /// Stretches of real time in which the clock could not be right.
    var insane: [Insanity] = []
    /// In real time: when something else than a gateway disturbed the daemon, and until when.
    var disturbed: [(from: Int64, to: Int64)] = []

    private var openSince: Instant?
    private var hash: [UInt8] = []
    private(set) var tail: [String] = []
    let isTracing: Bool

    init(isTracing: Bool) { self.isTracing = isTracing }

    /// Adds a line to the decision log.
    mutating func log(_ line: String) {
        // A chain of hashes, so that the digest covers all lines without keeping them.
        hash = SHA256.hash(hash + Array(line.utf8))
        tail.append(line)
        if tail.count > 400 { tail.removeFirst(200) }
        if isTracing { print(line) }
    }

    var digest: String { hash.prefix(8).hexadecimal }

    mutating func fault(_ kind: String) { faults[kind, default: 0] += 1 }

    mutating func violation(_ text: String) {
        violations.append(text)
        log("VIOLATION \(text)")
    }

    mutating func add(_ configuration: Configuration) -> Int {
        configurations.append(configuration)
        return configurations.count - 1
    }

    /// Notes that another state is in force from now on.
    mutating func begin(_ obligations: [ObligationImage], configuration: Int, at now: Instant, row: Int64) {
        let isOpen = openSince != nil
        if isOpen { pause(at: now) }
        epochs.append(Epoch(from: now, configuration: configuration, obligations: obligations, row: row))
        if isOpen || epochs.count == 1 { openSince = now }
    }

    /// Ends the current stretch: the clock is about to be set back, or cannot be right.
    mutating func pause(at now: Instant) {
        guard let from = openSince else { return }
        if !epochs.isEmpty { stretches.append(Stretch(epoch: epochs.count - 1, from: from, to: max(from, now))) }
        openSince = nil
    }

    /// Begins a stretch at an instant.
    mutating func resume(from: Instant) { openSince = from }
}

/// An obligation as the ledger stores it, and the number of that stored text.
struct ObligationImage: Sendable {
    let obligation: Obligation
    /// Each different text has a number of its own.
    let serial: Int
}
