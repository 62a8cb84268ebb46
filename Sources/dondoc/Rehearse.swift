import ArgumentParser
import Basics
import Directives
import Gateways
import Glibc
import Ledger
import Logging
import ReminderService
import Reporting

struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the real engine over a span of time, and write all messages to files.",
        discussion: """
            The clock runs as fast as the messages are written. No configured gateway is started: every message becomes a \
            file (*.eml, *.sms) in the spool folder and, without --json, a readable text in its folder texts. The ledger \
            is a temporary one.
            """)

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var span: SpanOptions
    @OptionGroup var facts: FactOptions

    @Option(
        help: ArgumentHelp("The folder for the messages. Default: a new temporary one.", valueName: "dir"),
        completion: .directory)
    var spool: String?

    @Flag(help: "Print one JSON object per delivery, one per line: the plan's keys, sent_at and message.")
    var json = false

    func run() async throws {
        let review = files.review()
        let configuration = try review.accepted()
        let zone = configuration.settings.time.zone
        let span = try span.span(in: zone)
        let folder = try spool.map(Machine.absolute) ?? Machine.temporaryFolder("dondoc-rehearsal", or: "--spool")
        if spool == nil { json ? Output.error("spool: \(folder)") : Output.line("spool: \(folder)") }
        GatewayProcess.prepareHost()
        let program = Machine.program
        let rehearsal = Rehearsal(
            configuration, span: span, loaded: facts.loaded?.instant(in: zone) ?? span.lowerBound,
            events: try facts.events(among: configuration.directives, in: zone), templates: review.templates
        ) { [program, "spool", $0.rawValue, "{to}", folder] }
        var logger = Logger(label: "dondoc") { _ in StreamLogHandler.standardError(label: "dondoc") }
        logger.logLevel = .error
        let ledger: Ledger
        do {
            ledger = try await rehearsal.run(runner: ProcessRunner(), logger: logger)
        } catch let error as DerivationError {
            throw CommandFailure(EX_USAGE, "\(error)")
        }
        defer { ledger.close() }
        let report = try RehearsalReport(ledger, zone: zone)
        if json {
            try Output.json(each: report.records)
        } else {
            Output.lines(report.lines(spool: folder))
            Output.lines(try ReadableMessages(ledger, zone: zone).write(to: folder + "/texts"))
        }
        if report.failed { throw CommandFailure(EX_TEMPFAIL) }
    }
}
