/// What an accepted load makes of an obligation that is already running.
///
/// A deadline that moved, by an edit or by a calendar amendment, makes a new version; any other change of the ladder
/// holds from the load on, and what the earlier ladder said is counted into the later one.
public struct Reconciliation: Sendable {
    /// A ladder before and after the load.
    public struct Side: Sendable {
        public let planner: Planner
        public let directive: Directive
        public let notice: Notice

        public init(planner: Planner, directive: Directive, notice: Notice) {
            self.planner = planner
            self.directive = directive
            self.notice = notice
        }
    }

    public enum Change: Hashable, Sendable {
        case same
        /// The ladder changed, the due did not.
        case replanned(Obligation)
        /// The due moved from the one to the other.
        case versioned(Obligation, from: Due?, dropped: [Slot])
        /// The lead's part in the directive is gone, or the directive was withdrawn.
        case ended(Obligation, reason: String, dropped: [Slot])
    }

    private let now: Instant

    /// - Parameter now: when the load is accepted.
    public init(at now: Instant) {
        self.now = now
    }

    /// Compares the ladders of an open obligation.
    ///
    /// - Parameter unclaimed: its slots before now that are neither claimed nor skipped.
    public func change(
        of obligation: Obligation, from old: Side, to new: Side, unclaimed: [Slot]
    ) throws(DerivationError) -> Change {
        guard obligation.state == .open else { return .same }
        if let withdrawal = new.directive.withdrawn {
            let date = new.planner.time.zone.instant(withdrawal.date)
            return end(obligation, .withdrawn, at: max(date, now), withdrawal.reason, unclaimed)
        }
        guard new.directive.lead.contains(obligation.unit),
            let deadline = new.directive.deadlines.first(where: { $0.name == obligation.deadline })?.deadline
        else {
            return end(obligation, .withdrawn, at: now, "no longer in the files", unclaimed)
        }
        let event = obligation.eventDate.map { Deriver.Event(date: $0, time: obligation.eventTime) }
        let oldDeadline = old.directive.deadlines.first { $0.name == obligation.deadline }?.deadline
        let derive: (Deadline, Side) throws(DerivationError) -> Obligation.Track = {
            (deadline, side) throws(DerivationError) in
            try Deriver(side.planner.time).derivation(of: deadline, in: side.notice, event: event).track
        }
        let track = try derive(deadline, new)
        // An extension stands until the files themselves say another date.
        let before = try oldDeadline.map { (deadline) throws(DerivationError) in try derive(deadline, old) }
        if track != before {
            var changed = obligation
            changed.track = track
            changed.past = past(of: obligation, old, unclaimed: [], newVersion: true)
            changed.version += 1
            changed.versionSince = now
            return .versioned(changed, from: obligation.due, dropped: unclaimed)
        }
        let later: (Side) -> [Slot] = { side in
            side.planner.slots(of: obligation, in: side.directive).filter { $0.at >= now }
        }
        guard later(old) != later(new) else { return .same }
        var changed = obligation
        changed.past = past(of: obligation, old, unclaimed: unclaimed, newVersion: false)
        return .replanned(changed)
    }

    /// What the ladder up to now has said, for the one that follows it.
    private func past(of obligation: Obligation, _ old: Side, unclaimed: [Slot], newVersion: Bool) -> Obligation.Past {
        let said = old.planner.slots(of: obligation, in: old.directive).filter {
            $0.at < now && $0.at >= (obligation.past?.until ?? .distantPast) && $0.key.step.isOverdue
        }
        var overdue = obligation.past?.overdue ?? [:]
        for slot in said { overdue[slot.key.unit, default: 0] += 1 }
        let lead = said.count { $0.key.role == .lead } + (obligation.past?.leadOverdueInVersion ?? 0)
        return Obligation.Past(
            until: now, overdue: overdue, leadOverdueInVersion: newVersion ? 0 : lead, unclaimed: unclaimed)
    }

    private func end(
        _ obligation: Obligation, _ state: Obligation.State, at instant: Instant, _ reason: String, _ unclaimed: [Slot]
    ) -> Change {
        var ended = obligation
        ended.ended = instant
        if instant <= now { ended.state = state }
        return ended == obligation ? .same : .ended(ended, reason: reason, dropped: instant <= now ? unclaimed : [])
    }
}
