/// What was recorded of the slots of an obligation: those that messages carry, and those that were skipped.
public struct RecordedSlots: Hashable, Sendable {
    /// One for each slot, however many deliveries it had.
    public var sent: [Slot.Key: Slot]
    public var skipped: Set<Slot.Key>

    public init(sent: [Slot] = [], skipped: Set<Slot.Key> = []) {
        self.sent = Dictionary(sent.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        self.skipped = skipped
    }
}

extension Planner {
    /// Counted up by each program that plans other slots from the same files and records, or the same by other keys.
    ///
    /// The first start of such a program sets the past of all open obligations from what was recorded, so that it plans
    /// nothing anew that the program before has settled (`Obligation.settled(at:recorded:unclaimed:)`).
    public static let revision = 2
}

extension Obligation {
    /// The obligation with its past as it was recorded, whatever would be planned for it now.
    ///
    /// - Parameters:
    ///   - instant: slots before it are those recorded and those unclaimed, and no others.
    ///   - unclaimed: passed slots that nothing is recorded of: they are still to be claimed.
    public func settled(at instant: Instant, recorded: RecordedSlots, unclaimed: [Slot]) -> Obligation {
        let passed = Set(recorded.sent.keys).union(recorded.skipped).union(unclaimed.map(\.key))
        var overdue: [UnitID: Int] = [:]
        var leadOverdue = 0
        for key in passed where key.step.isOverdue {
            overdue[key.unit, default: 0] += 1
            if key.role == .lead, key.version == version { leadOverdue += 1 }
        }
        var said = (past?.said ?? []).union(recorded.skipped.filter { $0.version == version })
        for slot in recorded.sent.values where slot.key.version == version { said.formUnion(slot.singleKeys) }
        for slot in unclaimed { said.formUnion(slot.singleKeys) }
        var settled = self
        settled.past = Past(
            until: instant, overdue: overdue, leadOverdueInVersion: leadOverdue, unclaimed: unclaimed, said: said,
            dues: past?.dues ?? [:], toldOfEnd: past?.toldOfEnd ?? 0)
        return settled
    }
}

extension Slot {
    /// Its key and those of the single steps that were merged into it: what is not sent again.
    var singleKeys: [Key] {
        [key]
            + merged.filter { !$0.step.repeats }.map {
                Key(obligation: key.obligation, version: key.version, role: $0.role, step: $0.step, unit: key.unit)
            }
    }
}
