import Directives
import Dispatch
import Gateways
import Glibc
import Ledger
import Logging
import Rendering

/// Attempts from their start to their outcome: the programs of gateways run outside of all passes.
extension ReminderEngine {
    /// How long an outcome waits for others of attempts that run, so that they share a transaction, in milliseconds.
    static let outcomeLinger = 5

    /// Takes the places of attempts whose claim is written; those whose instant has come start at once.
    func start(_ claimed: [RunningAttempt]) {
        let now = clock.now
        for attempt in claimed {
            attempts.claimed(attempt, at: now)
            logger.debug("claimed", metadata: attempt.metadata(event: "claimed"))
        }
        startDue(at: now)
    }

    /// Starts the programs of claimed messages whose instant has come.
    func startDue(at now: Instant) {
        for attempt in attempts.takeDue(at: now) {
            switch attempt.run {
            case .success(let run):
                runner.start(run) { result in
                    self.executorQueue.async { self.assumeIsolated { $0.ended(attempt.message, result) } }
                }
            case .failure(let refusal):
                let finished = FinishedAttempt(
                    attempt: attempt, ended: likelyNow, text: refusal.reason, meaning: refusal.meaning, gatewayID: nil,
                    isMisconfigured: true)
                note(finished, refusal.meaning == .rejected ? .none : .failing)
                queuePass()
            }
        }
    }

    private func ended(_ message: String, _ result: GatewayResult) {
        guard let attempt = attempts.underway[message] else { return }
        // The attempt is kept as it was claimed, and starts some seconds later; what expires or must stop ends here.
        if let error = result.shortage, !lifecycle.isStopping, attempt.expiresAt.map({ likelyNow < $0 }) ?? true {
            return pauseForShortage(of: message, error)
        }
        if result.shortage == nil, attempts.hasRun() {
            operatorMail.over(.shortage(""), in: settings.language)
            // What waited for any of them is late.
            for gateway in attempts.capacities.keys { clockAssessment.gatewayResumed(gateway, at: likelyNow) }
        }
        let verdict = AttemptVerdict(result, gateway: attempt.gateway)
        let finished = FinishedAttempt(
            attempt: attempt, ended: likelyNow, text: verdict.text, meaning: verdict.meaning,
            gatewayID: verdict.gatewayID, isMisconfigured: verdict.isMisconfigured)
        note(finished, result.shortage == nil ? finished.sign : .none)
        let count = attempts.finished.count
        if count == attempts.underway.count || count >= Self.batchLimit || isPlaceAwaited(of: attempt) {
            queuePass()
        } else if count == 1 {
            clock.linger(milliseconds: Self.outcomeLinger) { self.assumeIsolated { $0.pass() } }
        }
    }

    /// The machine is short of descriptors, processes or memory: no gateway is to blame, and no attempt is spent.
    ///
    /// - Parameter message: whose program could not be started; nil where its claim was not made yet.
    func pauseForShortage(of message: String? = nil, _ error: Int32) {
        if attempts.pause(for: message, at: clock.now) {
            let reason = String(cString: strerror(error))
            operatorMail.add(.shortage(reason))
            logger.error(
                "no program of a gateway can be started now: \(reason); tried again some seconds later",
                metadata: ["event": "shortage"])
        }
        queuePass()
    }

    /// Whether a message of the due queue waits for the place of an attempt.
    ///
    /// Then its outcome waits for no other: those that end while the pass is made share the next one.
    private func isPlaceAwaited(of attempt: RunningAttempt) -> Bool {
        guard let queue = plan?.queue, queue.opens <= clock.now else { return false }
        return queue.hasMessage(of: attempt.gateway.name)
    }

    /// Notes what a run says of its gateway: a change is logged at once, and of a bad one the operator is notified.
    private func note(_ finished: FinishedAttempt, _ sign: CircuitBreaker.Sign) {
        let name = finished.attempt.gateway.name
        switch attempts.ended(finished, sign) {
        case .suspended(let until):
            operatorMail.add(
                .suspended(gateway: name, failures: CircuitBreaker.threshold, answer: finished.text))
            logger.error(
                "the gateway '\(name)' is suspended after \(CircuitBreaker.threshold) failures in a row: \(finished.text)",
                metadata: [
                    "event": "gateway-suspended", "gateway": "\(name)",
                    "next-probe": "\(settings.time.zone.iso8601(until))",
                ])
        case .resumed:
            if !plantedBugs.contains(.resumedGatewayIsOnTime) {
                clockAssessment.gatewayResumed(name, at: finished.ended)
            }
            operatorMail.over(.suspended(gateway: name, failures: 0, answer: ""), in: settings.language)
            logger.notice(
                "the gateway '\(name)' answers again", metadata: ["event": "gateway-resumed", "gateway": "\(name)"])
        case nil: break
        }
    }
}
