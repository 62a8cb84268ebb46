import Directives
import Dispatch
import Gateways
import Ledger
import Logging
import Rendering
import Systemd

/// Attempts: from a durable claim to a durable outcome.
extension ReminderEngine {
    /// Takes the places of flights whose claim is durable; those whose instant has come start at once.
    func launch(_ taken: [Flight]) {
        let now = clock.now
        for flight in taken {
            var flight = flight
            flight.isProbe = pools[flight.gateway.name]?.take(at: max(now, flight.startsAt)) ?? false
            busy.insert(flight.lane)
            flights[flight.message] = flight
            logger.debug("claimed", metadata: flight.metadata(event: "claimed"))
        }
        startDue(at: now)
    }

    /// Starts the programs of claimed messages whose instant has come.
    func startDue(at now: Instant) {
        let due = flights.values.filter { !$0.isRunning && ($0.startsAt <= now || $0.isOverslept(at: now)) }
        // In order: the same decisions give the same record.
        for flight in due.sorted(by: { ($0.startsAt, $0.message) < ($1.startsAt, $1.message) }) {
            flights[flight.message]?.isRunning = true
            switch flight.run {
            case .success(let run):
                let id = flight.message
                runner.start(run) { result in
                    self.executorQueue.async { self.assumeIsolated { $0.landed(id, result) } }
                }
            case .failure(let refusal):
                let landing = Landing(
                    flight: flight, ended: likelyNow, text: refusal.reason, meaning: refusal.meaning, gatewayID: nil,
                    isMisconfigured: true)
                landings.append(landing)
                note(refusal.meaning == .rejected ? .none : .failing, of: landing)
                queuePass()
            }
        }
    }

    private func landed(_ id: String, _ result: GatewayResult) {
        guard let flight = flights[id] else { return }
        let verdict = AttemptVerdict(result, gateway: flight.gateway)
        let landing = Landing(
            flight: flight, ended: likelyNow, text: verdict.text, meaning: verdict.meaning,
            gatewayID: verdict.gatewayID, isMisconfigured: verdict.isMisconfigured)
        landings.append(landing)
        note(landing.sign, of: landing)
        if landings.count == flights.count || landings.count >= Self.batchLimit || isAwaited(flight) {
            queuePass()
        } else if landings.count == 1 {
            clock.linger(milliseconds: Self.outcomeLinger) { self.assumeIsolated { $0.pass() } }
        }
    }

    /// Whether a message of the round waits for the place of a flight.
    ///
    /// Then its outcome waits for no company: others that end while the pass is made have company in the next.
    private func isAwaited(_ flight: Flight) -> Bool {
        guard let round, round.opens <= clock.now else { return false }
        return round.hasMessage(of: flight.gateway.name)
    }

    /// Moves the outcomes that wait into a transaction.
    func take(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) -> [Landing] {
        for landing in landings {
            let outcome = outcome(of: landing)
            transaction.finish(outcome)
            if landing.isMisconfigured {
                alarm(.misconfigured(gateway: landing.flight.gateway.name, text: landing.text), &transaction, at: now)
            }
            if outcome.newState.isDeath { try fallBack(from: outcome.message, &transaction, at: now) }
        }
        for alarm in alarmsDue { self.alarm(alarm, &transaction, at: now) }
        return landings
    }

    /// Frees the places of flights whose outcome is durable.
    func land(_ landed: [Landing]) {
        for landing in landed {
            pools[landing.flight.gateway.name]?.release()
            busy.remove(landing.flight.lane)
            flights[landing.flight.message] = nil
            logger.info(
                "\(landing.meaning.rawValue)", metadata: landing.flight.metadata(event: landing.meaning.rawValue))
        }
        alarmsDue = []
        landings.removeAll { landing in landed.contains { $0.flight.message == landing.flight.message } }
    }

    private func outcome(of landing: Landing) -> AttemptOutcome {
        let flight = landing.flight
        let state: AttemptEnd
        var next: Instant?
        switch landing.meaning {
        case .accepted: state = .accepted
        case .rejected: state = .dead
        case .deferred, .unknown:
            next = RetrySchedule(settings.time).next(
                attempts: flight.attempt, ended: landing.ended, expires: flight.expiresAt ?? .distantFuture,
                dues: flight.dues, spread: MessageID.spread(of: flight.message))
            state = next == nil ? .expired : .deferred
        }
        return AttemptOutcome(
            message: flight.message, number: flight.attempt, endedAt: landing.ended,
            exit: landing.meaning == .accepted ? "exit status 0" : landing.text,
            meaning: landing.meaning, output: landing.text, gatewayID: landing.gatewayID, newState: state,
            nextAttempt: next)
    }

