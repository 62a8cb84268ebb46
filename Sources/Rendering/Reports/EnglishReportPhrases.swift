import Directives

struct EnglishReportPhrases: ReportPhrases {
    let columns = [
        "No.", "Document and date", "Task", "Assigned by", "Lead", "Working with", "Supervised by",
        "Deadline (as written)", "Due date", "Result", "Status", "Days overdue", "Reminders", "Remarks",
    ]
    let totalColumns = [
        "Lead", "Assigned", "Done in time", "Done late", "Under way in time", "Under way, overdue", "Without a date",
        "Other", "Done (%)",
    ]
    let counts = "Tasks"
    let state = "Deadline and status"
    let untold = "As assigned by the document"
    let held = "a reminder is held back"
    let answer = "Answer of the gateway"
    let about = "Task"
    let labels = OfficeReport.Labels(lead: "Lead", due: "Due", reminders: "Reminders", paper: "Assigned by")
    let closing = "Yours faithfully,"
    let automatic = "(An automatic report from the record of the reminder service.)"
    let fileName = "tasks"

    func revised(_ before: String?) -> String {
        before.map { "due date moved (before: \($0))" } ?? "due date moved"
    }

    func status(_ status: ReportTable.Status, _ standing: Standing) -> String {
        switch (status, standing.rank) {
        case (.doneInTime, _): "Done in time"
        case (.doneLate, _): "Done late"
        case (.overdue, _): "Under way, overdue"
        case (.inTime, .today): "Due today"
        case (.inTime, .soon): "Due soon"
        case (.inTime, _): "Under way in time"
        case (.undated, _): "Without a date"
        case (.other, _): "Closed"
        }
    }

    func result(_ state: Obligation.State, on date: CivilDate) -> String {
        switch state {
        case .open: ""
        case .done: "Done on \(date.dayMonthYear)"
        case .failed: "Not done (recorded on \(date.dayMonthYear))"
        case .withdrawn: "Withdrawn on \(date.dayMonthYear)"
        case .unitEnded: "The lead unit ended (recorded on \(date.dayMonthYear))"
        }
    }

    func paper(_ source: ItemFacts.Source, _ phrases: any Phrases) -> String {
        let number = source.number.isEmpty ? "\(source.symbol) (no number)" : source.fullNumber
        return "\(number) of \(source.issued.dayMonthYear), item \(source.item)"
    }

    private func counts(_ report: OfficeReport) -> String {
        let count = EnglishPhrases().count
        var parts: [String] = []
        if !report.overdue.isEmpty { parts.append("\(count(report.overdue.count, "overdue task"))") }
        if !report.unsent.isEmpty { parts.append("\(count(report.unsent.count, "reminder")) not sent") }
        if !report.held.isEmpty { parts.append("\(count(report.held.count, "task")) with reminders held back") }
        return parts.joined(separator: ", ")
    }

    func subject(_ report: OfficeReport, on date: CivilDate) -> String {
        let counts = counts(report)
        let tasks = EnglishPhrases().count(report.all.count, "task")
        return switch report.kind {
        case .exceptions: "[Report of \(date.dayMonthYear)] \(counts.capitalisedFirst)"
        case .summary: "[Weekly summary, \(date.dayMonthYear)] \(tasks)\(counts.isEmpty ? "" : ": \(counts)")"
        }
    }

    func greeting(_ units: String) -> String { "To: \(units)" }

    func opening(_ report: OfficeReport, office: String, moment: String) -> String {
        let counts = counts(report)
        let tasks = EnglishPhrases().count(report.all.count, "task")
        return switch report.kind {
        case .exceptions:
            "\(office) draws your attention to the following of the tasks that you supervise, as of \(moment): \(counts)."
        case .summary:
            "\(office) sends you the summary of the tasks that you supervise, as of \(moment): "
                + "\(tasks)\(counts.isEmpty ? "" : "; of note are \(counts)")."
        }
    }

    func heading(_ section: OfficeReport.Section, count: Int) -> String {
        switch section {
        case .unsent: "REMINDERS NOT SENT (\(count))"
        case .overdue: "OVERDUE (\(count))"
        case .held: "REMINDERS HELD BACK (\(count))"
        case .totals: "BY LEAD UNIT"
        case .table: "ALL TASKS (\(count))"
        }
    }

    func unsent(_ message: OfficeReport.Unsent, to unit: String, moment: String, _ address: String) -> String {
        let why = message.expired ? "its time ran out before it could be sent" : "it was refused"
        return "\(message.channel == .email ? "E-mail" : "SMS") to \(unit) (\(address)), planned for \(moment): \(why)."
    }

    func request(_ report: OfficeReport, office: String) -> String {
        var parts: [String] = []
        if !report.overdue.isEmpty { parts.append("urge the lead units to complete what is overdue") }
        if !report.unsent.isEmpty {
            parts.append("speak to those who could not be reached, and tell us of new addresses")
        }
        if parts.isEmpty { parts.append("tell us of what should be changed") }
        return "Please \(parts.joined(separator: "; ")). Answers go to \(office)."
    }

    func more(_ count: Int) -> String { "… and \(count) more in the attached file." }

    func head(_ head: String) -> String { "Head of the ledger's chain (keep it for an audit): \(head)" }
}
