import Directives
import Synchronization

extension Ledger {
    /// Writes a transaction: the one door to the ledger for all but its own upkeep.
    ///
    /// Durable when it returns; an empty one writes nothing. The order in which it is applied:
    ///
    /// 1. The configuration and the obligations, to which all else refers.
    /// 2. Outcomes before starts: an attempt starts when the one before it has ended.
    /// 3. Claims, then waits and ends of messages, which may be those of the claims; then holds.
    /// 4. Advances of obligations, then skipped slots.
    /// 5. The events: the configuration, what the caller noted in the order of its calls, outcomes, claims, ends of
    ///    messages, skipped slots.
    public func commit(_ transaction: LedgerTransaction) throws(LedgerError) {
        if transaction.isEmpty { return }
        try writing { database in
            if let update = transaction.configuration {
                try Self.install(update, at: transaction.at, database)
                // Within the transaction, so that no other call fills it from the state before.
                decoded.withLock { $0 = DecodedDirectives() }
            }
            try Self.append(try Self.apply(transaction, database), database)
            if let revision = transaction.plannerRevision {
                try LedgerState.write(LedgerState.PlannerMark(revision: revision), database)
            }
        }
        let directives = transaction.configuration?.upserted.count ?? 0
        if directives + transaction.obligations.count > 1_000 { try checkpoint() }
    }

    /// Writes the rows, and gives the events.
    private static func apply(_ transaction: LedgerTransaction, _ database: Database) throws -> [Event] {
        let now = transaction.at
        var events =
            transaction.configuration.map { [event(of: $0, at: now)] } ?? []
        events += transaction.events
        for row in transaction.obligations { try upsert(row, database) }
        for outcome in transaction.outcomes { events.append(try finish(outcome, database)) }
        for attempt in transaction.starts { try start(attempt, database) }
        for claim in transaction.claims {
            events.append(
                try insert(claim, due: transaction.waits[claim.message.id], at: now, database))
        }
        for (message, instant) in transaction.waits { try move(message, by: .postpone, nextAttempt: instant, database) }
        for ending in transaction.endings { events.append(try end(ending, at: now, database)) }
        for hold in transaction.messageHolds { try set(hold, database) }
        for advance in transaction.advances { try apply(advance, database) }
        for skip in transaction.skips {
            if let event = try insert(skip, at: now, database) { events.append(event) }
        }
        for closing in transaction.closings { try insert(closing, database) }
        for obligation in transaction.endedClosings {
            try database.run("DELETE FROM closing_due WHERE obligation = $1", [obligation])
        }
        return events
    }
}
