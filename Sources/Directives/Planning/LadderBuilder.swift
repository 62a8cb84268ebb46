/// Builds the ladder of one obligation: the candidates of each role, those of one unit and instant merged into one slot,
/// the overdue slots numbered.
struct LadderBuilder {
    private struct Candidate {
        let role: Role
        let step: SlotStep
        let unit: UnitID
        let occurrence: CivilDate?
        let at: Instant
        let via: [Channel]
    }

    private let planner: Planner
    private let time: OfficeTime
    private let obligation: Obligation
    private let directive: Directive
    private let policy: Policy
    private var candidates: [Candidate] = []
    /// When the version begins: when it was recorded, but not before the opening.
    private let since: Instant
    /// No slot of this ladder lies before it.
    private let start: Instant
    private let end: Instant
    /// When the ladder hands over to the supervising unit; nil where it does not.
    private var handedOver: Instant?

    init(planner: Planner, obligation: Obligation, directive: Directive, policy: Policy) {
        self.planner = planner
        time = planner.time
        self.obligation = obligation
        self.directive = directive
        self.policy = policy
        since = max(obligation.opened, obligation.versionSince)
        start = max(since, obligation.past?.until ?? .distantPast)
        end = obligation.ended ?? .distantFuture
    }

    mutating func build() -> [Slot] {
        add(policy.lead, for: .lead, units: [obligation.unit])
        if let ladder = policy.coordinating {
            add(ladder, for: .coordinating, units: directive.coordinating.filter { $0 != obligation.unit })
        }
        if let ladder = policy.supervising {
            add(ladder, for: .supervising, units: supervisors)
        }
        switch obligation.track {
        case .dated: break
        case .atOnce: addDaily()
        case .undated: addReviews(from: time.zone.date(at: since))
        }
        endWithUnit()
        muteAcknowledged()
        candidates = candidates.filter { $0.at >= start && $0.at < end && !isSent($0) }
        var slots = merged()
        if let escalation = escalation(over: slots) {
            candidates += escalation.filter { !isSent($0) }
            slots = merged()
        }
        return numbered(slots)
    }

    // MARK: Instants

    /// The instant of a slot on a day.
    private func instant(on date: CivilDate) -> Instant {
        switch policy.at {
        case .time(let minute): time.zone.instant(date, minute)
        case .now:
            time.zone.instant(date, time.hours.spans(on: date, calendar: time.calendar).first?.start ?? .midnight)
        }
    }

    /// The first slot instant of a working day that is not before an instant.
    private func first(from instant: Instant) -> Instant {
        if policy.at == .now { return time.nextOfficeHour(from: instant) ?? instant }
        let day = time.calendar.workingDay(onOrAfter: time.zone.date(at: instant))
        let candidate = self.instant(on: day)
        return candidate >= instant ? candidate : self.instant(on: time.calendar.adding(workingDays: 1, to: day))
    }

    /// When something new is told: at the first slot instant; in office hours at once, else when they begin, where a person
    /// ordered it, or where less than a working day lies between that instant and the aim.
    func mention(from instant: Instant) -> Instant {
        let regular = first(from: instant)
        guard let next = time.nextOfficeHour(from: instant), next < regular else { return regular }
        if obligation.isExtended { return next }
        guard let aim = obligation.due?.aim, next < aim else { return regular }
        let isLate = regular >= aim || RetrySchedule(time).isNear(aim, at: regular)
        // Where it does come before the aim and in the same two hours, it is one message with what else comes then.
        let isSoon = regular < aim && regular.milliseconds(since: next) <= CatchUp.spanOfOne
        return isLate && !isSoon ? next : regular
    }

    private func moving(_ date: CivilDate, by count: StepCount, times: Int) -> CivilDate {
        count.working
            ? time.calendar.adding(workingDays: count.amount * times, to: date)
            : date.adding(days: count.amount * times)
    }

    /// Up to the due: the last working day not later, and before the aim.
    private func instant(upTo aim: Instant, nominal: CivilDate) -> Instant {
        let day = time.calendar.workingDay(onOrBefore: nominal)
        let candidate = instant(on: day)
        return candidate < aim ? candidate : instant(on: time.calendar.adding(workingDays: -1, to: day))
    }

    /// After the due: the next working day.
    private func instant(after nominal: CivilDate) -> Instant {
        instant(on: time.calendar.workingDay(onOrAfter: nominal))
    }

    // MARK: Candidates