    /// Adds the retries that are due to a transaction, and ends what has expired.
    ///
    /// Only gateways with room are asked: what waits at another one, however much it is, costs nothing. What came due in
    /// office hours and could not go in them waits for the next; what came due after them may go then.
    func retry(
        into transaction: inout LedgerTransaction, _ taken: inout [Flight], _ places: inout [String: CourierPool],
        _ lanes: inout Set<Lane>, at now: Instant
    ) throws(LedgerError) {
        guard mayHaveDeferred else { return }
        let deferred = try ledger.deferredGateways()
        mayHaveDeferred = !deferred.isEmpty
        try expire(into: &transaction, at: now)
        for name in deferred {
            let addresses = Set(lanes.lazy.filter { $0.gateway == name }.map(\.address))
            guard let gateway = settings.gateways.first(where: { $0.name == name }) else {
                for pending in try ledger.retries(
                    of: name, through: now, except: addresses, limit: Self.batchLimit)
                where !transaction.ends(pending.id) {
                    transaction.end(pending.id, as: .dead, reason: "the gateway '\(name)' is gone")
                }
                continue
            }
            let room = min(places[name]?.room(at: now) ?? 0, Self.batchLimit - taken.count)
            guard room > 0 else { continue }
            let since = settings.time.closedSince(at: now) ?? .distantPast
            for pending in try ledger.retries(
                of: name, from: since, through: now, except: addresses, limit: room)
            where !transaction.ends(pending.id) && flights[pending.id] == nil {
                if try hasEnded(pending) {
                    transaction.end(pending.id, as: .cancelled, reason: "all that it is about has ended")
                    continue
                }
                if let opening = try reopening(for: pending, at: now) {
                    transaction.postpone(pending.id, until: opening, reason: "no due presses any more")
                    continue
                }
                let attempt = pending.attempts + 1
                transaction.start(AttemptStart(message: pending.id, number: attempt, at: now))
                places[name]?.take(at: now)
                lanes.insert(Lane(gateway: name, address: pending.address))
                taken.append(try flight(of: pending, gateway, attempt: attempt, at: now))
            }
        }
    }

    /// Whether nothing that a reminder is about is open any more: nobody is urged to what is done.
    private func hasEnded(_ pending: PendingMessage) throws(LedgerError) -> Bool {
        guard pending.kind == .reminder, !pending.obligations.isEmpty else { return false }
        for id in pending.obligations {
            if try ledger.obligation(id)?.obligation.state == .open { return false }
        }
        return true
    }

    /// When a message is to be tried again that came due out of hours for a due that has passed since, or was moved; nil
    /// for one that may go now, and for one that was not tried yet, which goes when it was told to.
    private func reopening(for pending: PendingMessage, at now: Instant) throws(LedgerError) -> Instant? {
        guard pending.attempts > 0, !settings.time.isOpen(at: now) else { return nil }
        let start = RetrySchedule(settings.time).start(from: now, dues: try dues(of: pending))
        return start.flatMap { $0 > now ? $0 : nil }
    }

    /// The dues of what a message is about.
    func dues(of pending: PendingMessage) throws(LedgerError) -> [Instant?] {
        try pending.obligations.map { id throws(LedgerError) in try ledger.obligation(id)?.obligation.due?.due }
    }

    /// Ends deferred messages whose time is over, also those of a gateway that is full, suspended or gone.
    private func expire(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        for id in try ledger.expired(by: now, limit: Self.batchLimit) {
            transaction.end(id, as: .expired, reason: "its office day is over")
            try fallBack(from: id, &transaction, at: now)
        }
    }

    private func flight(
        of pending: PendingMessage, _ gateway: Gateway, attempt: Int, at now: Instant
    ) throws(LedgerError) -> Flight {
        var obligations: [Obligation] = []
        for id in pending.obligations {
            if let obligation = try ledger.obligation(id)?.obligation { obligations.append(obligation) }
        }
        let first = obligations.first
        return Flight(
            message: pending.id, attempt: attempt, gateway: gateway, address: pending.address, startsAt: now,
            expiresAt: pending.expiresAt, dues: obligations.map { $0.due?.due },
            run: run(
                gateway, id: pending.id, recipient: pending.recipient, attempt: attempt,
                directive: first?.directive.description ?? "", due: first?.due?.due, segments: pending.segments,
                bytes: pending.bytes), subject: try subject(of: pending, first?.directive))
    }

