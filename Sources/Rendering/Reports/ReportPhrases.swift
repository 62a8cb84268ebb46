import Directives

/// The words of reports in one language.
protocol ReportPhrases: Sendable {
    /// The heads of the table's columns.
    var columns: [String] { get }
    var totalColumns: [String] { get }
    /// The head over a unit's numbers where they share a column.
    var counts: String { get }
    /// The head over when a task is due and how it stands where they share a column.
    var state: String { get }
    /// In place of a task that a report does not tell.
    var untold: String { get }
    var held: String { get }
    /// That the due was moved, and from which day.
    func revised(_ before: String?) -> String
    func status(_ status: ReportTable.Status, _ standing: Standing) -> String
    func result(_ state: Obligation.State, on date: CivilDate) -> String
    /// The notice and the item, for a column.
    func paper(_ source: ItemFacts.Source, _ phrases: any Phrases) -> String

    func subject(_ report: OfficeReport, on date: CivilDate) -> String
    func greeting(_ units: String) -> String
    /// What the report is about, with its counts: a sentence.
    func opening(_ report: OfficeReport, office: String, moment: String) -> String
    func heading(_ section: OfficeReport.Section, count: Int) -> String
    /// Where a message was to go, by what and when, and that it did not.
    func unsent(_ message: OfficeReport.Unsent, to unit: String, moment: String, _ address: String) -> String
    var answer: String { get }
    var about: String { get }
    var labels: OfficeReport.Labels { get }
    /// What the reader is asked to do.
    func request(_ report: OfficeReport, office: String) -> String
    /// That there is more than is shown, in the file.
    func more(_ count: Int) -> String
    var closing: String { get }
    var automatic: String { get }
    func head(_ head: String) -> String
    var fileName: String { get }
}

extension Language {
    var reportPhrases: any ReportPhrases {
        switch self {
        case .vietnamese: VietnameseReportPhrases()
        case .english: EnglishReportPhrases()
        }
    }
}
