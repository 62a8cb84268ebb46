import Delivery
import Directives
import Ledger

/// A message whose attempt is recorded and whose program is about to run, runs, or has just ended.
struct Flight {
    let message: String
    let attempt: Int
    let gateway: Gateway
    let address: String
    /// The program starts at this instant: a claim may be some milliseconds early.
    let startsAt: Instant
    let expiresAt: Instant?
    /// The nearest due of what it is about.
    let nearestDue: Instant?
    /// Nil where the command cannot be made; the reason stands in its place.
    let run: Result<GatewayRun, Refusal>
    var isRunning = false

    /// Why a program cannot be started with these values.
    struct Refusal: Error {
        let reason: String
        let meaning: ExitMeaning
    }

    /// What no two flights may share: one address of a gateway is served by one at a time.
    var lane: Lane { Lane(gateway: gateway.name, address: address) }
}

/// A flight that has ended and whose outcome is not durable yet.
struct Landing {
    let flight: Flight
    let ended: Instant
    /// How it ended, for people.
    let text: String
    let meaning: ExitMeaning
    let gatewayID: String?
    let isMisconfigured: Bool
}
