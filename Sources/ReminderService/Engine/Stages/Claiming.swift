import Directives
import Ledger
import Rendering

/// Claiming: from the due queue to messages whose bytes are written.
extension ReminderEngine {
    /// How many messages one transaction claims at most.
    static let batchLimit = 64

    /// Adds to a transaction as many whole messages as gateways have places for.
    ///
    /// Of each message is asked, in this order: must it wait for an earlier one? Do the limits hold it? Has it a
    /// recipient? What a suspended gateway will not get in time goes to its fallback.
    func claim(
        from planned: inout Claimer.Plan?, _ places: inout Places, _ claimed: inout [RunningAttempt],
        into transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        guard planned.map({ $0.queue.opens <= now }) ?? false, var plan = planned.take() else { return }
        plan.waiting = []
        let settled = plan.queue.takeSettled()
        for skip in settled.skips { transaction.skip(skip) }
        for advance in settled.advances { transaction.advance(advance) }
        for gateway in settings.gateways {
            while claimed.count < Self.batchLimit, places.room(of: gateway.name, at: now) > 0,
                let message = nextMessage(of: gateway, &plan, places)
            {
                if try waits(message, plan.queue, transaction, at: now) {
                    plan.waiting.insert(Destination(gateway: gateway.name, address: message.address))
                    plan.queue.requeue(message)
                } else if let stop = plan.fuse.take(message.address) {
                    try hold(message, stop, &plan.queue, &transaction, at: now)
                } else if let attempt = try claim(message, gateway, &plan.queue, &transaction, at: now) {
                    places.take(attempt.destination, at: max(now, attempt.startsAt))
                    claimed.append(attempt)
                } else if attempts.isPaused {
                    // Not claimed, although the plan and its limits count it: the next plan is made from the ledger.
                    return
                }
            }
            try cancelOverdue(of: gateway, &plan, &transaction, at: now)
        }
        planned = plan
    }

    private func nextMessage(of gateway: Gateway, _ plan: inout Claimer.Plan, _ places: Places) -> DueQueue.Message? {
        let waiting = plan.waiting
        return plan.queue.next(of: gateway.name) {
            let destination = Destination(gateway: gateway.name, address: $0)
            return places.isBusy(destination) || waiting.contains(destination)
        }
    }

    /// Whether a message must wait for an earlier one to its address that has been put off.
    ///
    /// What was said first of an obligation must not come last. A later slot of the very same obligations takes the
    /// place of the earlier message (`expireEarlier`). Where the earlier one is a digest that speaks of others too, it
    /// goes first: the later one waits for its end, which is that of the office day at the latest, unless a due is near.
    /// About another obligation nothing waits: one message that a mail server puts off keeps no other one back. Nor
    /// does what an operator holds.
    private func waits(
        _ message: DueQueue.Message, _ queue: DueQueue, _ transaction: LedgerTransaction, at now: Instant
    ) throws(LedgerError) -> Bool {
        guard claimer.mayHaveDeferred || transaction.defersAny else { return false }
        let obligations = Set(message.items.map(\.obligation))
        let schedule = RetrySchedule(settings.time)
        let dues = queue.dues(of: message).compactMap(\.self)
        guard !dues.contains(where: { schedule.isNear($0, at: max(now, message.at)) }) else { return false }
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

    /// A message that still waits for a retry expires when a later one to the same address says all that it was to say.
    private func expireEarlier(
        than message: ClaimedMessage, about obligations: Set<String>, _ transaction: inout LedgerTransaction
    ) throws(LedgerError) {
        guard claimer.mayHaveDeferred || transaction.defersAny else { return }
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
        !transaction.ends(id) && (!attempts.has(id) || transaction.defers(id))
    }

    /// Adds a message to the transaction with its first attempt; nil where it ends with its claim.
    private func claim(
        _ message: DueQueue.Message, _ gateway: Gateway, _ queue: inout DueQueue,
        _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) -> RunningAttempt? {
        let items = queue.items(of: message, try histories(for: message.items.map(\.delivery), before: message.at))
        guard let first = items.first else { return nil }
        let start = max(now, message.at)
        let ahead = message.words.flatMap { $0.end > now ? $0 : nil }
        let words = ahead ?? words(of: message, items, first, gateway, written: start)
        let recipient = outgoing.recipient(of: message.address, by: gateway)
        let dues = items.compactMap { $0.obligation.due?.due }
        let tried = plantedBugs.contains(.lateExpiresWithSlot) ? first.delivery.slot.at : start
        let expires = outgoing.expiry(firstAttempt: tried, dues, by: gateway)
        let run = recipient.map {
            outgoing.run(
                gateway,
                .init(
                    id: words.id, recipient: $0, attempt: 1, directive: first.directive.id.description,
                    due: first.obligation.due?.due, segments: words.rendered.segments),
                bytes: words.rendered.bytes, command: words.command)
        }
        if let error = run?.shortage {
            pauseForShortage(error)
            return nil
        }
        recordReleases(of: message, queue, &transaction)
        for advance in queue.claimed(message) { transaction.advance(advance) }
        var claimed = outgoing.message(
            .init(
                id: words.id, kind: .reminder, at: message.at, gateway: gateway, address: message.address,
                recipient: recipient, language: message.language),
            words.rendered, deliveries: items.map(\.delivery), expires: expires)
        guard let run else {
            transaction.claim(claimed)
            transaction.end(words.id, as: .cancelled, reason: Outgoing.reasonWithoutRecipient(gateway))
            return nil
        }
        claimed.firstAttempt = AttemptStart(message: words.id, number: 1, at: start)
        transaction.claim(claimed)
        try expireEarlier(than: claimed, about: Set(items.map(\.obligation.key)), &transaction)
        return RunningAttempt(
            message: words.id, number: 1, gateway: gateway, address: message.address, startsAt: message.at,
            expiresAt: expires, dues: dues,
            run: run,
            subject: .init(directive: first.directive.id, first: first.delivery.slot.key, deliveries: items.count))
    }

    /// What the leads have received, for messages to those who supervise them or to the leadership; none for all others,
    /// which are the most.
    func histories(
        for deliveries: [Delivery], before instant: Instant
    ) throws(LedgerError) -> [String: ReminderHistory] {
        let supervised = deliveries.map(\.slot.key).filter { $0.role.receivesHistory }
        return supervised.isEmpty
            ? [:] : try ledger.reminderHistories(of: supervised.map(\.obligation), before: instant)
    }
}
