/// A bug that the simulator plants in the engine, to see that its checker finds it.
///
/// Only `Tests/Simulation` sets these, through the engine's dependencies; a daemon always runs with none. Each case acts
/// in one line of the engine, `if plantedBugs.contains(…)`, beside the code that it breaks.
package enum PlantedBug: String, CaseIterable, Sendable {
    /// An alarm that was given today is given again after each restart.
    case alarmAfterEachRestart = "alarm-after-each-restart"
    /// After a downtime every slot that passed is sent, not only the latest of each unit.
    case allLateAtOnce = "all-late-at-once"
    /// A gateway starts before the claim of its message is committed.
    case claimAfterSend = "claim-after-send"
    /// The closing messages of an obligation are committed after its end, in a transaction of their own.
    case closingAfterEnd = "closing-after-end"
    /// The closing messages of what ends while everything is held are forgotten.
    case closingForgottenInHold = "closing-forgotten-in-hold"
    /// Closing messages go to the addresses that a unit has now, written to before or not.
    case closingToNewAddress = "closing-to-new-address"
    /// Closing messages go to the supervising unit as well, written to before or not.
    case closingToSupervisor = "closing-to-supervisor"
    /// A digest says only the first five of its items, and all of them count as sent.
    case digestCut = "digest-cut"
    /// A digest that waits for a retry is cancelled when the first of its obligations has ended, although others are
    /// open.
    case digestEndsWithFirst = "digest-ends-with-first"
    /// The plan in memory survives the order that ends an obligation.
    case doneIgnored = "done-ignored"
    /// A clock that is set back makes sent slots due again.
    case doubleFireAfterStepBack = "double-fire-after-step-back"
    /// An expired message is retried.
    case expiredSentAgain = "expired-sent-again"
    /// A fallback message speaks of a version of an obligation that an extension or a load has replaced.
    case fallbackOfOldVersion = "fallback-of-old-version"
    /// A dead message is followed by two fallback messages.
    case fallbackTwice = "fallback-twice"
    /// An order that holds everything is forgotten with a restart.
    case holdForgottenAtRestart = "hold-forgotten-at-restart"
    /// Messages are claimed while the clock cannot be right.
    case insaneClockClaims = "insane-clock-claims"
    /// A late message expires with the office day of its slot, not with that of its first attempt.
    case lateExpiresWithSlot = "late-expires-with-slot"
    /// The limit of an address counts only what this process has claimed, not all of the day.
    case limitsForgetRestart = "limits-forget-restart"
    /// A slot that is there to tell of a change goes although its reader knows the due in force.
    case knownDueToldAgain = "known-due-told-again"
    /// After a load the plan is made by the settings, policies and addresses of before, until a restart.
    case loadKeepsOldPlanner = "load-keeps-old-planner"
    /// A deferred message is forgotten.
    case lostRetry = "lost-retry"
    /// A day without a report counts as reported, so that what was not sent before it is in no report.
    case missedDayCountsAsReported = "missed-day-counts-as-reported"
    /// Commits are not synced to the disk.
    case noFsync = "no-fsync"
    /// An order is recorded, but acted on only when something else wakes the engine.
    case orderWakesNobody = "order-wakes-nobody"
    /// A retry sends other bytes than the first attempt.
    case otherBytesOnRetry = "other-bytes-on-retry"
    /// A gateway's place is free before the outcome of its message is committed.
    case outcomeBeforeDurable = "outcome-before-durable"
    /// What ran when the process died is not resumed.
    case resumeSkipsRunning = "resume-skips-running"
    /// What waited for a suspended gateway goes as if it were on time once that answers again.
    case resumedGatewayIsOnTime = "resumed-gateway-is-on-time"
    /// After the clock was set back, retries wait until it shows their instants again.
    case retriesWaitAfterStepBack = "retries-wait-after-step-back"
    /// An obligation counts as looked at although nothing of it was claimed.
    case settledWithoutClaim = "settled-without-claim"
    /// One delivery is written into two messages.
    case slotInTwoMessages = "slot-in-two-messages"
    /// Two messages to one address run at once.
    case twoAtOnce = "two-at-once"
    /// What was written counts as known to its reader, also what never arrived.
    case writtenCountsAsKnown = "written-counts-as-known"
}

extension Set<PlantedBug> {
    /// Whether deliveries are claimed that a message has already.
    package var claimsAgain: Bool { contains(.slotInTwoMessages) || contains(.doubleFireAfterStepBack) }
}
