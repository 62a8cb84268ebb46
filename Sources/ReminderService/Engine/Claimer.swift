import Directives
import Ledger

/// The plan of what is due, in memory, and the state of claiming that outlives a plan.
///
/// A plan is taken out while messages are claimed from it, and kept again when the claims are written. If anything fails
/// in between, it is gone, and the next one is made from the ledger. A plan made from inputs of an older revision is never
/// given out.
struct Claimer {
    /// The due queue, with the limits as they are counted for it.
    struct Plan {
        var queue: DueQueue
        var fuse: Fuse
        /// When the fuse last counted the messages of the hour.
        var countedAt: Instant
        var inputs: Inputs
        /// Destinations of which the next message waits for an earlier one that was put off.
        var waiting: Set<Destination> = []
    }

    /// The revisions of everything that a plan is made from, except the instants at which obligations come due.
    struct Inputs: Hashable {
        /// Settings in force.
        let settings: Int
        /// Of the clock assessment: since when a slot counts as on time, for all and for each suspended gateway.
        let clock: Int
        /// Obligations, holds and limits.
        let claimer: Int
    }

    private var plan: Plan?
    /// Increased by each hold, and by each transaction that changes something a plan was made from.
    private(set) var revision = 0
    /// False while the ledger is known to have no deferred message: during a burst it is then not asked for them.
    private(set) var mayHaveDeferred = true
    /// False while the ledger is known to have no closing message that a hold left unwritten.
    private(set) var mayHavePostponedClosings = true
    /// An operator's order holds all messages.
    private(set) var isHeld = false
    /// The limits count only messages claimed since this instant, at which an operator released the held ones.
    private var countsSince = Instant.distantPast
    /// Deliveries whose hold by the fuse is already recorded, so that it is recorded once.
    private var recordedHolds: Set<String> = []
    /// Many messages were rendered in advance: their memory goes back to the system after the burst.
    private var hasWrittenMuch = false
    /// Set only by the simulator: see `PlantedBug`.
    private let plantedBugs: Set<PlantedBug>

    init(plantedBugs: Set<PlantedBug> = []) {
        self.plantedBugs = plantedBugs
    }

    // MARK: The plan

    /// The plan in force, to be read; nil where there is none or it is stale.
    func plan(_ inputs: Inputs) -> Plan? {
        plan?.inputs == inputs ? plan : nil
    }

    /// Takes the plan out, to be changed: a second reference would cause a full copy at each change (copy-on-write).
    mutating func take(_ inputs: Inputs) -> Plan? {
        defer { plan = nil }
        return plan(inputs)
    }

    /// Puts the plan back, unless nothing is left of it.
    mutating func keep(_ plan: Plan) {
        if plan.queue.hasWrittenMuch { hasWrittenMuch = true }
        self.plan = plan.queue.isEmpty ? nil : plan
    }

    /// Whether the memory of a large burst is to go back to the system now.
    mutating func takeMemoryRelease(isIdle: Bool) -> Bool {
        guard hasWrittenMuch, plan == nil, isIdle else { return false }
        hasWrittenMuch = false
        return true
    }

    // MARK: Writes

    /// Called before a write: from here on the plan is outdated, even if the write fails.
    mutating func note(_ transaction: LedgerTransaction) {
        if transaction.changesPlan, !plantedBugs.contains(.doneIgnored) { revision += 1 }
        if transaction.defersAny, !plantedBugs.contains(.lostRetry) { mayHaveDeferred = true }
        if transaction.postponesClosings { mayHavePostponedClosings = true }
    }

    /// It is written: what it says of holds and limits is in force.
    mutating func noteCommitted(_ transaction: LedgerTransaction) {
        if let hold = transaction.hold { isHeld = hold }
        if transaction.releasesLimits { countsSince = transaction.at }
    }

    /// The ledger was asked whether it has deferred messages.
    mutating func note(hasDeferred: Bool) {
        mayHaveDeferred = hasDeferred
    }

    /// The ledger was asked whether it has closing messages that a hold left unwritten.
    mutating func note(hasPostponedClosings: Bool) {
        mayHavePostponedClosings = hasPostponedClosings
    }

    // MARK: Holds

    mutating func setHold(_ isHeld: Bool) {
        self.isHeld = isHeld
        revision += 1
    }

    /// The clock was set back: a release that lies in the future now is moved to now.
    mutating func clockSetBack(to now: Instant) {
        countsSince = min(countsSince, now)
    }

    /// From which instant the fuse counts messages, for a window that starts at an instant.
    func countStart(_ window: Instant) -> Instant {
        max(window, countsSince)
    }

    /// Notes that the fuse holds a delivery; returns whether that must be recorded.
    mutating func held(_ delivery: String) -> Bool {
        recordedHolds.insert(delivery).inserted
    }

    /// Notes that a delivery is sent; returns whether its hold was recorded.
    mutating func released(_ delivery: String) -> Bool {
        recordedHolds.remove(delivery) != nil
    }
}
