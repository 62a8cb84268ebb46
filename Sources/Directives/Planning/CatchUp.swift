/// What happens to slots that were not claimed at their instant: one rule for downtime, a clock step and the fuse.
///
/// Of the passed slots of an obligation and unit, the latest within the catch-up window is claimed and says that it is
/// late; the others are recorded as skipped. A slot that comes due in the ordinary way counts as the latest, as does one
/// that comes within two hours, though not one after a due that is still to come.
public enum CatchUp {
    /// How long one message stands for two, in milliseconds.
    static let spanOfOne: Int64 = 7_200_000

    public struct Outcome: Hashable, Sendable {
        /// To be claimed in the ordinary way: their instant came while the engine was running.
        public var due: [Slot] = []
        /// To be claimed at the next office hour; their message says that it is late.
        public var late: [Slot] = []
        public var skipped: [Skipped] = []
    }

    public struct Skipped: Hashable, Sendable {
        public let slot: Slot
        public let reason: SkipReason
    }

    /// Whether a slot comes so soon after a passed one that it takes its place.
    ///
    /// - Parameters:
    ///   - start: when the passed one would go.
    ///   - due: of the obligation.
    public static func supersedes(_ next: Slot, goingAt start: Instant, due: Instant?) -> Bool {
        next.at.milliseconds(since: start) <= spanOfOne && (due.map { $0 <= start || next.at < $0 } ?? true)
    }

    /// Decides on the unclaimed slots of one obligation.
    ///
    /// - Parameters:
    ///   - slots: unclaimed, not after now.
    ///   - onTimeSince: slots before it have passed.
    ///   - oldest: passed slots before it are too old.
    ///   - isFollowed: whether a unit's next slot comes so soon that it takes the place of what has passed.
    ///   - alsoPassed: whether a slot has passed for another reason.
    public static func settle(
        _ slots: [Slot], onTimeSince: Instant, oldest: Instant, isFollowed: (UnitID) -> Bool = { _ in false },
        alsoPassed: (Slot) -> Bool = { _ in false }
    ) -> Outcome {
        func isDue(_ slot: Slot) -> Bool { slot.at >= onTimeSince && !alsoPassed(slot) }
        var outcome = Outcome()
        // Sorted by unit, since the order of a dictionary changes: the same slots give the same decisions in the same order.
        for (unit, ofUnit) in Dictionary(grouping: slots, by: \.key.unit).sorted(by: { $0.key < $1.key }) {
            let ordered = ofUnit.sorted { $0.at < $1.at }
            guard let latest = ordered.last else { continue }
            for slot in ordered.dropLast() {
                if isDue(slot) {
                    outcome.due.append(slot)
                } else {
                    outcome.skipped.append(Skipped(slot: slot, reason: slot.at < oldest ? .tooOld : .superseded))
                }
            }
            if isDue(latest) {
                outcome.due.append(latest)
            } else if latest.at < oldest {
                outcome.skipped.append(Skipped(slot: latest, reason: .tooOld))
            } else if isFollowed(unit) {
                outcome.skipped.append(Skipped(slot: latest, reason: .superseded))
            } else {
                outcome.late.append(latest)
            }
        }
        return outcome
    }
}