    private func subject(
        of pending: PendingMessage, _ directive: DirectiveID?
    ) throws(LedgerError) -> Flight.Subject? {
        guard let directive, let deliveries = try ledger.message(pending.id)?.deliveries, let first = deliveries.first
        else { return nil }
        return Flight.Subject(directive: directive, first: first.slot.key, deliveries: deliveries.count)
    }

    /// The program with its arguments, environment and input, ready to be started.
    ///
    /// - Parameter command: where it was made before; a gateway with a credential has none.
    func run(
        _ gateway: Gateway, id: String, recipient: String, attempt: Int, directive: String, due: Instant?,
        segments: Int?, bytes: [UInt8], command made: GatewayCommand? = nil
    ) -> Result<GatewayRun, Flight.Refusal> {
        do {
            // Its file may be renewed while we run; a secret that has gone is no fault of the message.
            let credential = try gateway.credential.map { try credentials.path(of: $0) }
            let command =
                try made
                ?? command(
                    gateway, id: id, recipient: recipient, attempt: attempt, directive: directive, due: due,
                    segments: segments, credential: credential)
            return .success(
                GatewayRun(
                    command, input: try MessageFile(bytes), timeout: .seconds(gateway.timeout),
                    secret: try credential.map { try Secret(path: $0) }))
        } catch let error as GatewayCommandError {
            return .failure(Flight.Refusal(reason: "\(error)", meaning: .rejected))
        } catch {
            return .failure(Flight.Refusal(reason: "\(error)", meaning: .deferred))
        }
    }

    func command(
        _ gateway: Gateway, id: String, recipient: String, attempt: Int, directive: String, due: Instant?,
        segments: Int?, credential: String? = nil
    ) throws(GatewayCommandError) -> GatewayCommand {
        let values = GatewayCommand.Values(
            to: recipient, from: gateway.senderAddress, id: id, attempt: attempt, directive: directive, due: due,
            segments: segments ?? 1, state: stateDirectory, credential: credential)
        return try GatewayCommand(gateway, values, zone: settings.time.zone)
    }

    /// Attempts that were running when the process before ended: nobody knows what came of them.
    ///
    /// They run again with the same bytes and id, once the office is open or when less than a working day remains.
    func takeUpUnfinished() throws(LedgerError) {
        let now = clock.now
        let schedule = RetrySchedule(settings.time)
        let unfinished = try ledger.unfinishedAttempts()
        var transaction = LedgerTransaction(at: now)
        for pending in unfinished {
            let next = schedule.start(from: now, dues: try dues(of: pending)) ?? now
            let expired = pending.expiresAt.map { $0 <= next } ?? false
            transaction.finish(
                AttemptOutcome(
                    message: pending.id, number: pending.attempts, endedAt: now, exit: "the daemon ended while it ran",
                    meaning: .unknown, newState: expired ? .expired : .deferred, nextAttempt: expired ? nil : next))
            if expired, !pending.state.isTerminal { try fallBack(from: pending.id, &transaction, at: now) }
        }
        try takeUpUnstarted(at: now)
        guard !transaction.isEmpty else { return }
        try commit(transaction)
        logger.warning("\(unfinished.count) attempts were cut off; they run again", metadata: ["event": "taken-up"])
    }

    /// Messages that were claimed and of which no attempt was begun: the one that should have been is recorded as put
    /// off, so that they go on by the schedule like all others.
    private func takeUpUnstarted(at now: Instant) throws(LedgerError) {
        let schedule = RetrySchedule(settings.time)
        while true {
            let unstarted = try ledger.unstarted(limit: Self.batchLimit)
            guard !unstarted.isEmpty else { return }
            // An attempt that ends with a transaction must have started with an earlier one.
            var starts = LedgerTransaction(at: now)
            var ends = LedgerTransaction(at: now)
            for pending in unstarted {
                let number = pending.attempts + 1
                starts.start(AttemptStart(message: pending.id, number: number, at: now))
                ends.finish(
                    AttemptOutcome(
                        message: pending.id, number: number, endedAt: now, exit: "the daemon ended before it began",
                        meaning: .deferred, newState: .deferred,
                        nextAttempt: schedule.start(from: now, dues: try dues(of: pending)) ?? now))
            }
            try commit(starts)
            try commit(ends)
        }
    }
}
