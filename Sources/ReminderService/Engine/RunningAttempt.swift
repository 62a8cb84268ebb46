import Directives
import Gateways
import Ledger
import Logging

/// A message whose attempt is recorded and whose program is about to run, runs, or has just ended.
struct RunningAttempt {
    let message: String
    let number: Int
    let gateway: Gateway
    let address: String
    /// The program starts at this instant: a claim may be some milliseconds early.
    let startsAt: Instant
    let expiresAt: Instant?
    /// The dues of all that it is about; nil for what has none.
    let dues: [Instant?]
    /// The program with its input, or why there is none.
    let run: Result<GatewayRun, Refusal>
    /// Nil for a message without a slot.
    let subject: Subject?
    var isRunning = false
    /// Whether a suspended gateway is tried with it.
    var isProbe = false

    /// What a message is about, for the journal: of a digest the first delivery, and how many there are.
    struct Subject {
        let directive: DirectiveID
        let first: Slot.Key
        let deliveries: Int
    }

    /// What the journal says of each of its events; no words of the message.
    func metadata(event: String) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "event": "\(event)", "message": "\(message)", "gateway": "\(gateway.name)", "attempt": "\(number)",
        ]
        guard let subject else { return metadata }
        metadata["directive"] = "\(subject.directive)"
        metadata["obligation"] = "\(subject.first.obligation)"
        metadata["unit"] = "\(subject.first.unit)"
        metadata["step"] = "\(subject.first.step)"
        metadata["deliveries"] = "\(subject.deliveries)"
        return metadata
    }

    /// Why a program cannot be started with these values.
    struct Refusal: Error {
        let reason: String
        let meaning: ExitMeaning
        /// The error number where the machine is short of something.
        var shortage: Int32?
    }

    /// Whether it waits for an instant that was near when it was claimed, and is far since the clock was set back.
    func isOverslept(at now: Instant) -> Bool {
        startsAt.milliseconds(since: now) > 1_000
    }

    /// What no two attempts may share: an address of a gateway is served by one at a time.
    var destination: Destination { Destination(gateway: gateway.name, address: address) }
}

extension Result where Failure == RunningAttempt.Refusal {
    /// The error number where there is no program because the machine is short of something.
    var shortage: Int32? {
        if case .failure(let refusal) = self { refusal.shortage } else { nil }
    }
}

/// An attempt that has ended and whose outcome is not written yet.
struct FinishedAttempt {
    let attempt: RunningAttempt
    let ended: Instant
    /// How it ended, for people.
    let text: String
    let meaning: ExitMeaning
    let gatewayID: String?
    let isMisconfigured: Bool

    /// What its run says of the gateway; a recipient that is refused for good is a sign of life.
    var sign: CircuitBreaker.Sign {
        switch meaning {
        case .accepted: .alive
        case .rejected: isMisconfigured ? .failing : .alive
        case .deferred, .unknown: .failing
        }
    }
}

/// An address of a gateway: it is served by one run at a time.
struct Destination: Hashable, Sendable {
    let gateway: String
    let address: String
}
