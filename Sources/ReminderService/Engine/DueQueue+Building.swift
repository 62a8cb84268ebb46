import Directives
import Ledger

extension DueQueue {
    /// The queue while it is put together.
    struct Building {
        struct Key: Hashable {
            let at: Instant
            let gateway: String
            let address: String
            let language: Language
        }

        let context: Context
        var entries: [String: Entry] = [:]
        var messages: [Key: Message] = [:]
        var order: [Key] = []
        var skips: [SkippedSlot] = []
        var advances: [ObligationAdvance] = []

        private var time: OfficeTime { context.planner.settings.time }
        /// What was to go before it could not go in its office hours, behind a gateway's rate or its own earlier messages.
        private let closedSince: Instant?

        init(context: Context) {
            self.context = context
            closedSince = context.planner.settings.time.closedSince(at: context.opens)
        }

        /// - Parameter told: slots of which the readers know.
        mutating func add(_ waking: WakingObligation, _ settled: SettledKeys, told: Set<Slot.Key>) {
            let row = waking.row
            let slots = context.planner.slots(of: row.obligation, in: waking.directive)
            var unclaimed: [Slot: [Delivery]] = [:]
            for slot in slots where slot.at >= row.settled && slot.at <= context.horizon {
                guard !settled.skipped.contains(slot.key.description) else { continue }
                let deliveries = context.planner.deliveries(of: slot).filter {
                    context.plantedBugs.claimsAgain || !settled.readers.contains($0.reader)
                }
                if deliveries.isEmpty { continue }
                if row.obligation.isKnown(slot.key, told: told, in: time.zone),
                    !context.plantedBugs.contains(.knownDueToldAgain)
                {
                    skips.append(SkippedSlot(key: slot.key, at: slot.at, reason: .noLongerTrue))
                } else {
                    unclaimed[slot] = deliveries
                }
            }
            let oldest = context.now.adding(seconds: -context.planner.settings.catchUpDays * 86_400)
            // What the fuse held has passed; what comes with the look at it has not.
            let onTimeSince = row.held ? max(context.onTimeSince, row.wake ?? .distantPast) : context.onTimeSince
            let silent = context.gatewayOnTimeSince
            // Planned before midnight and claimed after it: whether the due is near then is what counts.
            let due = row.obligation.due?.due
            let start = RetrySchedule(time).start(from: context.opens, dues: [due])
            let goes = start.map { $0 <= context.horizon } ?? false
            let (horizon, zone) = (context.horizon, time.zone)
            let isFollowed = { (unit: UnitID) in
                guard goes, let start else { return false }
                return slots.contains { next in
                    next.key.unit == unit && next.at > horizon && CatchUp.supersedes(next, goingAt: start, due: due)
                        && !row.obligation.isKnown(next.key, told: told, in: zone)
                }
            }
            var outcome = CatchUp.settle(
                Array(unclaimed.keys), onTimeSince: onTimeSince, oldest: oldest, isFollowed: isFollowed
            ) { slot in
                slot.at < closedSince ?? .distantPast
                    || !silent.isEmpty
                        && unclaimed[slot, default: []].allSatisfy { silent[$0.gateway] ?? slot.at > slot.at }
            }
            if context.plantedBugs.contains(.allLateAtOnce) {
                outcome.late += outcome.skipped.map(\.slot).filter { $0.at >= oldest }
                outcome.skipped.removeAll { $0.slot.at >= oldest }
            }
            skips += outcome.skipped.map {
                SkippedSlot(key: $0.slot.key, at: $0.slot.at, reason: $0.reason)
            }

            let later = context.planner.wake(
                of: row.obligation, slots, from: horizon.adding(milliseconds: 1))
            var claims = outcome.due.map { ($0, $0.at, nil as Instant?) }
            if goes, let start { claims += outcome.late.map { ($0, start, $0.at) } }
            var count = 0
            for (slot, at, lateSince) in claims.sorted(by: { ($0.0.at, $0.0.key.unit) < ($1.0.at, $1.0.key.unit) }) {
                for delivery in unclaimed[slot] ?? [] {
                    append(delivery, of: row.obligation.key, at: at, lateSince: lateSince)
                    count += 1
                }
            }
            let waits = !goes && !outcome.late.isEmpty
            let held = waits && row.held
            let wake = [later, waits ? start : nil].compactMap(\.self).min()
            let settledTo = waits ? row.settled : context.horizon.adding(milliseconds: 1)
            let endsWithUnit = context.planner.unitEnd(of: row.obligation, slots) != nil
            if count == 0 {
                advances.append(
                    ObligationAdvance(
                        id: row.obligation.key, settled: settledTo, wake: wake ?? (endsWithUnit ? settledTo : nil),
                        held: held))
            } else {
                entries[row.obligation.key] = Entry(
                    waking: waking, told: told, open: count, settled: settledTo, wake: wake, held: held,
                    endsWithUnit: endsWithUnit)
            }
        }

        private mutating func append(_ delivery: Delivery, of obligation: String, at: Instant, lateSince: Instant?) {
            let key = Key(at: at, gateway: delivery.gateway, address: delivery.address, language: delivery.language)
            if messages[key] == nil {
                order.append(key)
                messages[key] = Message(
                    at: key.at, gateway: key.gateway, address: key.address, language: key.language, items: [])
            }
            messages[key]?.items.append(Item(delivery: delivery, obligation: obligation, lateSince: lateSince))
        }
    }
}
