import ArgumentParser
import Directives
import Reporting

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is late, how often its lead was reminded, and what could not be sent.",
        discussion: "Read from the ledger; no daemon is needed. Days overdue are working days.")

    @OptionGroup var state: StateOptions

    @Option(help: ArgumentHelp("Only what this unit leads or supervises.", valueName: "unit"))
    var unit: String?

    @Option(
        help: ArgumentHelp(
            "Reminders that were not sent since this day, such as 2021-11-26, or instant. Default: a week ago.",
            valueName: "date"))
    var from: WrittenInstant?

    @Option(
        help: ArgumentHelp(
            "Up to the end of this day, or to this instant; the rest is shown as of then, too. Default: now.",
            valueName: "date"))
    var to: WrittenInstant?

    @Option(
        help: ArgumentHelp("Also write what is late as a table for a spreadsheet.", valueName: "file"),
        completion: .file())
    var csv: String?

    @Flag(help: "Print one JSON object a line: each overdue obligation, then each reminder that was not sent.")
    var json = false

    func run() throws {
        let made = try state.read { try LateReport($0, unit: unit, from: from, to: to, now: Machine.now) }
        guard let report = made else { throw state.hasNoConfiguration }
        if let csv { try Output.write(report.csv, to: csv) }
        guard json else { return Output.lines(report.lines) }
        try Output.json(each: report.overdue)
        try Output.json(each: report.unsent)
    }
}
