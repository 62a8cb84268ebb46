import Basics
import Directives

/// What the events of the chain say of one message; an audit compares its rows with it.
struct RecordedMessage {
    struct AttemptEnd {
        let at: Instant
        let attempt: Event.Attempt

        /// Whether a row of `attempt`, whose columns are those of its mark, says the same.
        func isThat(of row: Row) throws -> Bool {
            let output: String? = try row[6]
            // Events of older programs have no hash of the output.
            let isOutput =
                attempt.outputSHA256 == nil || attempt.outputSHA256 == output.map { SHA256.hash($0).hexadecimal }
            return try isOutput && (attempt.started == nil || attempt.started == row.instant(2))
                && at == row.instantIfPresent(3) && attempt.exit == row[4]
                && attempt.meaning.rawValue == row[5] && attempt.gatewayID == row[7]
        }
    }

    private(set) var claim: Event.Claim?
    private(set) var claimedAt: Instant?
    /// nil for one that has not ended.
    private(set) var end: MessageState?
    private(set) var reason: String?
    private(set) var hold: String?
    /// When it is due while it waits for an attempt; nil where events of older programs do not say it.
    private(set) var nextAttempt: Instant?
    /// By their numbers.
    private(set) var attempts: [Int: AttemptEnd] = [:]

    init(_ message: String, _ database: Database) throws {
        for row in try database.rows("\(Ledger.eventColumns) WHERE message = $1 ORDER BY row", [message]) {
            let entry = try Ledger.event(row)
            switch entry.fact {
            case .claimed(let claim): (self.claim, claimedAt, nextAttempt) = (claim, entry.at, claim.until)
            case .attemptEnded(let attempt):
                attempts[attempt.number] = AttemptEnd(at: entry.at, attempt: attempt)
                nextAttempt = attempt.nextAttempt
                let state = attempt.end.change.state
                if state.isTerminal { end = state }
            case .messageEnded(let end, let reason): (self.end, self.reason) = (end.change.state, reason)
            case .messageHeld(let reason): hold = reason
            case .messageReleased(let instant): (hold, nextAttempt) = (nil, instant)
            case .postponed(let instant, _): nextAttempt = instant
            default: break
            }
        }
    }
}
