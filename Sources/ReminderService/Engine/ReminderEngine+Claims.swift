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
        guard var current = round, current.opens <= now else { return flights }
        // Out of its place while it changes: held twice, all of it would be copied for each message.
        round = nil
        let settled = current.takeSettled()
        batch.skips += settled.skips
        batch.advances += settled.advances
        for gateway in settings.gateways {
            while flights.count < Self.batchLimit, places[gateway.name]?.room(at: now) ?? 0 > 0,
                let message = current.next(
                    of: gateway.name, unless: { lanes.contains(Lane(gateway: gateway.name, address: $0)) })
            {
                if let stop = fuse?.take(message.address) {
                    hold(message, stop, &current, &batch, at: now)
                    continue
                }
                let flight = try compose(message, gateway, &current, &batch, at: now)
                guard let flight else { continue }
                places[gateway.name]?.take(at: max(now, flight.startsAt))
                lanes.insert(flight.lane)
                flights.append(flight)
            }
        }
        round = current.isEmpty ? nil : current
        return flights
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
        let over = waking.filter { $0.row.obligation.isOver(at: horizon) }
        if !over.isEmpty {
            try close(over, settled, at: now)
            waking.removeAll { $0.row.obligation.isOver(at: horizon) }
        }
        var round = Round(
            waking, settled: settled,
            .init(planner: planner, now: now, horizon: horizon, watchedSince: watchedSince))
        round.note(following: try ledger.nextWake(after: horizon))
        let zone = settings.time.zone
        fuse = Fuse(
            settings: settings, isHeld: isHeld,
            hour: try ledger.claimedCount(since: fuseStart(now.adding(seconds: -3_600))),
            day: try ledger.claimedCounts(
                since: fuseStart(zone.instant(zone.date(at: now))), addresses: Array(round.addresses)))
        return round.isEmpty ? nil : round
    }

    /// Ends the obligations whose day of withdrawal has come.
    private func close(_ over: [WakingObligation], _ settled: SettledKeys, at now: Instant) throws(LedgerError) {
        var batch = ClaimBatch()
        var ended: [Ended] = []
        for waking in over {
            var obligation = waking.row.obligation
            obligation.state = .withdrawn
            let reason = waking.directive.withdrawn?.reason
            batch.obligations.append(ObligationRow(obligation: obligation, settled: now, wake: nil))
            ended.append(
                Ended(obligation: obligation, directive: waking.directive, notice: waking.notice, reason: reason))
            batch.skips += planner.unclaimed(waking.row, in: waking.directive, before: obligation.ended ?? now, settled)
                .map {
                    SkippedSlot(key: $0.key, at: $0.at, reason: .noLongerTrue, recordedAt: now)
                }
            batch.events.append(
                NewEvent(
                    at: now, kind: .withdrawn, obligation: obligation.id, directive: obligation.directive,
                    unit: obligation.unit, detail: ["reason": reason ?? ""]))
        }
        try close(ended, &batch, at: now)
        try lay(batch)
    }

    /// Renders a message and adds it to the batch; nil where it ends with its claim.
    private func compose(
        _ message: Round.Message, _ gateway: Gateway, _ round: inout Round, _ batch: inout ClaimBatch, at now: Instant
    ) throws(LedgerError) -> Flight? {
        var items: [Letter.Item] = []
        let histories = try histories(for: message)
        for item in message.items {
            guard let waking = round.entries[item.obligation]?.waking else { continue }
            items.append(
                Letter.Item(
                    delivery: item.delivery, obligation: waking.row.obligation, directive: waking.directive,
                    notice: waking.notice, lateSince: item.lateSince,
                    history: [.supervising, .leadership].contains(item.delivery.slot.key.role)
                        ? histories[item.obligation] ?? ReminderHistory() : nil))
        }
        guard let first = items.first else { return nil }
        let id = MessageID.make(of: first.delivery)
        let recipient = settings.redirect.map { $0[gateway.channel]?.first } ?? message.address
        let written = max(now, message.at)
        let rendered = renderer.render(
            Letter(
                id: id, at: message.at, written: written, gateway: gateway, address: message.address,
                recipient: recipient, language: message.language, items: items))
        let expires = RetrySchedule(settings.time).expiry(firstAttempt: written)
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
        expireEarlier(than: claimed, items, &batch, at: now)
        let dues = items.compactMap { $0.obligation.due?.due }
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
    private func histories(for message: Round.Message) throws(LedgerError) -> [String: ReminderHistory] {
        let told = message.items.filter { [.supervising, .leadership].contains($0.delivery.slot.key.role) }
        if told.isEmpty { return [:] }
        return try ledger.reminderHistories(of: told.map(\.obligation), before: message.at)
    }

    /// A message that still waits for a retry expires when all that it is about is said anew to the same address.
    private func expireEarlier(
        than message: ClaimedMessage, _ items: [Letter.Item], _ batch: inout ClaimBatch, at now: Instant
    ) {
        guard mayHaveDeferred || batch.defers else { return }
        let obligations = Set(items.map(\.obligation.id))
        // In order: the same decisions give the same record.
        for obligation in obligations.sorted() {
            guard let open = try? ledger.openMessages(obligation: obligation, address: message.address) else {
                continue
            }
            for id in open where mayEnd(id, batch) {
                guard let earlier = try? ledger.message(id), earlier.gateway == message.gateway,
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

    private func hold(
        _ message: Round.Message, _ stop: Fuse.Stop, _ round: inout Round, _ batch: inout ClaimBatch, at now: Instant
    ) {
        let zone = settings.time.zone
        let again: Instant? =
            switch stop {
            case .hold: nil
            case .perHour: now.adding(seconds: 600)
            case .perAddressPerDay: zone.end(of: zone.date(at: now))
            }
        batch.advances += round.held(message, until: again)
        for item in message.items where round.entries[item.obligation]?.waking.row.held != true {
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