    private var supervisors: [UnitID] {
        planner.supervisors(of: directive, lead: obligation.unit)
    }

    private mutating func add(
        _ step: SlotStep, _ role: Role, _ units: [UnitID], _ occurrence: CivilDate? = nil, at instant: Instant,
        via: [Channel]
    ) {
        // The bounds are checked again in `build`; here they save the work for what has passed of a long ladder.
        guard instant >= start, instant < end else { return }
        for unit in successors(of: units, role, on: time.zone.date(at: instant)) {
            candidates.append(
                Candidate(role: role, step: step, unit: unit, occurrence: occurrence, at: instant, via: via))
        }
    }

    /// The units of a role on a day: each replaced by its successor where it has ended.
    private func successors(of units: [UnitID], _ role: Role, on date: CivilDate) -> [UnitID] {
        let present = units.compactMap { planner.successor(of: $0, on: date) }
        guard role == .supervising else { return present }
        // A unit that succeeds one that it supervised would supervise itself.
        let lead = planner.successor(of: obligation.unit, on: date)
        let others = present.filter { $0 != lead }
        return others.isEmpty ? [Unit.operatorID] : others
    }

    private mutating func add(_ ladder: Policy.Ladder, for role: Role, units: [UnitID]) {
        let via = ladder.via
        var last: CivilDate?
        for step in ladder.steps {
            if case .onAssignment = step {
                let first = obligation.version == 1
                add(
                    first ? .onAssignment : .changed, role, units,
                    at: mention(from: since), via: via)
                continue
            }
            guard let due = obligation.due else { continue }
            switch step {
            case .onAssignment: break
            case .before(let count):
                let nominal = moving(due.aimDate, by: count, times: -1)
                add(.before(count), role, units, at: instant(upTo: due.aim, nominal: nominal), via: via)
                last = nominal
            case .onTheDay:
                add(.onTheDay, role, units, at: instant(upTo: due.aim, nominal: due.aimDate), via: via)
                last = due.aimDate
            case .after(let count):
                let nominal = moving(due.dueDate, by: count, times: 1)
                add(.after(count), role, units, at: instant(after: nominal), via: via)
                last = nominal
            case .every(let count):
                let limit = lastDay(of: ladder, due: due)
                let base = last ?? due.dueDate
                var times = 1
                var nominal = moving(base, by: count, times: times)
                while nominal <= limit {
                    if nominal > due.dueDate {
                        add(.every(count), role, units, nominal, at: instant(after: nominal), via: via)
                    }
                    times += 1
                    nominal = moving(base, by: count, times: times)
                }
                if role == .lead { handOver(at: instant(after: limit)) }
            case .until(let count):
                if role == .lead, !ladder.repeats {
                    handOver(at: instant(after: moving(due.dueDate, by: count, times: 1)))
                }
            }
        }
    }

    private func lastDay(of ladder: Policy.Ladder, due: Due) -> CivilDate {
        for step in ladder.steps {
            if case .until(let count) = step { return moving(due.dueDate, by: count, times: 1) }
        }
        return time.calendar.adding(workingDays: Policy.defaultUntilWorkingDays, to: due.dueDate)
    }

    private mutating func handOver(at instant: Instant) {
        handedOver = instant
        add(.handedOver, .supervising, supervisors, at: instant, via: policy.supervising?.via ?? [.email])
    }

    /// Ten working days from the assignment, until the lead acknowledges; then reviews.
    private mutating func addDaily() {
        let assigned = time.zone.date(at: first(from: since))
        let acknowledged = obligation.acknowledgements.filter {
            $0.at >= obligation.versionSince
                && $0.unit == planner.successor(of: obligation.unit, on: time.zone.date(at: $0.at))
        }.map(\.at).min()
        var last = assigned
        for index in 1...Policy.dailyLimit {
            let day = time.calendar.adding(workingDays: index, to: assigned)
            let at = instant(on: day)
            if let acknowledged, at >= acknowledged { break }
            add(.atOnce, .lead, [obligation.unit], day, at: at, via: policy.lead.via)
            last = day
        }
        addReviews(from: last)
    }

    private mutating func addReviews(from base: CivilDate) {
        guard let review = policy.review else { return }
        for index in 1...Policy.reviewLimit {
            let nominal = moving(base, by: review, times: index)
            add(.review, .lead, [obligation.unit], nominal, at: instant(after: nominal), via: policy.lead.via)
            if index == Policy.reviewLimit { handOver(at: instant(after: nominal)) }
        }
    }

