import Directives
import Ledger

extension OrderContext {
    /// Ends open obligations, with the messages that tell of it, and opens what waited for that.
    ///
    /// A directive counts as failed with its first failure, and as done when none of its obligations is open.
    ///
    /// - Returns: the obligations that open.
    mutating func end(
        _ rows: [ObligationRow], as state: Obligation.State, reason: String?
    ) throws -> [Obligation] {
        var ended: [ReminderEngine.Ended] = []
        for row in rows {
            var obligation = row.obligation
            (obligation.state, obligation.ended) = (state, now)
            transaction.end(
                ObligationRow(obligation: obligation, settled: now, wake: nil), as: state, reason: reason,
                author: author)
            guard let stored = try ledger.directive(obligation.directive) else { continue }
            ended.append(
                .init(obligation: obligation, directive: stored.directive, notice: stored.notice, reason: reason))
            let side = Reconciliation.Side(planner: planner, directive: stored.directive, notice: stored.notice)
            transaction.skip(
                try ledger.unclaimedSlots(of: row, side, before: now), as: state == .withdrawn ? .noLongerTrue : .done)
        }
        let opened = try openDependents(of: rows, ended: state)
        try addClosings(ended, &transaction)
        return opened
    }

    /// Opens what waits for the failure or the completion of a directive that these obligations bring about.
    private mutating func openDependents(
        of rows: [ObligationRow], ended state: Obligation.State
    ) throws -> [Obligation] {
        let ended = Set(rows.map(\.obligation.key))
        var opened: [Obligation] = []
        for directive in Set(rows.map(\.obligation.directive)).sorted() {
            let rest = try ledger.obligations(of: directive).filter { !ended.contains($0.obligation.key) }
            var facts = Facts(loaded: now)
            switch state {
            case .failed:
                facts.failures[directive] = now
                opened += try openAll(awaiting: .failure(of: directive), facts)
            case .done where rest.allSatisfy({ $0.obligation.state == .done }):
                facts.completions[directive] = now
                opened += try openAll(awaiting: .completion(of: directive), facts)
            default: break
            }
        }
        return opened
    }

    private mutating func openAll(awaiting condition: Directive.Condition, _ facts: Facts) throws -> [Obligation] {
        var waiting: [StoredDirective] = []
        try ledger.forEachDirective { if $0.directive.opens == condition { waiting.append($0) } }
        var opened: [Obligation] = []
        for stored in waiting { opened += try open(stored, facts) }
        return opened
    }

    /// Opens the obligations that a directive has by some facts and the ledger does not have yet.
    mutating func open(_ stored: StoredDirective, _ facts: Facts) throws -> [Obligation] {
        let known = try ledger.obligations(of: stored.directive.id).map(\.obligation)
        let (ids, keys) = (Set(known.map(\.id)), Set(known.map(\.key)))
        let obligations = try Opening(settings.time).obligations(of: stored.directive, in: stored.notice, facts: facts)
            .filter { !ids.contains($0.id) }.map { $0.keyed(apartFrom: keys) }
        return obligations.map { obligation in
            var obligation = obligation
            obligation.openUntilItsEnd(at: now)
            let row = planner.row(of: obligation, in: stored.directive, settled: obligation.opened)
            transaction.open(row, due: obligation.due.map { .init($0) })
            return obligation
        }
    }
}

extension Obligation {
    /// A withdrawal whose day is still to come has not ended it yet.
    mutating func openUntilItsEnd(at now: Instant) {
        if state == .withdrawn, let ended, ended > now { state = .open }
    }
}
