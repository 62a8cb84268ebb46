import Directives
import Ledger
import Rendering

/// Claiming: from what is due to messages whose bytes are durable.
extension ReminderEngine {
    /// Adds to a batch as many whole messages as couriers are free to start, the retries that are due first.
    ///
    /// - Parameter landed: outcomes of the same batch; their places are free with its commit.
    /// - Returns: the flights to launch when the batch is durable.
    func claim(
        into batch: inout ClaimBatch, freeing landed: [Landing], at now: Instant
    ) throws(LedgerError) -> [Flight] {
        var places = pools
        for landing in landed { places[landing.flight.gateway.name]?.release() }
        var lanes = busy.subtracting(landed.map(\.flight.lane))
        var flights: [Flight] = []
        try retry(into: &batch, &flights, &places, &lanes, at: now)

        try updateRound(places, at: now)
        waiting = []
        guard var current = round, current.opens <= now else { return flights }
        // Out of its place while it changes: held twice, all of it would be copied for each message.
        round = nil
        defer { round = current.isEmpty ? nil : current }
        let settled = current.takeSettled()
        batch.skips += settled.skips
        batch.advances += settled.advances
        for gateway in settings.gateways {
            while flights.count < Self.batchLimit, places[gateway.name]?.room(at: now) ?? 0 > 0,
                let message = current.next(
                    of: gateway.name,
                    unless: {
                        let lane = Lane(gateway: gateway.name, address: $0)
                        return lanes.contains(lane) || waiting.contains(lane)
                    })
            {
                if try waits(message, current, batch, at: now) {
                    waiting.insert(Lane(gateway: gateway.name, address: message.address))
                    current.putBack(message)
                    continue
                }
                if let stop = fuse?.take(message.address) {
                    hold(message, stop, &current, &batch, at: now)
                    continue
                }
                guard let flight = try compose(message, gateway, &current, &batch, at: now) else { continue }
                places[gateway.name]?.take(at: max(now, flight.startsAt))
                lanes.insert(flight.lane)
                flights.append(flight)
            }
            try giveUp(on: gateway, &current, &batch, at: now)
        }
        return flights
    }

    /// Whether a message must wait for an earlier one to its address that has been put off.
    ///
    /// What was said first of an obligation must not come last. A later slot of the very same obligations takes the
    /// place of the earlier message (`expireEarlier`). Where the earlier one is a digest that speaks of others too, it
    /// goes first: the later one waits for its end, which is that of the office day at the latest, unless a due presses.
    /// About another obligation nothing waits: one letter that a mail server puts off keeps no other one back. Nor
    /// does what an operator holds.
    private func waits(
        _ message: Round.Message, _ round: Round, _ batch: ClaimBatch, at now: Instant
    ) throws(LedgerError) -> Bool {
        guard mayHaveDeferred || batch.defers else { return false }
        let obligations = Set(message.items.map(\.obligation))
        let schedule = RetrySchedule(settings.time)
        let dues = obligations.compactMap { round.entries[$0]?.waking.row.obligation.due?.due }
        guard !dues.contains(where: { schedule.isNear($0, at: now) }) else { return false }
        for obligation in obligations.sorted() {
            for id in try ledger.openMessages(obligation: obligation, address: message.address)
            where mayEnd(id, batch) {
                guard let earlier = try ledger.message(id), earlier.gateway == message.gateway,
                    earlier.at < message.at, earlier.hold == nil
                else { continue }
                if !earlier.deliveries.allSatisfy({ obligations.contains($0.slot.key.obligation) }) { return true }
            }
        }
        return false
    }

    /// Renders a message and adds it to the batch; nil where it ends with its claim.
    private func compose(
        _ message: Round.Message, _ gateway: Gateway, _ round: inout Round, _ batch: inout ClaimBatch, at now: Instant
    ) throws(LedgerError) -> Flight? {
        let items = round.items(of: message, try histories(for: message))
        guard let first = items.first else { return nil }
        let recipient = recipient(of: message.address, by: gateway)
        let start = max(now, message.at)
        let ahead = message.words.flatMap { $0.end > now ? $0 : nil }
        let words = ahead ?? words(of: message, items, first, gateway, written: start)
        let (id, rendered) = (words.id, words.rendered)
        if rendered.fellBack { note(fallbackIn: id) }
        let dues = items.compactMap { $0.obligation.due?.due }
        let expires = expiry(firstAttempt: start, dues, by: gateway)
        batch.events += released(message, round, at: now)
        batch.advances += round.claimed(message)
        var claimed = ClaimedMessage(
            id: id, kind: .reminder, at: message.at, gateway: gateway.name, channel: gateway.channel,
            address: message.address, recipient: recipient ?? message.address, language: message.language,
            bytes: rendered.bytes, subject: rendered.subject, segments: rendered.segments,
            deliveries: items.map(\.delivery), claimedAt: now, expiresAt: expires)
        guard let recipient else {
            batch.messages.append(claimed)
            batch.endings.append(
                MessageEnding(
                    message: id, state: .cancelled,
                    reason: "redirect-all-to names no address for \(gateway.channel.rawValue)",
                    at: now))
            return nil
        }
        claimed.firstAttempt = AttemptStart(message: id, number: 1, at: start)
        batch.messages.append(claimed)
        try expireEarlier(than: claimed, items, &batch, at: now)
        return Flight(
            message: id, attempt: 1, gateway: gateway, address: message.address, startsAt: message.at,
            expiresAt: expires, dues: dues,
            run: run(
                gateway, id: id, recipient: recipient, attempt: 1, directive: first.directive.id.description,
                due: first.obligation.due?.due, segments: rendered.segments, bytes: rendered.bytes,
                command: words.command),
            subject: .init(directive: first.directive.id, first: first.delivery.slot.key, deliveries: items.count))
    }

