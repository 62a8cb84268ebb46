public import Directives

/// Obligations as the table that offices keep of them, and how many of each lead unit stand how.
public struct ReportTable: Sendable {
    /// How an obligation stands, as the table counts it.
    public enum Status: Int, Hashable, Sendable, CaseIterable {
        case doneInTime, doneLate, inTime, overdue, undated
        /// Failed, withdrawn, or ended with its unit.
        case other
    }

    public struct Row: Hashable, Sendable {
        public let obligation: String
        public let unit: UnitID
        public let status: Status
        /// Working days, or days where those cannot be counted; nil for what is not late.
        public let daysOverdue: Int?
        public let reminders: Int
        public let due: CivilDate?
        /// The cells after the number of the row, as many as `columns` without its first.
        public let cells: [String]
    }

    /// A lead unit's work in numbers.
    public struct Total: Hashable, Sendable {
        public let unit: UnitID
        public let name: String
        public let counts: [Status: Int]

        /// Where it stands among the others: Đ with D and not after Z.
        fileprivate var key: String { SMSText.unaccented(name).lowercased() }

        public var all: Int { counts.values.reduce(0, +) }
        /// Done of all, in hundredths, rounded down: what is not all done is never 100.
        public var percentDone: Int {
            100 * (counts[.doneInTime, default: 0] + counts[.doneLate, default: 0]) / max(1, all)
        }
    }

    public let language: Language
    public let rows: [Row]
    /// By the name of the unit.
    public let totals: [Total]

    public init(_ items: [ReportItem], settings: Settings, language: Language, at instant: Instant) {
        self.init(items, Directory(settings), language, at: instant)
    }

    init(_ items: [ReportItem], _ directory: Directory, _ language: Language, at instant: Instant) {
        self.language = language
        let rows = items.map { Self.row($0, directory, language, at: instant) }
        self.rows = rows
        totals = Dictionary(grouping: rows, by: \.unit).map { unit, rows in
            Total(
                unit: unit, name: directory.name(of: unit).full,
                counts: Dictionary(rows.map { ($0.status, 1) }, uniquingKeysWith: +))
        }.sorted { ($0.key, $0.unit) < ($1.key, $1.unit) }
    }

    /// The heads of the columns, the number of the row first.
    public var columns: [String] { language.reportPhrases.columns }

    public var totalColumns: [String] { language.reportPhrases.totalColumns }

    /// The table with its head and numbers, for any program that reads a table.
    public var cells: [[String]] {
        [columns] + rows.enumerated().map { ["\($0.offset + 1)"] + $0.element.cells }
    }

    /// The same for a file: days as 2021-12-31, which every spreadsheet takes for that day, where 01/12/2021 is in
    /// January to some.
    public var fileCells: [[String]] {
        [columns]
            + rows.enumerated().map { index, row in
                var cells = ["\(index + 1)"] + row.cells
                cells[8] = row.due.map { "\($0)" } ?? ""
                return cells
            }
    }

    /// The totals with their head.
    public var totalCells: [[String]] {
        [totalColumns]
            + totals.map { total in
                [total.name, "\(total.all)"] + Status.allCases.map { "\(total.counts[$0, default: 0])" }
                    + ["\(total.percentDone)"]
            }
    }

    private static func row(
        _ item: ReportItem, _ directory: Directory, _ language: Language, at instant: Instant
    ) -> Row {
        let (phrases, words) = (language.phrases, language.reportPhrases)
        let obligation = item.obligation
        let facts = ItemFacts(item, writtenAt: instant, directory: directory)
        let status = status(of: obligation, at: instant)
        let time = directory.settings.time
        let end = obligation.state == .open ? instant : obligation.ended ?? instant
        var days: Int?
        if case .overdue(let count, let working) = Standing(obligation, deadline: nil, at: end, in: time) {
            days = working ?? count
        }
        if status == .other { days = nil }
        let ended = obligation.state == .open ? nil : obligation.ended.map { time.zone.date(at: $0) }
        var notes: [String] = []
        if facts.isRevised { notes.append(words.revised(facts.previousDue.map(phrases.due))) }
        if let former = facts.formerLead { notes.append(phrases.formerLead(former.full, until: facts.leadEnded)) }
        if item.held { notes.append(words.held) }
        if status == .overdue || item.history.failure != nil, let history = facts.history {
            notes.append(phrases.history(history))
        }
        return Row(
            obligation: obligation.id,
            unit: directory.planner.successor(
                of: obligation.unit, on: time.zone.date(at: instant)) ?? obligation.unit,
            status: status, daysOverdue: days, reminders: item.history.reminders,
            due: facts.due?.dueDate,
            cells: [
                words.paper(facts.source, phrases), facts.task?.capitalisedFirst ?? words.untold,
                facts.source.issuer ?? "", facts.lead?.full ?? "", facts.coordinating.joined(separator: "; "),
                facts.restricted ? "" : item.supervising.map { directory.name(of: $0).full }.joined(separator: "; "),
                facts.quote ?? phrases.deadline(facts), facts.due?.dueDate.dayMonthYear ?? "",
                ended.map { words.result(obligation.state, on: $0) } ?? "", words.status(status, facts.standing),
                days.map { "\($0)" } ?? "", "\(item.history.reminders)", notes.joined(separator: "; "),
            ])
    }

    static func status(of obligation: Obligation, at instant: Instant) -> Status {
        switch obligation.state {
        case .done:
            let ended = obligation.ended ?? instant
            return obligation.due.map { ended < $0.due } ?? true ? .doneInTime : .doneLate
        case .failed, .withdrawn, .unitEnded: return .other
        case .open:
            guard let due = obligation.due else { return .undated }
            return due.due <= instant ? .overdue : .inTime
        }
    }
}
