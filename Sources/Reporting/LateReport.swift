import Basics
public import Directives
import Glibc
public import Ledger
import Rendering

/// What those who supervise ask: what is late, and whether its leads were told.
public struct LateReport {
    public struct Record: Encodable, Sendable {
        public let kind = "overdue"
        public let obligation: String
        public let unit: String
        public let supervising: [String]
        public let dueDate: Nullable<String>
        public let daysOverdue: Nullable<Int>
        public let reminders: Int
        public let overdueReminders: Int
        public let lastReached: Nullable<String>
        public let lastChannel: Nullable<String>
        public let held: Bool
        public let task: Nullable<String>

        enum CodingKeys: String, CodingKey {
            case kind, obligation, unit, supervising, reminders, held, task
            case dueDate = "due_date"
            case daysOverdue = "days_overdue"
            case overdueReminders = "overdue_reminders"
            case lastReached = "last_reached"
            case lastChannel = "last_channel"
        }
    }

    /// A reminder of the span that never went.
    public struct UnsentRecord: Encodable, Sendable {
        public let kind = "unsent"
        public let at: String
        public let channel: String
        public let to: String
        public let state: String
        public let answer: String
        public let obligations: [String]
    }

    public let overdue: [Record]
    public let unsent: [UnsentRecord]
    private let table: ReportTable
    private let zone: Zone

    /// The report that a person asks for; nil where the ledger holds no configuration yet.
    ///
    /// - Parameters:
    ///   - unit: only what it leads or supervises.
    ///   - from: unsent reminders from there on; nil for a week before.
    ///   - to: the instant as of which the rest is shown, a day's end included; nil for now.
    ///   - now: for a ledger that follows the machine's clock.
    package init?(
        _ ledger: Ledger, unit: UnitID?, from: WrittenInstant?, to: WrittenInstant?, now machine: Instant
    ) throws {
        guard let settings = try ledger.configurationInForce()?.settings else { return nil }
        if let unit { try settings.require(unit) }
        let zone = settings.time.zone
        let now = try ledger.asOf() ?? machine
        let end = to?.end(in: zone) ?? now
        let start = from?.instant(in: zone) ?? zone.instant(zone.date(at: min(now, end)).adding(days: -7))
        guard start <= end else { throw CommandFailure(EX_USAGE, "--to is before --from") }
        try self.init(ledger, settings: settings, unit: unit, span: start..<end, now: to == nil ? now : end)
    }

    /// - Parameters:
    ///   - unit: only what it leads or supervises.
    ///   - span: of the unsent reminders; what is late is shown as of its end, or now if that is earlier.
    public init(
        _ ledger: Ledger, settings: Settings, unit: UnitID? = nil, span: Range<Instant>, now: Instant
    ) throws(LedgerError) {
        let at = min(now, span.upperBound)
        zone = settings.time.zone
        let work = try SupervisedWork(ledger, settings: settings, since: span.lowerBound, at: at)
        let zone = settings.time.zone
        let isTheirs = { (item: ReportItem) in
            unit.map { item.obligation.unit == $0 || item.supervising.contains($0) } ?? true
        }
        let items = work.overdue.filter(isTheirs)
        table = ReportTable(items, settings: settings, texts: settings.language.texts, at: at)
        overdue = zip(items, table.rows).map { item, row in
            let isPublic = !item.directive.restricted && !item.directive.personal
            return Record(
                obligation: item.obligation.id, unit: row.unit, supervising: item.supervising,
                dueDate: Nullable(item.obligation.due.map { "\($0.dueDate)" }), daysOverdue: Nullable(row.daysOverdue),
                reminders: item.history.reminders, overdueReminders: item.history.overdueReminders,
                lastReached: Nullable(item.history.lastReached.map { zone.iso8601($0.at) }),
                lastChannel: Nullable(item.history.lastReached?.channel.rawValue), held: item.held,
                task: Nullable(isPublic ? item.directive.task : nil))
        }
        unsent = work.unsent.filter { $0.items.contains(where: isTheirs) }.map { message in
            UnsentRecord(
                at: zone.iso8601(message.at), channel: message.channel.rawValue, to: message.address,
                state: message.expired ? "expired" : "dead", answer: message.answer,
                obligations: message.items.map(\.obligation.id))
        }
    }

    /// The table of what is late, as a spreadsheet reads it.
    public var csv: [UInt8] { table.csv }

    /// For people.
    public var lines: [String] {
        let late = TextTable.lines(
            overdue, .init("overdue") { $0.obligation }, .init("due") { $0.dueDate.value ?? "-" },
            .init("days") { $0.daysOverdue.value.map { "\($0)" } ?? "-" }, .init("reminded") { "\($0.reminders)" },
            .init("after due") { "\($0.overdueReminders)" },
            .init("last sent") { record in
                record.lastReached.value.map { String($0.prefix(16)) } ?? (record.reminders > 0 ? "NEVER" : "-")
            },
            .init("by") { $0.lastChannel.value ?? "-" }, .init("task") { String(($0.task.value ?? "").prefix(60)) })
        let lost = TextTable.lines(
            unsent, .init("not sent") { String($0.at.prefix(16)) }, .init("by") { $0.channel }, .init("to") { $0.to },
            .init("state") { $0.state }, .init("answer") { String($0.answer.prefix(60)) })
        let counts = "\(overdue.count) overdue, \(unsent.count) reminders not sent"
        return (overdue.isEmpty ? [] : late + [""]) + (unsent.isEmpty ? [] : lost + [""]) + [counts]
    }
}
