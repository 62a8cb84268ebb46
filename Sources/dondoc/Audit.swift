import ArgumentParser
import Basics
import Glibc
import Ledger
import ReminderService
import Reporting

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examine the ledger: pages, the chain of events, messages, attempts, deliveries, obligations.",
        discussion: """
            Exit status 0 if everything is as it must be, 65 if something is not: the first fault of each kind is shown.
            """)

    @Argument(help: "A backup to examine instead of the ledger.", completion: .file())
    var file: String?

    @OptionGroup var state: StateOptions

    @Option(
        help: ArgumentHelp("A head that was kept elsewhere, for example in the journal.", valueName: "row:hash"))
    var head: ChainHead?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let report: AuditReport
        do {
            let ledger = try file.map(Ledger.openCopy) ?? Ledger.openForReading(directory: state.directory)
            defer { ledger.close() }
            report = try ledger.audit(against: head)
        } catch let error as LedgerError where error.code == .corrupt {
            // What is damaged too far to be opened has failed the audit too.
            throw CommandFailure(EX_DATAERR, error.message)
        }
        try Self.show(report, json: json)
    }

    /// Prints what was found.
    ///
    /// - Throws: where something is wrong.
    static func show(_ report: AuditReport, json: Bool) throws {
        let audit = AuditLines(report)
        if json { try Output.json(audit.record) } else { Output.lines(audit.lines) }
        if report.isSound { return }
        throw CommandFailure(
            EX_DATAERR,
            "the ledger is not as it was written; stop the daemon, keep a copy of the state directory and restore a "
                + "backup")
    }
}
