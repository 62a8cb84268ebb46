import Directives

/// A column of the table that offices keep of their obligations; the cases are in the order of the table.
package enum ReportColumn: Sendable, CaseIterable {
    case number, document, task, issuer, lead, coordinating, supervising, deadline, dueDate, result, status
    case daysOverdue, reminders, remarks

    /// What says who is to do what by whose order; in a mail these share a column with the task, and the others another.
    static let assignment: [Self] = [.document, .issuer, .lead, .coordinating, .supervising]
    static let progress = allCases.filter { ![.number, .task].contains($0) && !assignment.contains($0) }

    /// What people read in a row; empty where there is nothing to say.
    func cell(_ row: ReportRow, _ texts: any LanguageTexts) -> String {
        let facts = row.facts
        return switch self {
        case .number: "\(row.number)"
        case .document: texts.document(facts.source)
        case .task: facts.task ?? texts.reportLabel(.untold)
        case .issuer: facts.source.issuer ?? ""
        case .lead: facts.lead?.full ?? ""
        case .coordinating: facts.coordinating.joined(separator: "; ")
        case .supervising: row.supervising.joined(separator: "; ")
        case .deadline: facts.quote ?? texts.deadline(facts)
        case .dueDate: facts.due?.dueDate.dayMonthYear ?? ""
        case .result: row.ended.map { texts.result(row.state, on: $0) } ?? ""
        case .status: texts.status(row.status, facts.standing)
        case .daysOverdue: row.daysOverdue.map { "\($0)" } ?? ""
        case .reminders: "\(row.reminders)"
        case .remarks: Self.remarks(row, texts).joined(separator: "; ")
        }
    }

    /// The same for a file: days as 2021-12-31, which every spreadsheet takes for that day; some take 01/12/2021 for
    /// 12 January.
    func fileCell(_ row: ReportRow, _ texts: any LanguageTexts) -> String {
        self == .dueDate ? row.facts.due.map { "\($0.dueDate)" } ?? "" : cell(row, texts)
    }

    private static func remarks(_ row: ReportRow, _ texts: any LanguageTexts) -> [String] {
        let facts = row.facts
        var remarks: [String] = []
        if facts.isRevised { remarks.append(texts.revised(facts.previousDue.map(texts.due))) }
        if let former = facts.formerLead { remarks.append(texts.formerLead(former.full, until: facts.leadEnded)) }
        if let waiting = row.waiting {
            remarks.append(texts.waiting(for: waiting.event, in: facts.source, since: waiting.since))
        }
        if let day = row.remindersEnded { remarks.append(texts.remindersEnded(on: day)) }
        if row.held { remarks.append(texts.reportLabel(.held)) }
        if row.status == .overdue || row.hasFailure, let history = facts.history {
            remarks.append(texts.history(history))
        }
        return remarks
    }
}
