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
    public func occur(_ directive: DirectiveID, _ occurrence: Facts.Occurrence, author: String?) throws -> [Obligation]
    {
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
        facts.occurrences[directive] = occurrences
        let obligations = try Opening(settings.time).obligations(of: stored.directive, in: stored.notice, facts: facts)
            .filter { try ledger.obligation($0.id) == nil }
        // A directive that waits for two events opens with the second; the first is kept for it.
        guard isNew || !obligations.isEmpty else { return [] }
        var events =
            !isNew
            ? []
            : [
                NewEvent(
                    at: now, kind: .occurred, directive: directive, author: author,
                    detail: [
                        "event": occurrence.event, "case": occurrence.occasion ?? "", "date": "\(occurrence.date)",
                        "time": occurrence.time?.description ?? "",
                    ])
            ]
        events += obligations.map { opened($0, at: now) }
        try ledger.update(obligations: obligations.map { row(of: $0, stored.directive) }, events: events)
        forgetRound()
        queuePass()
        return obligations
    }

    /// Records that all open obligations of a directive are done or have failed, and opens what waited for that.
    ///
    /// - Returns: the obligations that ended.
    @discardableResult
    public func end(
        _ directive: DirectiveID, as state: Obligation.State, reason: String?, author: String?
    ) throws -> [Obligation] {
        let now = clock.now
        let rows = try ledger.obligations(of: directive).filter { $0.obligation.state == .open }
        guard !rows.isEmpty else { return [] }
        var changed: [ObligationRow] = []
        var events: [NewEvent] = []
        var skips: [SkippedSlot] = []
        let stored = try ledger.directive(directive)
        let settled = try ledger.settledKeys(
            of: rows.map(\.obligation.id), since: rows.map(\.settled).min() ?? now)
        for row in rows {
            if let stored {
                // What was due and not claimed is not said any more.
                skips += planner.unclaimed(row, in: stored.directive, before: now, settled).map {
                    SkippedSlot(
                        key: $0.key, at: $0.at, reason: state == .done ? .done : .noLongerTrue, recordedAt: now)
                }
            }
            var obligation = row.obligation
            obligation.state = state
            obligation.ended = now
            changed.append(ObligationRow(obligation: obligation, settled: now, wake: nil))
            events.append(
                NewEvent(
                    at: now, kind: state == .failed ? .failed : .done, obligation: obligation.id, directive: directive,
                    unit: obligation.unit, author: author, detail: reason.map { ["reason": $0] } ?? [:]))
        }
        for obligation in try dependents(of: directive, ended: state, at: now) {
            changed.append(obligation)
            events.append(opened(obligation.obligation, at: now))
        }
        try ledger.update(obligations: changed, skips: skips, events: events)
        forgetRound()
        queuePass()
        return changed.map(\.obligation).filter { $0.directive == directive }
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
        let slots = planner.slots(of: obligation, in: directive)
        return ObligationRow(
            obligation: obligation, settled: obligation.opened,
            wake: planner.wake(of: obligation, slots, from: obligation.opened))
    }

    private func opened(_ obligation: Obligation, at now: Instant) -> NewEvent {
        NewEvent(
            at: now, kind: .opened, obligation: obligation.id, directive: obligation.directive, unit: obligation.unit,
            detail: obligation.due.map { ["due_date": "\($0.dueDate)"] } ?? [:])
    }
}

extension Obligation {
    /// A withdrawal whose day is still to come has not ended it yet.
    mutating func openUntilItsEnd(at now: Instant) {
        if state == .withdrawn, let ended, ended > now { state = .open }
    }
}

extension Ledger {
    /// What has been recorded of the events that a directive waits for.
    func occurrences(of directive: DirectiveID) throws(LedgerError) -> [Facts.Occurrence] {
        try events(EventFilter(kinds: [.occurred], directive: directive)).compactMap { entry in
            let detail = entry.event.detail
            guard let event = detail["event"], let date = detail["date"].flatMap(CivilDate.init) else { return nil }
            let occasion = detail["case"] ?? ""
            return Facts.Occurrence(
                event: event, occasion: occasion.isEmpty ? nil : occasion, date: date,
                time: detail["time"].flatMap(TimeOfDay.init), recorded: entry.event.at)
        }
    }
}
