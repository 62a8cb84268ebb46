import ArgumentParser
import Glibc
import Ledger
import ReminderService
import Reporting

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examine the ledger: pages, the chain of events, messages, attempts, deliveries, obligations.",
        discussion: """
            Exit status 0 where all is as it must be, 65 where something is not: the first of each kind is named.
            """)

    @Argument(help: "A backup to examine in place of the ledger.")
    var file: String?

    @OptionGroup var state: StateOptions

    @Option(help: ArgumentHelp("A head that was kept elsewhere, as in the journal.", valueName: "row:hash"))
    var head: String?

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let kept = try head.map { text in
            guard let head = ChainHead(text) else {
                throw ValidationError("--head: '\(text)' is not of the form ROW:HASH")
            }
            return head
        }
        do {
            let ledger = try file.map(Ledger.openCopy) ?? Ledger.openForReading(directory: state.directory)
            defer { ledger.close() }
            try Self.tell(ledger.audit(against: kept), json: json)
        } catch let error as LedgerError {
            Output.error("dondoc: \(error.message)")
            // What is damaged beyond opening has failed the audit too.
            throw ExitCode(error.code == .corrupt ? EX_DATAERR : error.exitCode)
        }
    }

    /// Prints what was found, and exits where something is wrong.
    static func tell(_ report: AuditReport, json: Bool) throws {
        let audit = AuditLines(report)
        if json { Output.line(try JSONLine.text(audit.record)) } else { Output.lines(audit.lines) }
        if report.isSound { return }
        Output.error(
            "dondoc: the ledger is not as it was written; stop the daemon, keep a copy of the state directory "
                + "and restore a backup")
        throw ExitCode(EX_DATAERR)
    }
}
