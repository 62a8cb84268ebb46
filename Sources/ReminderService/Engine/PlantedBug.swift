/// A bug that the simulator plants in the engine, to see that its checker finds it.
///
/// Only `Tests/Simulation` sets these, through the engine's dependencies; a daemon always runs with none. Each case acts
/// in one line of the engine, `if plantedBugs.contains(…)`, beside the code that it breaks.
package enum PlantedBug: String, CaseIterable, Sendable {
    /// After a downtime every slot that passed is sent, not only the latest of each unit.
    case allLateAtOnce = "all-late-at-once"
    /// A gateway starts before the claim of its message is committed.
    case claimAfterSend = "claim-after-send"
    /// The closing messages of an obligation are committed after its end, in a transaction of their own.
    case closingAfterEnd = "closing-after-end"
    /// The closing messages of what ends while everything is held are forgotten.
    case closingForgottenInHold = "closing-forgotten-in-hold"
    /// The plan in memory survives the order that ends an obligation.
    case doneIgnored = "done-ignored"
    /// A clock that is set back makes sent slots due again.
    case doubleFireAfterStepBack = "double-fire-after-step-back"
    /// An expired message is retried.
    case expiredSentAgain = "expired-sent-again"
    /// A dead message is followed by two fallback messages.
    case fallbackTwice = "fallback-twice"
    /// Messages are claimed while the clock cannot be right.
    case insaneClockClaims = "insane-clock-claims"
    /// A deferred message is forgotten.
    case lostRetry = "lost-retry"
    /// Commits are not synced to the disk.
    case noFsync = "no-fsync"
    /// A retry sends other bytes than the first attempt.
    case otherBytesOnRetry = "other-bytes-on-retry"
    /// A gateway's place is free before the outcome of its message is committed.
    case outcomeBeforeDurable = "outcome-before-durable"
    /// An obligation counts as looked at although nothing of it was claimed.
    case settledWithoutClaim = "settled-without-claim"
    /// One delivery is written into two messages.
    case slotInTwoMessages = "slot-in-two-messages"
    /// What ran when the process died is not resumed.
    case resumeSkipsRunning = "resume-skips-running"
    /// Two messages to one address run at once.
    case twoAtOnce = "two-at-once"
}

extension Set<PlantedBug> {
    /// Whether deliveries are claimed that a message has already.
    package var claimsAgain: Bool { contains(.slotInTwoMessages) || contains(.doubleFireAfterStepBack) }
}
