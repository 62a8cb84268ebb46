import Directives

extension EnglishTexts {
    func head(_ column: ReportColumn) -> String {
        switch column {
        case .number: "No."
        case .document: "Document and date"
        case .task: "Task"
        case .issuer: "Assigned by"
        case .lead: "Lead"
        case .coordinating: "Working with"
        case .supervising: "Supervised by"
        case .deadline: "Deadline (as written)"
        case .dueDate: "Due date"
        case .result: "Result"
        case .status: "Status"
        case .daysOverdue: "Days overdue"
        case .reminders: "Reminders"
        case .remarks: "Remarks"
        }
    }

    func head(_ column: TotalColumn) -> String {
        switch column {
        case .lead: "Lead"
        case .all: "Assigned"
        case .count(.doneInTime): "Done in time"
        case .count(.doneLate): "Done late"
        case .count(.inTime): "Under way in time"
        case .count(.overdue): "Under way, overdue"
        case .count(.undated): "Without a date"
        case .count(.waiting): "Waiting"
        case .count(.other): "Other"
        case .percentDone: "Done (%)"
        }
    }

    func reportLabel(_ label: ReportLabel) -> String {
        switch label {
        case .counts: "Tasks"
        case .state: "Deadline and status"
        case .untold: "As assigned by the document"
        case .held: "a reminder is held back"
        case .answer: "Answer of the gateway"
        case .about: "Task"
        case .lead: "Lead"
        case .due: "Due"
        case .reminders: "Reminders"
        case .assignedBy: "Assigned by"
        case .closing: "Yours faithfully,"
        case .automatic: "(An automatic report from the record of the reminder service.)"
        case .fileName: "tasks"
        }
    }

    func revised(_ before: String?) -> String {
        before.map { "due date moved (before: \($0))" } ?? "due date moved"
    }

    func waiting(for event: Directive.Condition?, in source: ItemFacts.Source, since date: CivilDate) -> String {
        func item(_ id: DirectiveID) -> String { id.notice == source.notice ? "item \(id.item)" : "\(id)" }
        let words =
            switch event {
            case .failure(let other): " for \(item(other)) to fail"
            case .completion(let other): " for \(item(other)) to be done"
            case .event("receipt"): " for the receipt"
            case .event(let name): " for the event '\(name)'"
            case nil: ""
            }
        return "nothing to do yet: waiting\(words) since \(date.dayMonthYear)"
    }

    func remindersEnded(on date: CivilDate) -> String { "reminders ended on \(date.dayMonthYear)" }

    func status(_ status: ReportStatus, _ standing: Standing) -> String {
        switch (status, standing.rank) {
        case (.doneInTime, _): "Done in time"
        case (.doneLate, _): "Done late"
        case (.overdue, _): "Under way, overdue"
        case (.inTime, .today): "Due today"
        case (.inTime, .soon): "Due soon"
        case (.inTime, _): "Under way in time"
        case (.undated, _): "Without a date"
        case (.waiting, _): "Waiting"
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

    func document(_ source: ItemFacts.Source) -> String {
        let number = source.number.isEmpty ? "\(source.symbol) (no number)" : source.fullNumber
        return "\(number) of \(source.issued.dayMonthYear), item \(source.item)"
    }

    private func counts(_ report: OfficeReport) -> String {
        var parts: [String] = []
        if !report.overdue.isEmpty { parts.append("\(count(report.overdue.count, "overdue task"))") }
        if !report.unsent.isEmpty { parts.append("\(count(report.unsent.count, "reminder")) not sent") }
        if !report.held.isEmpty { parts.append("\(count(report.held.count, "task")) with reminders held back") }
        return parts.joined(separator: ", ")
    }

    func subject(_ report: OfficeReport, on date: CivilDate) -> String {
        let counts = counts(report)
        let tasks = count(report.all.count, "task")
        return switch report.kind {
        case .exceptions: "[Report of \(date.dayMonthYear)] \(counts.capitalisedFirst)"
        case .summary: "[Weekly summary, \(date.dayMonthYear)] \(tasks)\(counts.isEmpty ? "" : ": \(counts)")"
        }
    }

    func greeting(_ units: String) -> String { "To: \(units)" }

    func opening(_ report: OfficeReport, office: String, moment: String) -> String {
        let counts = counts(report)
        let tasks = count(report.all.count, "task")
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

    func ledgerHead(_ head: String) -> String { "Head of the ledger's chain (keep it for an audit): \(head)" }
}
