public import Directives
import Ledger

/// Why something cannot be recorded.
public struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// What people tell Dondoc: events that directives wait for, and how obligations ended.
extension ReminderEngine {
    /// Records that what a directive waits for has happened; its obligations for that case open now.
    ///
    /// Telling it twice changes nothing.
    @discardableResult
    public func occur(
        _ directive: DirectiveID, _ occurrence: Facts.RecordedEvent, author: String?
    ) throws -> [Obligation] {
        let now = clock.now
        guard let stored = try ledger.directive(directive), stored.inForce else {
            throw RecordingError("there is no directive \(directive)")
        }
        guard stored.directive.awaitedEvents.contains(occurrence.event) else {
            throw RecordingError("\(directive) does not wait for the event '\(occurrence.event)'")
        }
        var facts = Facts(loaded: stored.firstLoaded)
        var occurrences = try ledger.occurrences(of: directive)
        let isNew = !occurrences.contains { $0.event == occurrence.event && $0.occasion == occurrence.occasion }
        if isNew { occurrences.append(occurrence) }
        facts.events[directive] = occurrences
        let obligations = try Opening(settings.time).obligations(of: stored.directive, in: stored.notice, facts: facts)
            .filter { try ledger.obligation($0.id) == nil }
        // A directive that waits for two events opens with the second; the first is kept for it.
        guard isNew || !obligations.isEmpty else { return [] }
        var transaction = LedgerTransaction(at: now)
        if isNew { transaction.occur(occurrence, of: directive, author: author) }
        for obligation in obligations {
            transaction.open(row(of: obligation, stored.directive), due: obligation.due.map { .init($0) })
        }
        try commit(transaction)
        queuePass()
        return obligations
    }

    /// Records that all open obligations of a directive are done or have failed, and opens what waited for that.
    ///
    /// - Returns: the obligations that opened.
    @discardableResult
    public func end(
        _ directive: DirectiveID, as state: Obligation.State, reason: String?, author: String?
    ) throws -> [Obligation] {
        try end(
            ledger.obligations(of: directive).filter { $0.obligation.state == .open }, as: state, reason: reason,
            author: author)
    }

    /// Records how open obligations ended, and opens what waited for that.
    ///
    /// A directive counts as failed with its first failure, and as done when none of its obligations is open.
    func end(
        _ rows: [ObligationRow], as state: Obligation.State, reason: String?, author: String?
    ) throws -> [Obligation] {
        let now = clock.now
        guard !rows.isEmpty else { return [] }
        var transaction = LedgerTransaction(at: now)
        var told: [Ended] = []
        for row in rows {
            var obligation = row.obligation
            obligation.state = state
            obligation.ended = now
            transaction.end(
                ObligationRow(obligation: obligation, settled: now, wake: nil), as: state, reason: reason,
                author: author)
            let stored = try ledger.directive(obligation.directive)
            if let stored {
                told.append(
                    Ended(
                        obligation: obligation, directive: stored.directive, notice: stored.notice, reason: reason))
                let side = Reconciliation.Side(planner: planner, directive: stored.directive, notice: stored.notice)
                let reason: SkipReason = state == .withdrawn ? .noLongerTrue : .done
                transaction.skip(try ledger.unclaimedSlots(of: row, side, before: now), as: reason)
            }
        }
        let ended = Set(rows.map(\.obligation.id))
        var opened: [Obligation] = []
        for directive in Set(rows.map(\.obligation.directive)).sorted() {
            let rest = try ledger.obligations(of: directive).filter { !ended.contains($0.obligation.id) }
            guard state == .failed || state == .done && rest.allSatisfy({ $0.obligation.state == .done }) else {
                continue
            }
            for row in try dependents(of: directive, ended: state, at: now) {
                transaction.open(row, due: row.obligation.due.map { .init($0) })
                opened.append(row.obligation)
            }
        }
        if plantedBugs.contains(.closingAfterEnd) {
            try commit(transaction)
            transaction = LedgerTransaction(at: now)
        }
        try close(told, &transaction, at: now)
        try commit(transaction)
        queuePass()
        return opened
    }

    /// The obligations that open since another directive ended so.
    private func dependents(
        of directive: DirectiveID, ended state: Obligation.State, at now: Instant
    ) throws -> [ObligationRow] {
        var facts = Facts(loaded: now)
        let awaited: Directive.Condition
        if state == .failed {
            facts.failures[directive] = now
            awaited = .failure(of: directive)
        } else {
            facts.completions[directive] = now
            awaited = .completion(of: directive)
        }
        var rows: [ObligationRow] = []
        try ledger.forEachDirective { stored in
            guard stored.directive.opens == awaited else { return }
            let opened = try Opening(settings.time).obligations(of: stored.directive, in: stored.notice, facts: facts)
            for obligation in opened where try ledger.obligation(obligation.id) == nil {
                rows.append(row(of: obligation, stored.directive))
            }
        }
        return rows
    }

    private func row(of obligation: Obligation, _ directive: Directive) -> ObligationRow {
        var obligation = obligation
        obligation.openUntilItsEnd(at: clock.now)
        return planner.row(of: obligation, in: directive, settled: obligation.opened)
    }

    /// The row with the instant at which it is to be looked at next.
    func rewoken(_ row: ObligationRow, _ directive: Directive) -> ObligationRow {
        var row = row
        row.wake = planner.row(of: row.obligation, in: directive, settled: row.settled).wake
        return row
    }
}

extension Obligation {
    /// A withdrawal whose day is still to come has not ended it yet.
    mutating func openUntilItsEnd(at now: Instant) {
        if state == .withdrawn, let ended, ended > now { state = .open }
    }
}
