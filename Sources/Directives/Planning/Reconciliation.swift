/// How an accepted load changes an obligation that is open.
///
/// A due that moved, by an edit or by a calendar amendment, makes a new version. Any other change of the ladder applies
/// from the load on, and the later ladder counts what the earlier one sent.
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
        /// The due moved: the obligation has the new one.
        case versioned(Obligation, from: Due?, dropped: [Slot])
        /// The unit no longer leads the directive, or the directive was withdrawn.
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
        if let ended = obligation.ended, ended <= now {
            // The day of an earlier withdrawal has come: what has ended is not opened again.
            let reason = (old.directive.withdrawn ?? new.directive.withdrawn)?.reason ?? ""
            return end(obligation, .withdrawn, at: ended, reason, unclaimed)
        }
        if let withdrawal = new.directive.withdrawn {
            let date = new.planner.time.zone.instant(withdrawal.date)
            return date > now
                ? continued(obligation, until: date, from: old, to: new, withdrawal.reason, unclaimed)
                : end(obligation, .withdrawn, at: now, withdrawal.reason, unclaimed)
        }
        guard new.directive.lead.contains(obligation.unit),
            let deadline = new.directive.deadlines.first(where: { $0.name == obligation.deadline })?.deadline
        else {
            return end(obligation, .withdrawn, at: now, "no longer in the files", unclaimed)
        }
        let event = obligation.eventDate.map { Deriver.Event(date: $0, time: obligation.eventTime) }
        let oldDeadline = old.directive.deadlines.first { $0.name == obligation.deadline }?.deadline
        let derive: (Deadline, Side) throws(DerivationError) -> Track? = {
            (deadline, side) throws(DerivationError) in
            do throws(DerivationError) {
                return try Deriver(side.planner.time).derivation(
                    of: deadline, in: side.notice, event: event, period: obligation.period
                ).track
            } catch .noSuchPeriod, .eventMissing, .endMissing, .timeMissing {
                // The deadline is of another kind now, and the obligation of the former one has no part in it.
                return nil
            }
        }
        guard let track = try derive(deadline, new), (obligation.period != nil) == deadline.recurs else {
            let waits = obligation.period == nil && !deadline.recurs
            let reason =
                waits
                ? "the deadline now waits for what has not been recorded" : "the deadline has no such period any more"
            return end(obligation, .withdrawn, at: now, reason, unclaimed)
        }
        let before = try oldDeadline.flatMap { (deadline) throws(DerivationError) in try derive(deadline, old) }
        let isRewritten = deadline != oldDeadline || new.notice.issued != old.notice.issued
        // A withdrawal that was removed before its day has no effect.
        var changed = obligation
        changed.ended = nil
        changed.track = next(track, before, isRewritten: isRewritten, of: obligation)
        if changed.track.settled != obligation.track.settled {
            changed.past = past(of: obligation, old, unclaimed: [], newVersion: true)
            changed.version += 1
            changed.versionSince = now
            return .versioned(changed, from: obligation.due, dropped: unclaimed)
        }
        guard changed != obligation || isOther(changed, obligation, from: old, to: new) else { return .same }
        changed.past = past(of: obligation, old, unclaimed: unclaimed, newVersion: false)
        return .replanned(changed)
    }

    /// A new version of an open obligation with the due that somebody granted.
    public func extended(_ obligation: Obligation, to track: Track, side: Side) -> Obligation {
        var extended = obligation
        extended.track = track
        extended.past = past(of: obligation, side, unclaimed: [], newVersion: true)
        extended.version += 1
        extended.versionSince = now
        return extended
    }

    /// The track of the obligation after the load.
    ///
    /// A granted extension stays in force until the files themselves give another date: an amended calendar moves the
    /// deadline of the files, not the due that was granted.
    private func next(
        _ track: Track, _ before: Track?, isRewritten: Bool, of obligation: Obligation
    ) -> Track {
        guard let before, before.settled != obligation.track.settled else { return track }
        return isRewritten && track.settled != before.settled ? track : obligation.track
    }

    /// What the ladder up to now has sent, for the one that follows it.
    private func past(of obligation: Obligation, _ old: Side, unclaimed: [Slot], newVersion: Bool) -> Obligation.Past {
        let passed = old.planner.slots(of: obligation, in: old.directive).filter {
            $0.at < now && $0.at >= (obligation.past?.until ?? .distantPast)
        }
        let sent = passed.filter(\.key.step.isOverdue)
        var overdue = obligation.past?.overdue ?? [:]
        for slot in sent { overdue[slot.key.unit, default: 0] += 1 }
        let lead = sent.count { $0.key.role == .lead } + (obligation.past?.leadOverdueInVersion ?? 0)
        return Obligation.Past(
            until: now, overdue: overdue, leadOverdueInVersion: newVersion ? 0 : lead, unclaimed: unclaimed,
            said: newVersion ? [] : Set(passed.flatMap(\.singleKeys)).union(obligation.past?.said ?? []),
            previousDue: newVersion ? obligation.due : obligation.past?.previousDue)
    }

    /// Whether the ladder changed, if only in slots that have passed.
    ///
    /// A slot that has passed is one of the ladder in force at its instant. The new ladder must not add slots before now:
    /// they would stand beside those still to be claimed, and would be sent where the clock is set back.
    private func isOther(_ changed: Obligation, _ obligation: Obligation, from old: Side, to new: Side) -> Bool {
        old.planner.slots(of: obligation, in: old.directive) != new.planner.slots(of: changed, in: new.directive)
    }

    private func end(
        _ obligation: Obligation, _ state: Obligation.State, at instant: Instant, _ reason: String, _ unclaimed: [Slot]
    ) -> Change {
        var ended = obligation
        (ended.ended, ended.state) = (instant, state)
        return .ended(ended, reason: reason, dropped: unclaimed)
    }

    /// A withdrawal on a later day: until then the obligation stays open, with the ladder of the load.
    private func continued(
        _ obligation: Obligation, until day: Instant, from old: Side, to new: Side, _ reason: String,
        _ unclaimed: [Slot]
    ) -> Change {
        var changed = obligation
        changed.ended = day
        guard changed != obligation || isOther(changed, obligation, from: old, to: new) else { return .same }
        changed.past = past(of: obligation, old, unclaimed: unclaimed, newVersion: false)
        return obligation.ended == day ? .replanned(changed) : .ended(changed, reason: reason, dropped: [])
    }
}

extension Track {
    /// The track as if it were not provisional: official dates that confirm a due do not move it.
    fileprivate var settled: Track {
        guard case .dated(let due) = self else { return self }
        return .dated(Due(aim: due.aim, due: due.due, aimDate: due.aimDate, dueDate: due.dueDate))
    }
}