    /// What the leads have heard, for a message to those who see to them or to the leadership; none for all others, which
    /// are the most.
    func histories(for message: Round.Message) throws(LedgerError) -> [String: ReminderHistory] {
        try histories(for: message.items.map(\.delivery), before: message.at)
    }

    func histories(
        for deliveries: [Delivery], before instant: Instant
    ) throws(LedgerError) -> [String: ReminderHistory] {
        let told = deliveries.map(\.slot.key).filter { $0.role.receivesHistory }
        return told.isEmpty ? [:] : try ledger.reminderHistories(of: told.map(\.obligation), before: instant)
    }

    /// A message that still waits for a retry expires when all that it is about is said anew to the same address.
    private func expireEarlier(
        than message: ClaimedMessage, _ items: [Letter.Item], _ batch: inout ClaimBatch, at now: Instant
    ) throws(LedgerError) {
        guard mayHaveDeferred || batch.defers else { return }
        let obligations = Set(items.map(\.obligation.id))
        // In order: the same decisions give the same record.
        for obligation in obligations.sorted() {
            for id in try ledger.openMessages(obligation: obligation, address: message.address)
            where mayEnd(id, batch) {
                guard let earlier = try ledger.message(id), earlier.gateway == message.gateway,
                    earlier.at < message.at,
                    earlier.deliveries.allSatisfy({ obligations.contains($0.slot.key.obligation) })
                else { continue }
                batch.endings.append(
                    MessageEnding(message: id, state: .expired, reason: "said anew by \(message.id)", at: now))
            }
        }
    }

    /// Whether a message that has no end yet has none in the batch either, and no attempt of it runs.
    private func mayEnd(_ id: String, _ batch: ClaimBatch) -> Bool {
        guard !batch.endings.contains(where: { $0.message == id }) else { return false }
        return flights[id] == nil || batch.outcomes.contains { $0.message == id && $0.newState == .deferred }
    }

    /// What the fuse held and now has room, as events.
    private func released(_ message: Round.Message, _ round: Round, at now: Instant) -> [NewEvent] {
        message.items.compactMap { item in
            let wasHeld = round.entries[item.obligation]?.waking.row.held == true && item.lateSince != nil
            guard toldHeld.remove(item.delivery.key) != nil || wasHeld else { return nil }
            return NewEvent(
                at: now, kind: .released, obligation: item.obligation, unit: item.delivery.slot.key.unit,
                detail: ["slot": item.delivery.slot.key.description, "to": message.address])
        }
    }

    /// Leaves a message unclaimed that the fuse has stopped, and tells of it.
    func hold(
        _ message: Round.Message, _ stop: Fuse.Stop, _ round: inout Round, _ batch: inout ClaimBatch, at now: Instant
    ) {
        let zone = settings.time.zone
        let again: Instant? =
            switch stop {
            case .hold: nil
            case .perHour: now.adding(seconds: 600)
            // The claim comes ahead of the wake, and must not fall into the day that is full.
            case .perAddressPerDay: zone.end(of: zone.date(at: now)).adding(milliseconds: Self.claimAhead)
            }
        batch.advances += round.held(message, until: again)
        for item in message.items where round.entries[item.obligation]?.waking.row.held != true {
            guard toldHeld.insert(item.delivery.key).inserted else { continue }
            batch.events.append(
                NewEvent(
                    at: now, kind: .held, obligation: item.obligation, unit: item.delivery.slot.key.unit,
                    detail: ["limit": stop.rawValue, "slot": item.delivery.slot.key.description, "to": message.address])
            )
        }
        guard stop != .hold else { return }
        alarm(.fuse(stop, address: message.address), &batch, at: now)
    }
}
