/// What happens to slots that were not claimed at their instant: one rule for downtime, a clock step and the fuse.
///
/// Of the passed slots of an obligation and unit, the latest within the catch-up window is claimed and says that it is
/// late; the others are recorded as skipped. A slot that comes due in the ordinary way counts as the latest.
public enum CatchUp {
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

    /// Decides on the unclaimed slots of one obligation.
    ///
    /// - Parameters:
    ///   - slots: unclaimed, not after now.
    ///   - onTimeSince: slots before it have passed.
    ///   - oldest: passed slots before it are too old.
    ///   - alsoPassed: whether a slot has passed for another reason.
    public static func settle(
        _ slots: [Slot], onTimeSince: Instant, oldest: Instant, alsoPassed: (Slot) -> Bool = { _ in false }
    ) -> Outcome {
        func isDue(_ slot: Slot) -> Bool { slot.at >= onTimeSince && !alsoPassed(slot) }
        var outcome = Outcome()
        // Sorted by unit, since the order of a dictionary changes: the same slots give the same decisions in the same order.
        for (_, ofUnit) in Dictionary(grouping: slots, by: \.key.unit).sorted(by: { $0.key < $1.key }) {
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
            } else {
                outcome.late.append(latest)
            }
        }
        return outcome
    }
}
