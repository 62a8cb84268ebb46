import Delivery
import Directives
import Ledger

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

        // A gateway that lags behind keeps no later instant of another one waiting.
        if round != nil, let wake = try nextWake(), wake <= now.adding(milliseconds: Self.claimAhead) { forgetRound() }
        if round == nil { round = try planRound(at: now) }
        if mustReplan(places, at: now) {
            forgetRound()
            round = try planRound(at: now)
        }
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

    /// Whether a message of the round has lain so long at a suspended gateway that it is to say that it is late, or is
    /// late and has seen the office close: passed slots follow one rule, whatever let them pass.
    private func mustReplan(_ places: [String: CourierPool], at now: Instant) -> Bool {
        guard let round, round.opens <= now else { return false }
        let closedSince = settings.time.closedSince(at: now)
        return places.contains { name, pool in
            guard let next = round.first(of: name) else { return false }
            var pool = pool
            guard pool.room(at: now) > 0 else { return false }
            if next.items.contains(where: { $0.lateSince == nil }) {
                return !pool.breaker.isClosed && next.at < now.adding(milliseconds: -Self.watchGap)
            }
            return closedSince.map { next.at < $0 } ?? false
        }
    }

    /// Slots before these instants have passed while their gateway was suspended.
    private func silence(at now: Instant) -> [String: Instant] {
        var silence = silentUntil
        for (name, pool) in pools where !pool.breaker.isClosed {
            silence[name] = now.adding(milliseconds: -Self.watchGap)
        }
        return silence
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
        guard !dues.contains(where: { schedule.isPressing($0, at: now) }) else { return false }
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

    /// When the round of the next wake is to be planned: in time for its first claim, however many are due with it.
    func nextPlanning() throws(LedgerError) -> Instant? {
        guard let wake = try ledger.nextWake() else { return nil }
        // More than this many need no counting: planning begins no earlier for them.
        let most = Int(Self.planningLimit * 1_000 / Self.planningMicroseconds)
        let planning = Int64(try ledger.wakingCount(through: wake, limit: most)) * Self.planningMicroseconds / 1_000
        return wake.adding(milliseconds: -Self.claimAhead - planning)
    }

    /// Plans the messages of all obligations that are due now or with the next wake; nil when it is not time for that.
    private func planRound(at now: Instant) throws(LedgerError) -> Round? {
        guard let wake = try ledger.nextWake(), let planning = try nextPlanning(), planning <= now else { return nil }
        let horizon = max(now.adding(milliseconds: Self.claimAhead), wake)
        var waking = try ledger.waking(through: horizon, limit: nil)
        let since = waking.map(\.row.settled).min() ?? now
        let settled = try ledger.settledKeys(of: waking.map(\.row.obligation.id), since: since)
        var over: [(WakingObligation, Obligation.State)] = []
        waking.removeAll { one in
            guard let state = ending(of: one, settled, at: horizon) else { return false }
            over.append((one, state))
            return true
        }
        if !over.isEmpty { try close(over, settled, at: now) }
        var round = Round(
            waking, settled: settled,
            .init(
                planner: planner, now: now, horizon: horizon, watchedSince: watchedSince,
                silentUntil: silence(at: now)))
        round.note(following: try ledger.nextWake(after: horizon))
        let zone = settings.time.zone
        fuse = Fuse(
            settings: settings, isHeld: isHeld,
            hour: try ledger.claimedCount(since: fuseStart(now.adding(seconds: -3_600))),
            day: try ledger.claimedCounts(
                since: fuseStart(zone.instant(zone.date(at: now))), addresses: Array(round.addresses)))
        return round.isEmpty ? nil : round
    }

    /// How an open obligation has ended by itself: on the day of its withdrawal, or with its unit when all is said.
    private func ending(
        of waking: WakingObligation, _ settled: SettledKeys, at instant: Instant
    ) -> Obligation.State? {
        let row = waking.row
        if row.obligation.isOver(at: instant) { return .withdrawn }
        let slots = planner.slots(of: row.obligation, in: waking.directive)
        guard let end = planner.unitEnd(of: row.obligation, slots), end <= instant else { return nil }
        return planner.unclaimed(row, in: waking.directive, before: end, settled).isEmpty ? .unitEnded : nil
    }

    /// Ends obligations that have ended by themselves.
    private func close(
        _ over: [(WakingObligation, Obligation.State)], _ settled: SettledKeys, at now: Instant
    ) throws(LedgerError) {
        var batch = ClaimBatch()
        var ended: [Ended] = []
        for (waking, state) in over {
            var obligation = waking.row.obligation
            obligation.state = state
            obligation.ended = obligation.ended ?? now
            batch.obligations.append(ObligationRow(obligation: obligation, settled: now, wake: nil))
            batch.skips += planner.unclaimed(waking.row, in: waking.directive, before: obligation.ended ?? now, settled)
                .map {
                    SkippedSlot(key: $0.key, at: $0.at, reason: .noLongerTrue, recordedAt: now)
                }
            let reason =
                state == .withdrawn
                ? waking.directive.withdrawn?.reason ?? ""
                : "the unit \(obligation.unit) ended and nobody succeeds it"
            ended.append(
                Ended(
                    obligation: obligation, directive: waking.directive, notice: waking.notice,
                    reason: state == .withdrawn ? reason : nil))
            batch.events.append(
                NewEvent(
                    at: now, kind: EventKind(state), obligation: obligation.id, directive: obligation.directive,
                    unit: obligation.unit, detail: ["reason": reason]))
        }
        try close(ended, &batch, at: now)
        try lay(batch)
    }

    /// Renders a message and adds it to the batch; nil where it ends with its claim.
    private func compose(
        _ message: Round.Message, _ gateway: Gateway, _ round: inout Round, _ batch: inout ClaimBatch, at now: Instant
    ) throws(LedgerError) -> Flight? {
        let items = round.items(of: message, try histories(for: message))
        guard let first = items.first else { return nil }
        let id = MessageID.make(of: first.delivery)
        let recipient = settings.redirect.map { $0[gateway.channel]?.first } ?? message.address
        let written = max(now, message.at)
        let rendered = renderer.render(
            Letter(
                id: id, at: message.at, written: written, gateway: gateway, address: message.address,
                recipient: recipient, language: message.language, items: items))
        if rendered.fellBack { note(fallbackIn: id) }
        let dues = items.compactMap { $0.obligation.due?.due }
        let expires = expiry(firstAttempt: written, dues, by: gateway)
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
        claimed.firstAttempt = AttemptStart(message: id, number: 1, at: written)
        batch.messages.append(claimed)
        try expireEarlier(than: claimed, items, &batch, at: now)
        return Flight(
            message: id, attempt: 1, gateway: gateway, address: message.address, startsAt: message.at,
            expiresAt: expires, nearestDue: dues.filter { $0 > now }.min(),
            run: run(
                gateway, id: id, recipient: recipient, attempt: 1, directive: first.directive.id.description,
                due: first.obligation.due?.due, segments: rendered.segments, bytes: rendered.bytes),
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
        let told = deliveries.map(\.slot.key).filter { $0.role.hearsHistory }
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

extension Obligation {
    /// Whether the day of its withdrawal has come and it is still open.
    func isOver(at instant: Instant) -> Bool {
        state == .open && ended.map { $0 <= instant } ?? false
    }
}
