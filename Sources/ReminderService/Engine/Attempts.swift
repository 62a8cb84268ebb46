import Directives
import Gateways

/// The attempts under way and the capacity of the gateways that they use.
///
/// An attempt is claimed, runs from its instant on, and has finished when its gateway says so; its place and its
/// destination are free again only when the outcome is written. Pure: the engine runs the programs.
struct Attempts {
    private(set) var capacities: [String: GatewayCapacity] = [:]
    /// From the claim until the outcome is written, by message.
    private(set) var underway: [String: RunningAttempt] = [:]
    /// In the order in which they ended; their outcomes are not written yet.
    private(set) var finished: [FinishedAttempt] = []
    /// Since when the machine is short of descriptors, processes or memory; nil where a program has ended since.
    private(set) var shortSince: Instant?
    /// Until when nothing is started or claimed, as the machine is short of something.
    private var pausedUntil: Instant?
    private var busy: Set<Destination> = []
    private let plantedBugs: Set<PlantedBug>

    /// How long a machine that is short of something is left alone, in milliseconds.
    static let pause: Int64 = 5_000

    init(plantedBugs: Set<PlantedBug> = []) {
        self.plantedBugs = plantedBugs
    }

    // MARK: Questions

    /// Whether no program runs and every outcome is written.
    var isQuiet: Bool { finished.isEmpty && underway.values.allSatisfy { !$0.isRunning } }

    /// When the next message starts that was claimed ahead of its instant.
    var nextStart: Instant? {
        let next = underway.values.lazy.filter { !$0.isRunning }.map(\.startsAt).min()
        return next.map { max($0, pausedUntil ?? $0) }
    }

    /// Whether nothing is started or claimed for some seconds.
    var isPaused: Bool { pausedUntil != nil }

    /// The names of the gateways that are suspended.
    var suspended: [String] { capacities.filter { !$0.value.breaker.isClosed }.map(\.key) }

    func has(_ message: String) -> Bool { underway[message] != nil }

    func isBusy(_ destination: Destination) -> Bool { busy.contains(destination) }

    func busyAddresses(of gateway: String) -> Set<String> {
        Set(busy.lazy.filter { $0.gateway == gateway }.map(\.address))
    }

    /// The names of the gateways for which what waits becomes late: those that are suspended, or all while the machine is
    /// short of something.
    var unserved: [String] { shortSince != nil ? Array(capacities.keys) : suspended }

    /// How many runs a gateway may take now.
    mutating func room(of gateway: String, at now: Instant) -> Int {
        isPaused ? 0 : capacities[gateway]?.room(at: now) ?? 0
    }

    /// When a gateway may take a run, as far as time decides; nil where a run must end first.
    mutating func opening(of gateway: String, at now: Instant) -> Instant? {
        capacities[gateway]?.opening(at: now).map { max($0, pausedUntil ?? $0) }
    }

    /// The places that a transaction may claim for, with those free that it frees by recording what has finished.
    func places(freeing finished: [FinishedAttempt]) -> Places {
        var capacities = capacities
        for one in finished { capacities[one.attempt.gateway.name]?.release() }
        return Places(
            capacities: isPaused ? [:] : capacities, busy: busy.subtracting(finished.map(\.attempt.destination)),
            plantedBugs: plantedBugs)
    }

    // MARK: Events

    /// Other settings are in force; a gateway that is gone stays until its last run has ended.
    mutating func use(_ gateways: [Gateway]) {
        for gateway in gateways { capacities[gateway.name, default: GatewayCapacity(gateway: gateway)].adopt(gateway) }
        let names = Set(gateways.map(\.name))
        for (name, capacity) in capacities where capacity.isIdle && !names.contains(name) { capacities[name] = nil }
    }

    /// An attempt is claimed: takes its place and its destination.
    mutating func claimed(_ attempt: RunningAttempt, at now: Instant) {
        var attempt = attempt
        attempt.isProbe = capacities[attempt.gateway.name]?.take(at: max(now, attempt.startsAt)) ?? false
        if !plantedBugs.contains(.twoAtOnce) { busy.insert(attempt.destination) }
        underway[attempt.message] = attempt
    }

    /// The attempts whose instant has come; they count as running from now on.
    ///
    /// In order: the same decisions give the same record.
    mutating func takeDue(at now: Instant) -> [RunningAttempt] {
        if let until = pausedUntil {
            // A stop does not wait for it, nor does a clock that was set back meanwhile.
            guard !(1...Self.pause).contains(until.milliseconds(since: now)) else { return [] }
            pausedUntil = nil
        }
        let due = underway.values.filter { !$0.isRunning && ($0.startsAt <= now || $0.isOverslept(at: now)) }
        for attempt in due { underway[attempt.message]?.isRunning = true }
        return due.sorted { ($0.startsAt, $0.message) < ($1.startsAt, $1.message) }
    }

    /// An attempt has ended; gives what that changes about its gateway.
    mutating func ended(_ finished: FinishedAttempt, _ sign: CircuitBreaker.Sign) -> CircuitBreaker.Change? {
        self.finished.append(finished)
        let attempt = finished.attempt
        return capacities[attempt.gateway.name]?.note(
            sign, of: attempt.address, isProbe: attempt.isProbe, at: finished.ended)
    }

    /// The machine is short of something: nothing is started or claimed for some seconds.
    ///
    /// - Parameter message: whose program could not be started; its attempt starts when the pause is over.
    /// - Returns: whether it is short since now.
    mutating func pause(for message: String? = nil, at now: Instant) -> Bool {
        if let message { underway[message]?.isRunning = false }
        pausedUntil = now.adding(milliseconds: Self.pause)
        defer { shortSince = shortSince ?? now }
        return shortSince == nil
    }

    /// A program has run; gives whether that ends a shortage: none was met since the last pause.
    mutating func hasRun() -> Bool {
        guard shortSince != nil, !isPaused else { return false }
        shortSince = nil
        return true
    }

    /// The outcomes are written: their places are free.
    mutating func release(_ finished: [FinishedAttempt]) {
        for one in finished {
            capacities[one.attempt.gateway.name]?.release()
            busy.remove(one.attempt.destination)
            underway[one.attempt.message] = nil
        }
        self.finished.removeAll { one in finished.contains { $0.attempt.message == one.attempt.message } }
    }

    /// The clock was set back: the instants of the next probes count no more.
    mutating func probeAtOnce() {
        for name in capacities.keys { capacities[name]?.probeAtOnce() }
    }
}

/// The free places of all gateways while a transaction is made: it takes them before its claims are written.
struct Places {
    private(set) var capacities: [String: GatewayCapacity]
    private var busy: Set<Destination>
    private let plantedBugs: Set<PlantedBug>

    init(capacities: [String: GatewayCapacity], busy: Set<Destination>, plantedBugs: Set<PlantedBug> = []) {
        self.capacities = capacities
        self.busy = busy
        self.plantedBugs = plantedBugs
    }

    /// How many runs a gateway may take now.
    mutating func room(of gateway: String, at now: Instant) -> Int {
        capacities[gateway]?.room(at: now) ?? 0
    }

    func isBusy(_ destination: Destination) -> Bool { busy.contains(destination) }

    func busyAddresses(of gateway: String) -> Set<String> {
        Set(busy.lazy.filter { $0.gateway == gateway }.map(\.address))
    }

    mutating func take(_ destination: Destination, at start: Instant) {
        capacities[destination.gateway]?.take(at: start)
        if !plantedBugs.contains(.twoAtOnce) { busy.insert(destination) }
    }
}
