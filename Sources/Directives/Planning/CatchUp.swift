/// What becomes of slots that nobody claimed at their instant: downtime, a clock step and the fuse follow one rule.
///
/// Of the passed slots of an obligation and unit, the latest within the catch-up window is claimed and says that it is
/// late; the others are recorded as skipped. A slot that comes due in the ordinary way counts as the latest.
public enum CatchUp {
    public struct Outcome: Hashable, Sendable {
        /// To be claimed in the ordinary way: they came due while the engine watched.
        public var due: [Slot] = []
        /// To be claimed at the next office hour, and to say that they are late.
        public var late: [Slot] = []
        public var skipped: [Skipped] = []
    }

    public struct Skipped: Hashable, Sendable {
        public let slot: Slot
        public let reason: SkipReason
    }

    /// Settles the unclaimed slots of one obligation.
    ///
    /// - Parameters:
    ///   - slots: unclaimed, not after now.
    ///   - watchedSince: slots before it have passed.
    ///   - oldest: passed slots before it are too old.
    ///   - alsoPassed: whether a slot has passed for another reason.
    public static func settle(
        _ slots: [Slot], watchedSince: Instant, oldest: Instant, alsoPassed: (Slot) -> Bool = { _ in false }
    ) -> Outcome {
        func isDue(_ slot: Slot) -> Bool { slot.at >= watchedSince && !alsoPassed(slot) }
        var outcome = Outcome()
        // In the order of the units: the same slots give the same decisions in the same order.
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
