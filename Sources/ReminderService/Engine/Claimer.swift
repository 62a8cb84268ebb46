import Directives
import Ledger

/// What is due in memory: the plan, and what claims must remember beyond it.
///
/// A plan is taken out of its place while it is claimed from, and kept again when the claims are written: where anything
/// fails between, it is gone, and the next one is made from the ledger. One that rests on inputs of an older revision is
/// never given out.
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

    /// The revisions of all that a plan rests on but the obligations' own instants.
    struct Inputs: Hashable {
        /// Settings in force.
        let settings: Int
        /// From when on slots are on time, also of gateways that were suspended.
        let clock: Int
        /// Obligations, holds and limits.
        let claimer: Int
    }

    private var plan: Plan?
    /// Raised by whatever is written that a plan rests on, and by holds.
    private(set) var revision = 0
    /// False while the ledger is known to hold no deferred message: a burst then asks for none.
    private(set) var mayHaveDeferred = true
    /// An order holds everything.
    private(set) var isHeld = false
    /// What the limits count is counted from here on: a person released what was held.
    private var countsSince = Instant.distantPast
    /// Deliveries whose hold by the fuse is recorded, while their obligation is not settled.
    private var recordedHolds: Set<String> = []
    /// A large burst has been written ahead: its memory goes back to the system when it is over.
    private var hasWrittenMuch = false
    private let plantedBugs: Set<PlantedBug>

    init(plantedBugs: Set<PlantedBug> = []) {
        self.plantedBugs = plantedBugs
    }

    // MARK: The plan

    /// The plan in force, to be read; nil where there is none or it is stale.
    func plan(_ inputs: Inputs) -> Plan? {
        plan?.inputs == inputs ? plan : nil
    }

    /// Takes the plan out of its place, to be changed: held twice, all of it would be copied with each change.
    mutating func take(_ inputs: Inputs) -> Plan? {
        defer { plan = nil }
        return plan(inputs)
    }

    /// Puts the plan back, where there is something left of it.
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

    /// Something is about to be written: also where that fails, the plan rests on what was before no longer.
    mutating func note(_ transaction: LedgerTransaction) {
        if transaction.changesPlan, !plantedBugs.contains(.doneIgnored) { revision += 1 }
        if transaction.defersAny, !plantedBugs.contains(.lostRetry) { mayHaveDeferred = true }
    }

    /// The ledger was asked whether it has deferred messages.
    mutating func note(hasDeferred: Bool) {
        mayHaveDeferred = hasDeferred
    }

    // MARK: Holds

    mutating func setHold(_ isHeld: Bool) {
        self.isHeld = isHeld
        revision += 1
    }

    /// What the limits have counted so far counts no more.
    mutating func releaseLimits(at now: Instant) {
        countsSince = now
        revision += 1
    }

    /// The clock was set back: what was released after that instant counts from it on.
    mutating func clockSetBack(to now: Instant) {
        countsSince = min(countsSince, now)
    }

    /// When the fuse begins to count the messages of a window.
    func countStart(_ window: Instant) -> Instant {
        max(window, countsSince)
    }

    /// A delivery is held by the fuse; gives whether that is to be recorded.
    mutating func held(_ delivery: String) -> Bool {
        recordedHolds.insert(delivery).inserted
    }

    /// A delivery goes; gives whether its hold was recorded.
    mutating func released(_ delivery: String) -> Bool {
        recordedHolds.remove(delivery) != nil
    }
}
