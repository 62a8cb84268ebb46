import Directives
import Ledger

extension Planner {
    /// When somebody must look at an obligation from an instant on: with its next slot, or when it ends by itself.
    func wake(of obligation: Obligation, _ slots: [Slot], from instant: Instant) -> Instant? {
        var wake = slots.lazy.map(\.at).filter { $0 >= instant }.min()
        if obligation.state == .open, let ended = obligation.ended, ended >= instant {
            wake = min(wake ?? ended, ended)
        }
        if let end = unitEnd(of: obligation, slots), end >= instant { wake = min(wake ?? end, end) }
        return wake
    }

    /// An obligation whose slots are settled up to an instant, with when somebody must look at it next.
    ///
    /// One with nothing to come whose unit has ended already is looked at once more: that ends it.
    func row(of obligation: Obligation, in directive: Directive, settled: Instant) -> ObligationRow {
        let slots = slots(of: obligation, in: directive)
        let last = unitEnd(of: obligation, slots) == nil ? nil : settled
        return ObligationRow(
            obligation: obligation, settled: settled, wake: wake(of: obligation, slots, from: settled) ?? last)
    }

    /// The slots of an obligation up to an instant that are not settled and of which some delivery is unclaimed.
    func unclaimed(
        _ row: ObligationRow, in directive: Directive, before instant: Instant, _ settled: SettledKeys
    ) -> [Slot] {
        slots(of: row.obligation, in: directive).filter { slot in
            slot.at >= row.settled && slot.at < instant && !settled.skipped.contains(slot.key.description)
                && deliveries(of: slot).contains { !settled.readers.contains($0.reader) }
        }
    }
}
