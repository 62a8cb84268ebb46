import ArgumentParser
import Directives
import Foundation
import Glibc
import Ledger
import ReminderService
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
            "Reminders that were not sent from this day or instant on; a week ago where left out.", valueName: "date"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Up to the end of this day, or to this instant, as of which the rest is shown too; now where left out.",
            valueName: "date"))
    var to: String?

    @Option(help: ArgumentHelp("Write what is late as a table for a spreadsheet, too.", valueName: "file"))
    var csv: String?

    @Flag(help: "One JSON object a line: each overdue obligation, then each reminder that was not sent.")
    var json = false

    func run() throws {
        let ledger = try state.open()
        defer { ledger.close() }
        guard let settings = try ledger.configurationInForce()?.settings else {
            Output.error("dondoc: the ledger in \(state.directory) holds no configuration yet")
            throw ExitCode(EX_NOINPUT)
        }
        if let unit, settings.units[unit] == nil, unit != Directives.Unit.operatorID {
            throw ValidationError("--unit: there is no unit '\(unit)' in the directory")
        }
        let zone = settings.time.zone
        let now = try ledger.asOf() ?? Machine.now
        let end = try to.map { try CivilDate($0).map(zone.end) ?? SpanOptions.instant($0, zone, "--to") } ?? now
        let start =
            try from.map { try SpanOptions.instant($0, zone, "--from") }
            ?? zone.instant(zone.date(at: min(now, end)).adding(days: -7))
        guard start <= end else { throw ValidationError("--to is before --from") }
        let report = try LateReport(
            ledger, settings: settings, unit: unit, span: start..<end, now: to == nil ? now : end)
        if let csv {
            do {
                try Data(report.csv).write(to: URL(fileURLWithPath: Machine.absolute(csv)))
            } catch {
                Output.error("dondoc: cannot write \(csv)")
                throw ExitCode(EX_CANTCREAT)
            }
        }
        guard json else { return Output.lines(report.lines) }
        Output.lines(try report.overdue.map(JSONLine.text) + report.unsent.map(JSONLine.text))
    }
}
