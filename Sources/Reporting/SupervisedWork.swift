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
        let byID = Dictionary(unsentItems.map { ($0.obligation.key, $0) }, uniquingKeysWith: { first, _ in first })
        unsent = messages.map { message in
            OfficeReport.Unsent(
                at: message.at, channel: message.channel, address: message.address,
                expired: message.state == .expired, answer: message.answer,
                items: message.obligations.compactMap { byID[$0] })
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

    /// All that was open in the year of an instant and has begun: a walk over the whole ledger.
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
                return items.sorted {
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
                history: histories[obligation.key] ?? ReminderHistory(), held: waking.row.held)
        }
    }
}

extension Planner {
    /// The units that supervise a directive on a day: the successors of those that the files name, else the operator.
    func answering(for directive: Directive, lead: UnitID, on date: CivilDate) -> [UnitID] {
        let leadNow = successor(of: lead, on: date)
        var seen: Set<UnitID> = []
        let units = supervisors(of: directive, lead: lead).compactMap { successor(of: $0, on: date) }
            .filter { $0 != leadNow && seen.insert($0).inserted }
        return units.isEmpty ? [Unit.operatorID] : units
    }
}
