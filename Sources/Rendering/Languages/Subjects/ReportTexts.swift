package import Directives

/// Reports to the units that supervise, and the table that goes with them.
package protocol ReportTexts: Sendable {
    func head(_ column: ReportColumn) -> String
    func head(_ column: TotalColumn) -> String
    func reportLabel(_ label: ReportLabel) -> String
    func status(_ status: ReportStatus, _ standing: Standing) -> String
    /// What became of an obligation that has ended.
    func result(_ state: Obligation.State, on date: CivilDate) -> String
    /// The notice and the item, for a column.
    func document(_ source: ItemFacts.Source) -> String
    /// That the due was moved, and from which day.
    func revised(_ before: String?) -> String
    /// That there is nothing to do before something is recorded, and since when it waits for that.
    ///
    /// - Parameter event: nil where the reader is not to know what it is.
    func waiting(for event: Directive.Condition?, in source: ItemFacts.Source, since date: CivilDate) -> String
    /// That no reminder is to come, and on which day the last one was.
    func remindersEnded(on date: CivilDate) -> String

    func subject(_ report: OfficeReport, on date: CivilDate) -> String
    func greeting(_ units: String) -> String
    /// What the report is about, with its counts: a sentence.
    func opening(_ report: OfficeReport, office: String, moment: String) -> String
    func heading(_ section: OfficeReport.Section, count: Int) -> String
    /// Where a message was to go, by what and when, and that it did not: a sentence.
    func unsent(_ message: OfficeReport.Unsent, to unit: String, moment: String, _ address: String) -> String
    /// What the reader is asked to do.
    func request(_ report: OfficeReport, office: String) -> String
    /// That there are more than the report shows, in the file.
    func more(_ count: Int) -> String
    /// The head of the ledger's chain, to be kept for an audit.
    func ledgerHead(_ head: String) -> String
}

/// The short texts of a report.
package enum ReportLabel: Sendable {
    /// Over a unit's numbers where they share a column.
    case counts
    /// Over when a task is due and how it stands where they share a column.
    case state
    /// In place of a task that a report must not name.
    case untold
    /// That a reminder is held.
    case held
    case answer, about, lead, due, reminders, assignedBy
    case closing, automatic
    /// The name of the attached table, without its date and ending.
    case fileName
}
