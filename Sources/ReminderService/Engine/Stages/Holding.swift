import Directives
import Ledger
import Rendering

/// What the limits hold, and what they release.
extension ReminderEngine {
    /// Leaves a message unclaimed that the fuse has stopped, and records it.
    func hold(
        _ message: DueQueue.Message, _ stop: Fuse.Stop, _ queue: inout DueQueue,
        _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        let zone = settings.time.zone
        let again: Instant? =
            switch stop {
            case .hold: nil
            case .perHour: now.adding(seconds: 600)
            // The claim comes ahead of the wake, and must not fall into the day that is full.
            case .perAddressPerDay: zone.end(of: zone.date(at: now)).adding(milliseconds: Self.claimAhead)
            }
        for advance in queue.held(message, until: again) { transaction.advance(advance) }
        for item in message.items
        where queue.entries[item.obligation]?.waking.row.held != true && claimer.held(item.delivery.key) {
            transaction.hold(item.delivery.slot.key, from: message.address, limit: stop)
        }
        guard stop != .hold else { return }
        try alarm(.limit(stop, address: message.address), &transaction, at: now)
    }

    /// Records what the fuse held and now has room.
    func recordReleases(of message: DueQueue.Message, _ queue: DueQueue, _ transaction: inout LedgerTransaction) {
        for item in message.items {
            let wasHeld = queue.entries[item.obligation]?.waking.row.held == true && item.lateSince != nil
            if claimer.released(item.delivery.key) || wasHeld {
                transaction.release(item.delivery.slot.key, to: message.address)
            }
        }
    }
}
