public import Directives
public import Ledger
public import Rendering

/// What reports to supervising units are made of, as the ledger has it at one moment.
public struct SupervisedWork: Sendable {
    /// Those open whose due has passed, the longest overdue first.
    public let overdue: [ReportItem]
    public let unsent: [OfficeReport.Unsent]
    public let held: [ReportItem]

    private let planner: Planner
    private let now: Instant

    /// - Parameter since: from here on, messages that ended unsent are shown.
    public init(_ ledger: Ledger, settings: Settings, since: Instant, at now: Instant) throws(LedgerError) {
        planner = Planner(settings: settings)
        self.now = now
        overdue = try Self.items(
            ledger.overdue(at: now).filter { !$0.row.obligation.isToCome(at: now) }, ledger, planner, at: now)
        let messages = try ledger.unsent(from: since, until: now.adding(milliseconds: 1))
        let unsentItems = try Self.items(
            ledger.obligations(Array(Set(messages.flatMap(\.obligations)))), ledger, planner, at: now)
        let byKey = Dictionary(unsentItems.map { ($0.obligation.key, $0) }, uniquingKeysWith: { first, _ in first })
        unsent = messages.map { message in
            OfficeReport.Unsent(
                at: message.at, channel: message.channel, address: message.address,
                expired: message.state == .expired, answer: message.answer,
                items: message.obligations.compactMap { byKey[$0] })
        }
        let ids = try ledger.obligations(ObligationFilter(states: [.open], held: true)).map(\.obligation.key)
        held = try Self.items(ids.isEmpty ? [] : ledger.obligations(ids), ledger, planner, at: now)
    }

    /// The same of what some units supervise.
    public func of(_ units: Set<UnitID>) -> (overdue: [ReportItem], unsent: [OfficeReport.Unsent], held: [ReportItem]) {
        let isTheirs = { (item: ReportItem) in item.supervising.contains(where: units.contains) }
        return (
            overdue.filter(isTheirs),
            unsent.compactMap { message in
                let items = message.items.filter(isTheirs)
                return items.isEmpty
                    ? nil
                    : OfficeReport.Unsent(
                        at: message.at, channel: message.channel, address: message.address, expired: message.expired,
                        answer: message.answer, items: items)
            }, held.filter(isTheirs)
        )
    }

    /// The units that supervise anything of this.
    public var units: Set<UnitID> {
        Set((overdue + held + unsent.flatMap(\.items)).flatMap(\.supervising))
    }

    /// All that was open in the year of an instant and has begun, and what waits to begin: a walk over the whole ledger.
    public static func year(
        of now: Instant, in ledger: Ledger, settings: Settings
    ) throws(LedgerError) -> [ReportItem] {
        let planner = Planner(settings: settings)
        let zone = settings.time.zone
        let start = CivilDate(year: zone.date(at: now).year, month: 1, day: 1).map { zone.instant($0) } ?? .distantPast
        var items: [ReportItem] = []
        var last = ""
        while true {
            let chunk = try ledger.allObligations(after: last, limit: 500)
            guard let final = chunk.last else {
                // As in the documents: 2.5 before 11.1.
                return try (items + waiting(in: ledger, planner, at: now)).sorted {
                    ($0.directive.id, $0.obligation.id) < ($1.directive.id, $1.obligation.id)
                }
            }
            last = final.row.obligation.key
            items += try Self.items(
                chunk.filter { waking in
                    let obligation = waking.row.obligation
                    return !obligation.isToCome(at: now)
                        && (obligation.state == .open || obligation.ended.map { $0 >= start } ?? true)
                }, ledger, planner, at: now)
        }
    }

    /// What waits for an event or for the end of another directive to be recorded: one item for each lead and deadline.
    ///
    /// It waits since its directive was assigned, or first loaded if that was later.
    private static func waiting(
        in ledger: Ledger, _ planner: Planner, at now: Instant
    ) throws(LedgerError) -> [ReportItem] {
        let time = planner.settings.time
        let today = time.zone.date(at: now)
        var directives: [StoredDirective] = []
        try ledger.forEachDirective {
            if $0.directive.awaited != nil, $0.directive.withdrawn == nil { directives.append($0) }
        }
        var items: [ReportItem] = []
        for stored in directives {
            let (directive, notice) = (stored.directive, stored.notice)
            let since = max(time.zone.instant(notice.assigned), stored.firstLoaded)
            guard since <= now else { continue }
            let facts = try ledger.facts(of: directive, loaded: stored.firstLoaded)
            let known = try ledger.obligations(of: directive.id).filter { $0.obligation.state != .withdrawn }
            for named in directive.deadlines {
                guard let awaited = Opening(time).awaited(by: named.deadline, of: directive, facts: facts),
                    !known.contains(where: { $0.obligation.deadline == named.name })
                else { continue }
                // A date of the notice stands, whenever the work begins.
                let track = try? Deriver(time).derivation(of: named.deadline, in: notice, event: nil).track
                items += directive.lead.map { lead in
                    ReportItem(
                        obligation: Obligation(
                            directive: directive.id, unit: lead, deadline: named.name, opened: since,
                            track: track ?? .undated),
                        directive: directive, notice: notice,
                        supervising: planner.answering(for: directive, lead: lead, on: today), awaited: awaited)
                }
            }
        }
        return items
    }

    private static func items(
        _ obligations: [WakingObligation], _ ledger: Ledger, _ planner: Planner, at now: Instant
    ) throws(LedgerError) -> [ReportItem] {
        if obligations.isEmpty { return [] }
        let histories = try ledger.reminderHistories(of: obligations.map(\.row.obligation.key), before: now)
        let zone = planner.settings.time.zone
        let today = zone.date(at: now)
        let changed = obligations.map(\.row.obligation).filter { $0.version > 1 }.map(\.key)
        let told = try ledger.toldSlots(of: changed)
        return obligations.map { waking in
            let obligation = waking.row.obligation
            return ReportItem(
                obligation: obligation, directive: waking.directive, notice: waking.notice,
                supervising: planner.answering(for: waking.directive, lead: obligation.unit, on: today),
                formerDue: obligation.formerDue(told: told[obligation.key] ?? [], in: zone),
                history: histories[obligation.key] ?? ReminderHistory(), held: waking.row.held,
                remindersEnded: planner.remindersEnded(of: waking, at: now).map(zone.date(at:)))
        }
    }
}

extension Planner {
    /// The instant of the last slot of what is open, and overdue or undated, where none is to come; of what had none, its
    /// opening.
    fileprivate func remindersEnded(of waking: WakingObligation, at now: Instant) -> Instant? {
        var obligation = waking.row.obligation
        guard obligation.state == .open, obligation.due.map({ $0.due <= now }) ?? true,
            // What is looked at again has slots to come, unless it is the end of its unit that is waited for.
            waking.row.wake == nil || lastDay(of: obligation.unit) != nil
        else { return nil }
        // Also the slots of the version in force that an earlier ladder has sent.
        obligation.past = nil
        let last =
            slots(of: obligation, in: waking.directive).map(\.at).max()
            ?? max(obligation.opened, obligation.versionSince)
        return last <= now ? last : nil
    }

    /// The units that supervise a directive on a day: the successors of those that the files name, else the operator.
    func answering(for directive: Directive, lead: UnitID, on date: CivilDate) -> [UnitID] {
        let leadNow = successor(of: lead, on: date)
        var seen: Set<UnitID> = []
        let units = supervisors(of: directive, lead: lead).compactMap { successor(of: $0, on: date) }
            .filter { $0 != leadNow && seen.insert($0).inserted }
        return units.isEmpty ? [Unit.operatorID] : units
    }
}
