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
        if let ended = obligation.ended, ended <= now {
            // The day of an earlier withdrawal has come: what has ended is not opened again.
            let reason = (old.directive.withdrawn ?? new.directive.withdrawn)?.reason ?? ""
            return end(obligation, .withdrawn, at: ended, reason, unclaimed)
        }
        if let withdrawal = new.directive.withdrawn {
            let date = new.planner.time.zone.instant(withdrawal.date)
            return date > now
                ? goOn(obligation, until: date, from: old, to: new, withdrawal.reason, unclaimed)
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
                // The deadline is of another kind now: what was opened under the one before is no part of it.
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
        // A withdrawal that was taken back before its day ends nothing.
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

    /// What the obligation goes by after the load.
    ///
    /// An extension stands until the files themselves say another date: an amended calendar moves the deadline that
    /// was extended, not the one that was granted.
    private func next(
        _ track: Track, _ before: Track?, isRewritten: Bool, of obligation: Obligation
    ) -> Track {
        guard let before, before.settled != obligation.track.settled else { return track }
        return isRewritten && track.settled != before.settled ? track : obligation.track
    }

    /// What the ladder up to now has said, for the one that follows it.
    private func past(of obligation: Obligation, _ old: Side, unclaimed: [Slot], newVersion: Bool) -> Obligation.Past {
        let passed = old.planner.slots(of: obligation, in: old.directive).filter {
            $0.at < now && $0.at >= (obligation.past?.until ?? .distantPast)
        }
        let said = passed.filter(\.key.step.isOverdue)
        var overdue = obligation.past?.overdue ?? [:]
        for slot in said { overdue[slot.key.unit, default: 0] += 1 }
        let lead = said.count { $0.key.role == .lead } + (obligation.past?.leadOverdueInVersion ?? 0)
        return Obligation.Past(
            until: now, overdue: overdue, leadOverdueInVersion: newVersion ? 0 : lead, unclaimed: unclaimed,
            said: newVersion ? [] : keys(saidBy: passed).union(obligation.past?.said ?? []),
            previousDue: newVersion ? obligation.due : obligation.past?.previousDue)
    }

    /// The keys of slots and of the single steps that were merged into them.
    private func keys(saidBy slots: [Slot]) -> Set<Slot.Key> {
        var keys: Set<Slot.Key> = []
        for slot in slots {
            keys.insert(slot.key)
            for merged in slot.merged where !merged.step.repeats {
                keys.insert(
                    Slot.Key(
                        obligation: slot.key.obligation, version: slot.key.version, role: merged.role,
                        step: merged.step, unit: slot.key.unit))
            }
        }
        return keys
    }

    /// Whether the ladder is another one, if only in what has passed.
    ///
    /// What has passed exists by the ladder of its instant. Another one must not take its place, neither beside what is
    /// still to be claimed nor where the clock is set back and the same days come again.
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

    /// A withdrawal whose day is to come: until then it goes on, by the ladder of the load.
    private func goOn(
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
    /// The track without regard to whether it is provisional: official dates that confirm a due do not move it.
    fileprivate var settled: Track {
        guard case .dated(let due) = self else { return self }
        return .dated(Due(aim: due.aim, due: due.due, aimDate: due.aimDate, dueDate: due.dueDate))
    }
}
