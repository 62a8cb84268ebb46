package import Directives

/// How an obligation stands, as reports count it.
package enum ReportStatus: Int, Hashable, Sendable, CaseIterable {
    case doneInTime, doneLate, inTime, overdue, undated
    /// What it waits for is not recorded yet, so there is nothing to do.
    case waiting
    /// Failed, withdrawn, or ended with its unit.
    case other

    init(of obligation: Obligation, at instant: Instant) {
        self =
            switch obligation.state {
            case .done: obligation.due.map { (obligation.ended ?? instant) < $0.due } ?? true ? .doneInTime : .doneLate
            case .failed, .withdrawn, .unitEnded: .other
            case .open: obligation.due.map { $0.due <= instant ? .overdue : .inTime } ?? .undated
            }
    }
}

/// One obligation in a report's table, as facts.
package struct ReportRow: Sendable {
    /// Counted from 1.
    let number: Int
    /// Who leads on the day of the report.
    package let unit: UnitID
    let facts: ItemFacts
    let state: Obligation.State
    package let status: ReportStatus
    /// Working days, or days where those cannot be counted; nil for what is not late.
    package let daysOverdue: Int?
    /// Nil while it is open.
    let ended: CivilDate?
    let reminders: Int
    let supervising: [String]
    let held: Bool
    /// From when on no reminder is to come of what is overdue or undated; nil where one is.
    let remindersEnded: CivilDate?
    /// What it waits for, which is nil where its reader is not to know, and since when; nil where it does not wait.
    let waiting: (event: Directive.Condition?, since: CivilDate)?
    /// Whether the last reminder could not be sent.
    let hasFailure: Bool

    init(_ item: ReportItem, number: Int, names: OfficeNames, at instant: Instant) {
        let (obligation, time) = (item.obligation, names.settings.time)
        self.number = number
        unit = names.planner.successor(of: obligation.unit, on: time.zone.date(at: instant)) ?? obligation.unit
        facts = ItemFacts(item, writtenAt: instant, names: names)
        state = obligation.state
        status = item.awaited == nil ? ReportStatus(of: obligation, at: instant) : .waiting
        let end = obligation.state == .open ? instant : obligation.ended ?? instant
        if status != .other, status != .waiting,
            case .overdue(let days, let working) = Standing(obligation, deadline: nil, at: end, in: time)
        {
            daysOverdue = working ?? days
        } else {
            daysOverdue = nil
        }
        ended = obligation.state == .open ? nil : obligation.ended.map { time.zone.date(at: $0) }
        reminders = item.history.reminders
        supervising = facts.restricted ? [] : item.supervising.map { names.name(of: $0).full }
        held = item.held
        remindersEnded = item.remindersEnded
        let since = time.zone.date(at: obligation.opened)
        waiting = item.awaited.map { (item.directive.restricted ? nil : $0, since) }
        hasFailure = item.history.failure != nil
    }
}

/// A lead unit's work in numbers.
package struct ReportTotal: Sendable {
    let name: String
    let counts: [ReportStatus: Int]

    var all: Int { counts.values.reduce(0, +) }

    /// Done of all that does not wait, in hundredths, rounded down: what is not all done is never 100.
    var percentDone: Int {
        100 * (counts[.doneInTime, default: 0] + counts[.doneLate, default: 0])
            / max(1, all - counts[.waiting, default: 0])
    }
}
