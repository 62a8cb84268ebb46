import Directives
import Ledger

/// The changes of single obligations.
extension ConfigurationDiff {
    mutating func open(_ obligation: Obligation, _ directive: Directive) {
        recordOpening(planner.row(of: obligation, in: directive, settled: max(obligation.opened, watchedFrom)))
        summary.opened += 1
        noteSilence(of: obligation, directive)
    }

    /// Of an obligation that is new, is planned anew before it begins, or has another id or another instant of its due.
    mutating func recordOpening(_ row: ObligationRow) {
        let (obligation, zone) = (row.obligation, new.settings.time.zone)
        transaction.open(
            row, due: obligation.due.map { .init($0, in: zone) },
            opens: obligation.isToCome(at: now) ? zone.iso8601(obligation.opened) : nil)
    }

    /// Whether a person withdrew it: such a withdrawal is not undone by the files, which never contained it.
    func isWithdrawnByOrder(_ key: String) throws -> Bool {
        try ledger.events(EventFilter(kinds: [.withdrawn], obligation: key), limit: 1, newestFirst: true)
            .contains { $0.author != nil }
    }

    mutating func reopen(_ ended: Obligation?, as obligation: Obligation, _ directive: Directive) throws {
        guard let ended else { return }
        var reopened = ended
        (reopened.state, reopened.ended, reopened.track) = (.open, nil, obligation.track)
        reopened.version += 1
        reopened.versionSince = now
        var past = ended.past ?? .init(until: .distantPast, overdue: [:], leadOverdueInVersion: 0)
        past.dues[ended.version] = ended.due
        // A letter about the end that has not gone yet does not go: nobody heard of the end.
        if try ledger.postponedClosings(of: [ended.key]).isEmpty { past.toldOfEnd = ended.version }
        reopened.past = past
        transaction.endPostponement(ofClosing: ended.key)
        try version(reopened, from: ended.due, directive)
    }

    mutating func reconcile(
        _ row: ObligationRow, _ renamed: Obligation?, _ stored: StoredDirective, _ before: Reconciliation.Side,
        _ after: Reconciliation.Side
    ) throws {
        let unclaimed = try ledger.unclaimedSlots(of: row, before, before: now)
        // The limits may have changed: what they hold is judged again.
        let held = row.held && !unclaimed.isEmpty
        switch try reconciliation.change(
            of: row.obligation, renamed: renamed, from: before, to: after, unclaimed: unclaimed)
        {
        case .same:
            // No instant is planned for it any more, but now it ends with its unit, on a known day.
            let isLeft =
                row.wake == nil && row.obligation.state == .open && planner.lastDay(of: row.obligation.unit) != nil
            if held || isLeft { transaction.replan(continuing(row.obligation, row, after, unclaimed)) }
        case .replanned(let obligation):
            let continued = continuing(obligation, row, after, unclaimed)
            let (due, before) = (obligation.due, row.obligation.due)
            if obligation.id == row.obligation.id, due?.aim == before?.aim, due?.due == before?.due {
                transaction.replan(continued)
            } else {
                // The files gave it another id, or another time zone: its last event proves both.
                recordOpening(continued)
            }
            summary.replanned += 1
        case .versioned(let obligation, let from, let dropped):
            transaction.skip(dropped, as: .noLongerTrue)
            try version(obligation, from: from, after.directive)
        case .ended(let obligation, let reason, let dropped):
            transaction.skip(dropped, as: .noLongerTrue)
            var ending = continuing(obligation, row, after, unclaimed)
            if obligation.state != .open {
                // Its letters wait for the next hour of the policy, so that a mistake can be put right before they go.
                ending = planner.row(of: obligation, in: after.directive, settled: now)
                if !obligation.isToCome(at: now) {
                    ending.wake = planner.firstMention(of: obligation, in: after.directive, from: now)
                    transaction.postpone(.init(obligation: obligation.key, reason: reason))
                }
            }
            transaction.end(ending, as: .withdrawn, reason: reason)
            summary.ended.append(obligation.id)
        }
    }

    private mutating func version(_ obligation: Obligation, from: Due?, _ directive: Directive) throws {
        try transaction.cancelOutdated(of: obligation, ledger)
        let due = obligation.due.map { Event.RecordedDue($0, in: new.settings.time.zone) }
        transaction.version(
            planner.row(of: obligation, in: directive, settled: now), .init(from: from?.dueDate, due: due))
        summary.moved.append(.init(obligation: obligation.id, from: from?.dueDate, to: obligation.due?.dueDate))
        noteSilence(of: obligation, directive)
    }

    /// Periods that have not begun are planned anew when they do.
    private mutating func noteSilence(of obligation: Obligation, _ directive: Directive) {
        guard !obligation.isToCome(at: now), let silence = planner.silence(of: obligation, in: directive) else {
            return
        }
        summary.silent[silence, default: []].append(obligation.id)
    }

    /// An obligation that keeps its passed, unclaimed slots; what the limits held stays held until it is judged again.
    private func continuing(
        _ obligation: Obligation, _ before: ObligationRow, _ side: Reconciliation.Side, _ unclaimed: [Slot]
    ) -> ObligationRow {
        var row = planner.row(
            of: obligation, in: side.directive, settled: unclaimed.isEmpty ? now : before.settled)
        if before.held, !unclaimed.isEmpty { (row.held, row.wake) = (true, now) }
        return row
    }
}
