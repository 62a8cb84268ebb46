import Directives
import Ledger
import Rendering

/// Claiming: from what is due to messages whose bytes are durable.
extension ReminderEngine {
    /// Adds to a transaction as many whole messages as couriers are free to start, the retries that are due first.
    ///
    /// - Parameter landed: outcomes of the same transaction; their places are free with its commit.
    /// - Returns: the flights to launch when the transaction is durable.
    func claim(
        into transaction: inout LedgerTransaction, freeing landed: [Landing], at now: Instant
    ) throws(LedgerError) -> [Flight] {
        var places = pools
        for landing in landed { places[landing.flight.gateway.name]?.release() }
        var lanes = busy.subtracting(landed.map(\.flight.lane))
        var flights: [Flight] = []
        try retry(into: &transaction, &flights, &places, &lanes, at: now)

        try updateRound(places, at: now)
        waiting = []
        guard var current = round, current.opens <= now else { return flights }
        // Out of its place while it changes: held twice, all of it would be copied for each message.
        round = nil
        defer { round = current.isEmpty ? nil : current }
        let settled = current.takeSettled()
        for skip in settled.skips { transaction.skip(skip) }
        for advance in settled.advances { transaction.advance(advance) }
        for gateway in settings.gateways {
            while flights.count < Self.batchLimit, places[gateway.name]?.room(at: now) ?? 0 > 0,
                let message = current.next(
                    of: gateway.name,
                    unless: {
                        let lane = Lane(gateway: gateway.name, address: $0)
                        return lanes.contains(lane) || waiting.contains(lane)
                    })
            {
                if try waits(message, current, transaction, at: now) {
                    waiting.insert(Lane(gateway: gateway.name, address: message.address))
                    current.putBack(message)
                    continue
                }
                if let stop = fuse?.take(message.address) {
                    hold(message, stop, &current, &transaction, at: now)
                    continue
                }
                guard let flight = try compose(message, gateway, &current, &transaction, at: now) else { continue }
                places[gateway.name]?.take(at: max(now, flight.startsAt))
                lanes.insert(flight.lane)
                flights.append(flight)
            }
            try giveUp(on: gateway, &current, &transaction, at: now)
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
        _ message: Round.Message, _ round: Round, _ transaction: LedgerTransaction, at now: Instant
    ) throws(LedgerError) -> Bool {
        guard mayHaveDeferred || transaction.defersAny else { return false }
        let obligations = Set(message.items.map(\.obligation))
        let schedule = RetrySchedule(settings.time)
        let dues = obligations.compactMap { round.entries[$0]?.waking.row.obligation.due?.due }
        guard !dues.contains(where: { schedule.isNear($0, at: now) }) else { return false }
        for obligation in obligations.sorted() {
            for id in try ledger.openMessages(obligation: obligation, address: message.address)
            where mayEnd(id, transaction) {
                guard let earlier = try ledger.message(id), earlier.gateway == message.gateway,
                    earlier.at < message.at, earlier.hold == nil
                else { continue }
                if !earlier.deliveries.allSatisfy({ obligations.contains($0.slot.key.obligation) }) { return true }
            }
        }
        return false
    }

    /// Renders a message and adds it to the transaction; nil where it ends with its claim.
    private func compose(
        _ message: Round.Message, _ gateway: Gateway, _ round: inout Round, _ transaction: inout LedgerTransaction,
        at now: Instant
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
        release(message, round, &transaction)
        for advance in round.claimed(message) { transaction.advance(advance) }
        var claimed = ClaimedMessage(
            id: id, kind: .reminder, at: message.at, gateway: gateway.name, channel: gateway.channel,
            address: message.address, recipient: recipient ?? message.address, language: message.language,
            bytes: rendered.bytes, subject: rendered.subject, segments: rendered.segments,
            deliveries: items.map(\.delivery), expiresAt: expires)
        guard let recipient else {
            transaction.claim(claimed)
            transaction.end(
                id, as: .cancelled, reason: "redirect-all-to names no address for \(gateway.channel.rawValue)")
            return nil
        }
        claimed.firstAttempt = AttemptStart(message: id, number: 1, at: start)
        transaction.claim(claimed)
        try expireEarlier(than: claimed, items, &transaction, at: now)
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
        than message: ClaimedMessage, _ items: [ReminderContent.Item], _ transaction: inout LedgerTransaction,
        at now: Instant
    ) throws(LedgerError) {
        guard mayHaveDeferred || transaction.defersAny else { return }
        let obligations = Set(items.map(\.obligation.id))
        // In order: the same decisions give the same record.
        for obligation in obligations.sorted() {
            for id in try ledger.openMessages(obligation: obligation, address: message.address)
            where mayEnd(id, transaction) {
                guard let earlier = try ledger.message(id), earlier.gateway == message.gateway,
                    earlier.at < message.at,
                    earlier.deliveries.allSatisfy({ obligations.contains($0.slot.key.obligation) })
                else { continue }
                transaction.end(id, as: .expired, reason: "said anew by \(message.id)")
            }
        }
    }

    /// Whether a message that has no end yet has none in the transaction either, and no attempt of it runs.
    private func mayEnd(_ id: String, _ transaction: LedgerTransaction) -> Bool {
        !transaction.ends(id) && (flights[id] == nil || transaction.defers(id))
    }

    /// Records what the fuse held and now has room.
    private func release(_ message: Round.Message, _ round: Round, _ transaction: inout LedgerTransaction) {
        for item in message.items {
            let wasHeld = round.entries[item.obligation]?.waking.row.held == true && item.lateSince != nil
            guard toldHeld.remove(item.delivery.key) != nil || wasHeld else { continue }
            transaction.release(item.delivery.slot.key, to: message.address)
        }
    }

    /// Leaves a message unclaimed that the fuse has stopped, and tells of it.
    func hold(
        _ message: Round.Message, _ stop: Fuse.Stop, _ round: inout Round, _ transaction: inout LedgerTransaction,
        at now: Instant
    ) {
        let zone = settings.time.zone
        let again: Instant? =
            switch stop {
            case .hold: nil
            case .perHour: now.adding(seconds: 600)
            // The claim comes ahead of the wake, and must not fall into the day that is full.
            case .perAddressPerDay: zone.end(of: zone.date(at: now)).adding(milliseconds: Self.claimAhead)
            }
        for advance in round.held(message, until: again) { transaction.advance(advance) }
        for item in message.items where round.entries[item.obligation]?.waking.row.held != true {
            guard toldHeld.insert(item.delivery.key).inserted else { continue }
            transaction.hold(item.delivery.slot.key, from: message.address, limit: stop)
        }
        guard stop != .hold else { return }
        alarm(.fuse(stop, address: message.address), &transaction, at: now)
    }
}
