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
    /// - Parameters:
    ///   - renamed: what the files call it now, where that is another id.
    ///   - unclaimed: its slots before now that are neither claimed nor skipped.
    public func change(
        of obligation: Obligation, renamed: Obligation? = nil, from old: Side, to new: Side, unclaimed: [Slot]
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
        let subject = renamed.map(obligation.renamed) ?? obligation
        guard new.directive.lead.contains(obligation.unit) else {
            return end(obligation, .withdrawn, at: now, ProgramReason.otherLead.rawValue, unclaimed)
        }
        guard let deadline = new.directive.deadline(named: subject.deadline) else {
            return end(obligation, .withdrawn, at: now, ProgramReason.notAsked.rawValue, unclaimed)
        }
        let oldDeadline = old.directive.deadline(named: obligation.deadline)
        guard let track = try Self.track(of: subject, deadline, new) else {
            let waits = obligation.period == nil && !deadline.recurs
            return end(
                obligation, .withdrawn, at: now, (waits ? ProgramReason.waits : .noPeriod).rawValue, unclaimed)
        }
        let before = try oldDeadline.flatMap { (deadline) throws(DerivationError) in
            try Self.track(of: obligation, deadline, old)
        }
        let isRewritten = deadline != oldDeadline || new.notice.issued != old.notice.issued
        // A withdrawal that was removed before its day has no effect.
        var changed = subject
        changed.ended = nil
        let zones = (old.planner.time.zone, new.planner.time.zone)
        setTrack(of: &changed, track, before, isRewritten: isRewritten, zones)
        if changed.track.asRead(in: zones.1) != obligation.track.asRead(in: zones.0) {
            changed.past = past(of: obligation, old, unclaimed: [], newVersion: true)
            changed.version += 1
            changed.versionSince = now
            return .versioned(changed, from: obligation.due, dropped: unclaimed)
        }
        guard changed != obligation || isOther(changed, obligation, from: old, to: new) else { return .same }
        changed.past = past(of: obligation, old, unclaimed: unclaimed, newVersion: false)
        return .replanned(changed)
    }

    /// Which open obligations go on under another id, since the files have their deadline under another name or in another
    /// form: by key, what the files call them now.
    ///
    /// Of one unit and case, those with the same due are the same; then the last one on each side. What is left over is
    /// not asked any more.
    ///
    /// - Parameters:
    ///   - rows: all obligations of the directive.
    ///   - fresh: those that the files give it now.
    public func renamings(
        _ rows: [Obligation], _ fresh: [Obligation], from old: Side, to new: Side
    ) throws(DerivationError) -> [String: Obligation] {
        let taken = Set(rows.map(\.id))
        var lost: [Obligation] = []
        for row in rows where row.state == .open && row.ended == nil && new.directive.lead.contains(row.unit) {
            let deadline = new.directive.deadline(named: row.deadline)
            let track = try deadline.flatMap { (deadline) throws(DerivationError) in
                try Self.track(of: row, deadline, new)
            }
            if track == nil { lost.append(row) }
        }
        if lost.isEmpty { return [:] }
        let zones = (old.planner.time.zone, new.planner.time.zone)
        var renamings: [String: Obligation] = [:]
        var left = fresh.filter { !taken.contains($0.id) }
        for row in lost {
            let same = try (left + others(row, taken, new)).first {
                $0.unit == row.unit && $0.occasion == row.occasion
                    && $0.track.asRead(in: zones.1) == row.track.asRead(in: zones.0)
                    && !renamings.values.map(\.id).contains($0.id)
            }
            guard let same else { continue }
            renamings[row.key] = same
            left.removeAll { $0.id == same.id }
        }
        // What has not begun was never told to anybody: it ends and opens without a word.
        lost.removeAll { renamings[$0.key] != nil || $0.isToCome(at: now) }
        left.removeAll { $0.isToCome(at: now) || $0.state != .open }
        for row in lost {
            let isAlike = { (other: Obligation) in other.unit == row.unit && other.occasion == row.occasion }
            let others = left.filter(isAlike)
            if others.count == 1, lost.count(where: isAlike) == 1 { renamings[row.key] = others.first }
        }
        return renamings
    }

    /// What a directive gives its other deadlines for the event and the period of an obligation: a period that is overdue
    /// opens no more, but goes on where it is open.
    private func others(
        _ row: Obligation, _ taken: Set<String>, _ side: Side
    ) throws(DerivationError) -> [Obligation] {
        var others: [Obligation] = []
        for named in side.directive.deadlines {
            guard let track = try Self.track(of: row, named.deadline, side) else { continue }
            let other = Obligation(
                directive: row.directive, unit: row.unit, deadline: named.name, occasion: row.occasion,
                period: row.period, eventDate: row.eventDate, eventTime: row.eventTime, opened: row.opened, track: track
            )
            if !taken.contains(other.id) { others.append(other) }
        }
        return others
    }

    /// What a deadline yields for an obligation; nil where it is of another kind, in which that has no part.
    static func track(
        of obligation: Obligation, _ deadline: Deadline, _ side: Side
    ) throws(DerivationError) -> Track? {
        guard (obligation.period != nil) == deadline.recurs else { return nil }
        let event = obligation.eventDate.map { Deriver.Event(date: $0, time: obligation.eventTime) }
        do throws(DerivationError) {
            return try Deriver(side.planner.time).derivation(
                of: deadline, in: side.notice, event: event, period: obligation.period
            ).track
        } catch .noSuchPeriod, .eventMissing, .endMissing, .timeMissing {
            return nil
        }
    }

    /// A new version of an open obligation with the due that somebody granted.
    public func extended(_ obligation: Obligation, to track: Track, side: Side) -> Obligation {
        var extended = obligation
        let isGranted = obligation.grant.map { $0.track == obligation.track } ?? false
        extended.grant = .init(
            over: isGranted ? obligation.grant?.over ?? obligation.track : obligation.track, track: track, at: now)
        extended.track = track
        extended.past = past(of: obligation, side, unclaimed: [], newVersion: true)
        extended.version += 1
        extended.versionSince = now
        return extended
    }

    /// Sets the track of an obligation after the load.
    ///
    /// A granted extension stays in force while the files give the date that they gave when it was granted: an amended
    /// calendar moves that date, not the due that was granted, and a date that is changed and put right brings it back.
    private func setTrack(
        of obligation: inout Obligation, _ track: Track, _ before: Track?, isRewritten: Bool,
        _ zones: (old: Zone, new: Zone)
    ) {
        let inForce = obligation.track
        obligation.track = track
        // An extension that an earlier program recorded shows only in a due that the files did not give.
        if obligation.grant == nil, let before, before.asRead(in: zones.old) != inForce.asRead(in: zones.old) {
            obligation.grant = .init(over: before, track: inForce, at: obligation.versionSince)
        }
        guard var grant = obligation.grant else { return }
        let isInForce = grant.track == inForce
        if zones.old != zones.new {
            grant = .init(
                over: grant.over.moved(from: zones.old, to: zones.new),
                track: grant.track.moved(from: zones.old, to: zones.new), at: grant.at)
        }
        if isInForce, !isRewritten { grant.over = track }
        obligation.grant = grant
        if track.asRead(in: zones.new) == grant.over.asRead(in: zones.new) { obligation.track = grant.track }
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
        var dues = obligation.past?.dues ?? [:]
        if newVersion { dues[obligation.version] = obligation.due }
        return Obligation.Past(
            until: now, overdue: overdue, leadOverdueInVersion: newVersion ? 0 : lead, unclaimed: unclaimed,
            said: newVersion ? [] : Set(passed.flatMap(\.singleKeys)).union(obligation.past?.said ?? []),
            dues: dues, toldOfEnd: obligation.past?.toldOfEnd ?? 0)
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
