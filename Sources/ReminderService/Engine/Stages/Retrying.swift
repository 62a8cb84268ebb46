import Directives
import Ledger

/// Retries of deferred messages: before all that is new.
extension ReminderEngine {
    /// Adds the retries that are due to a transaction, and ends what has expired.
    ///
    /// Only gateways with room are asked: what waits at another one, however much it is, costs nothing. What came due in
    /// office hours and could not go in them waits for the next; what came due after them may go then.
    func retry(
        _ places: inout Places, _ claimed: inout [RunningAttempt], into transaction: inout LedgerTransaction,
        at now: Instant
    ) throws(LedgerError) {
        guard claimer.mayHaveDeferred else { return }
        let deferred = try ledger.deferredGateways()
        claimer.note(hasDeferred: !deferred.isEmpty)
        try endOverdue(into: &transaction, at: now)
        for name in deferred {
            let addresses = places.busyAddresses(of: name)
            guard let gateway = settings.gateways.first(where: { $0.name == name }) else {
                for pending in try ledger.retries(
                    of: name, through: now, except: addresses, limit: Self.batchLimit)
                where !transaction.ends(pending.id) {
                    transaction.end(pending.id, as: .dead, reason: ProgramReason.gatewayGone.rawValue)
                }
                continue
            }
            let room = min(places.room(of: name, at: now), Self.batchLimit - claimed.count)
            guard room > 0 else { continue }
            let since = settings.time.closedSince(at: now) ?? .distantPast
            for pending in try ledger.retries(
                of: name, from: since, through: now, except: addresses, limit: room)
            where !transaction.ends(pending.id) && !attempts.has(pending.id) {
                if try hasEnded(pending) {
                    transaction.end(pending.id, as: .cancelled, reason: ProgramReason.allEnded.rawValue)
                } else if let opening = try reopening(for: pending, at: now) {
                    transaction.postpone(pending.id, until: opening, reason: "no due presses any more")
                } else {
                    let attempt = try attempt(of: pending, gateway, number: pending.attempts + 1, at: now)
                    if let error = attempt.run.shortage { return pauseForShortage(error) }
                    transaction.start(AttemptStart(message: pending.id, number: attempt.number, at: now))
                    places.take(attempt.destination, at: now)
                    claimed.append(attempt)
                }
            }
        }
    }

    /// Whether nothing that a reminder is about is open any more: what is done needs no reminder.
    private func hasEnded(_ pending: PendingMessage) throws(LedgerError) -> Bool {
        guard pending.kind == .reminder, !pending.obligations.isEmpty else { return false }
        for id in pending.obligations.prefix(plantedBugs.contains(.digestEndsWithFirst) ? 1 : .max) {
            if try ledger.obligation(id)?.obligation.state == .open { return false }
        }
        return true
    }

    /// When a message is to be tried again that came due out of hours for a due that has passed since, or was moved.
    ///
    /// Nil for one that may go now. One that was not tried yet goes at the instant that it was given, if not much later.
    private func reopening(for pending: PendingMessage, at now: Instant) throws(LedgerError) -> Instant? {
        let isOnTime = pending.nextAttempt.map { now.milliseconds(since: $0) < ClockAssessment.tolerance } ?? true
        guard pending.attempts > 0 || !isOnTime, !settings.time.isOpen(at: now) else { return nil }
        let start = RetrySchedule(settings.time).start(from: now, dues: try dues(of: pending))
        return start.flatMap { $0 > now ? $0 : nil }
    }

    /// The dues of what a message is about.
    func dues(of pending: PendingMessage) throws(LedgerError) -> [Instant?] {
        try pending.obligations.map { id throws(LedgerError) in try ledger.obligation(id)?.obligation.due?.due }
    }

    /// Ends deferred messages whose time is over, also those of a gateway that is full, suspended or gone.
    private func endOverdue(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let bound = plantedBugs.contains(.expiredSentAgain) ? now.adding(seconds: -30 * 86_400) : now
        for id in try ledger.expired(by: bound, limit: Self.batchLimit) {
            transaction.end(id, as: .expired, reason: ProgramReason.officeDayOver.rawValue)
            try fallBack(from: id, &transaction, at: now)
        }
    }

    private func attempt(
        of pending: PendingMessage, _ gateway: Gateway, number: Int, at now: Instant
    ) throws(LedgerError) -> RunningAttempt {
        var obligations: [Obligation] = []
        for id in pending.obligations {
            if let obligation = try ledger.obligation(id)?.obligation { obligations.append(obligation) }
        }
        let first = obligations.first
        return RunningAttempt(
            message: pending.id, number: number, gateway: gateway, address: pending.address, startsAt: now,
            expiresAt: pending.expiresAt, dues: obligations.map { $0.due?.due },
            run: outgoing.run(
                gateway,
                .init(
                    id: pending.id, recipient: pending.recipient, attempt: number,
                    directive: first?.directive.description ?? "", due: first?.due?.due, segments: pending.segments),
                bytes: pending.bytes + (plantedBugs.contains(.otherBytesOnRetry) ? [10] : [])),
            subject: try subject(of: pending, first?.directive))
    }

    private func subject(
        of pending: PendingMessage, _ directive: DirectiveID?
    ) throws(LedgerError) -> RunningAttempt.Subject? {
        guard let directive, let deliveries = try ledger.message(pending.id)?.deliveries, let first = deliveries.first
        else { return nil }
        return .init(directive: directive, first: first.slot.key, deliveries: deliveries.count)
    }
}