    // MARK: What ends or mutes a part of the ladder

    /// When the lead's unit ends without a successor, the supervising unit is notified and the ladder ends.
    private mutating func endWithUnit() {
        guard let last = planner.lastDay(of: obligation.unit) else { return }
        let over = time.zone.end(of: last)
        candidates.removeAll { $0.at >= over }
        if let handedOver, handedOver >= obligation.versionSince, handedOver < over { return }
        // An end that is edited in after its day is told at the next instant, so that a mistake can be put right before.
        let nominal = instant(after: last.adding(days: 1))
        let notified = nominal >= start ? nominal : first(from: start)
        if obligation.opened < over || obligation.past != nil {
            add(.handedOver, .supervising, supervisors, at: notified, via: policy.supervising?.via ?? [.email])
        }
    }

    /// An acknowledgement mutes what comes before the aim's day, for five working days or until a new version.
    private mutating func muteAcknowledged() {
        for acknowledgement in obligation.acknowledgements where acknowledgement.at >= obligation.versionSince {
            let lastDay = time.calendar.adding(
                workingDays: Policy.acknowledgementWorkingDays, to: time.zone.date(at: acknowledgement.at))
            let expiry = time.zone.end(of: lastDay)
            candidates.removeAll {
                $0.unit == acknowledgement.unit && $0.step.isMutedByAcknowledgement && $0.at >= acknowledgement.at
                    && $0.at < expiry
            }
        }
    }

    // MARK: Slots

    /// One slot for each unit and instant: the strongest step of the strongest role, by that role's channels.
    private func merged() -> [Slot] {
        let sorted = candidates.sorted { left, right in
            if left.at != right.at { return left.at < right.at }
            if left.unit != right.unit { return left.unit < right.unit }
            if left.step.strength != right.step.strength { return left.step.strength > right.step.strength }
            return left.role.strength > right.role.strength
        }
        var slots: [Slot] = []
        slots.reserveCapacity(sorted.count)
        var index = 0
        while index < sorted.count {
            let head = sorted[index]
            var rest: [Slot.Merged] = []
            index += 1
            while index < sorted.count, sorted[index].at == head.at, sorted[index].unit == head.unit {
                rest.append(Slot.Merged(role: sorted[index].role, step: sorted[index].step))
                index += 1
            }
            slots.append(Slot(key: key(of: head), at: head.at, via: head.via, merged: rest))
        }
        return slots
    }

    private func key(of candidate: Candidate) -> Slot.Key {
        Slot.Key(
            obligation: obligation.key, version: obligation.version, role: candidate.role, step: candidate.step,
            unit: candidate.unit, occurrence: candidate.occurrence)
    }

    /// Whether an earlier ladder has sent it: an edit of `at` or of the calendar can give a step a second instant.
    private func isSent(_ candidate: Candidate) -> Bool {
        guard let sent = obligation.past?.said, !sent.isEmpty else { return false }
        return sent.contains(key(of: candidate))
    }

    /// The escalation goes once a version, with the lead's n-th overdue slot.
    private func escalation(over slots: [Slot]) -> [Candidate]? {
        guard let escalation = policy.escalation else { return nil }
        let sent = obligation.past?.leadOverdueInVersion ?? 0
        guard sent < escalation.after else { return nil }
        let overdue = slots.filter { $0.key.role == .lead && $0.key.step.isOverdue }
        let index = escalation.after - sent - 1
        guard overdue.indices.contains(index) else { return nil }
        let at = overdue[index].at
        let date = time.zone.date(at: at)
        let present = escalation.to.compactMap { planner.successor(of: $0, on: date) }
        return (present.isEmpty && !escalation.to.isEmpty ? [Unit.operatorID] : present).map {
            Candidate(role: .leadership, step: .escalation, unit: $0, occurrence: nil, at: at, via: escalation.via)
        }
    }

    private func numbered(_ slots: [Slot]) -> [Slot] {
        var counts = obligation.past?.overdue ?? [:]
        return slots.map { slot in
            guard slot.key.step.isOverdue else { return slot }
            let ordinal = counts[slot.key.unit, default: 0] + 1
            counts[slot.key.unit] = ordinal
            return Slot(key: slot.key, at: slot.at, ordinal: ordinal, via: slot.via, merged: slot.merged)
        }
    }
}

extension Policy.Ladder {
    fileprivate var repeats: Bool {
        steps.contains { if case .every = $0 { true } else { false } }
    }
}
