import ArgumentParser
import Directives
import Gateways
import Glibc
import Ledger
import Logging
import ReminderService
import Reporting

struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the real engine over a span of time, into a folder of files.",
        discussion: """
            The clock runs as fast as the messages are written. No configured gateway is started: every message becomes a \
            file (*.eml, *.sms) in the spool folder and, but for --json, a text that a person reads in its folder \
            texts. The ledger is a temporary one.
            """)

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var span: SpanOptions
    @OptionGroup var facts: FactOptions

    @Option(help: ArgumentHelp("The folder for the messages; a new temporary one where left out.", valueName: "dir"))
    var spool: String?

    @Flag(help: "One JSON object a line and a delivery: the plan's, with sent_at and message.")
    var json = false

    func run() async throws {
        let (configuration, templates) = try files.loadAll()
        let zone = configuration.settings.time.zone
        let span = try span.span(in: zone)
        guard let folder = spool.map(Machine.absolute) ?? Machine.temporaryFolder("dondoc-rehearsal") else {
            Output.error("dondoc: cannot make a temporary folder; name one with --spool")
            throw ExitCode(EX_CANTCREAT)
        }
        if spool == nil { json ? Output.error("spool: \(folder)") : Output.line("spool: \(folder)") }
        GatewayProcess.prepareHost()
        let program = Machine.program
        let rehearsal = Rehearsal(
            configuration, span: span, loaded: try facts.loaded(in: zone) ?? span.lowerBound,
            events: try facts.supposedEvents(for: configuration.directives, in: zone), templates: templates
        ) { [program, "spool", $0.rawValue, "{to}", folder] }
        var logger = Logger(label: "dondoc") { _ in StreamLogHandler.standardError(label: "dondoc") }
        logger.logLevel = .error
        let ledger: Ledger
        do {
            ledger = try await rehearsal.run(runner: ProcessRunner(), logger: logger)
        } catch let error as DerivationError {
            Output.error("dondoc: \(error)")
            throw ExitCode(EX_USAGE)
        }
        defer { ledger.close() }
        let report = try RehearsalReport(ledger, zone: zone)
        if json {
            Output.lines(try report.records.map(JSONLine.text))
        } else {
            Output.lines(report.lines(spool: folder))
            let messages = try ReadableMessages(ledger, zone: zone)
            do throws(SpoolError) {
                Output.lines(try messages.write(to: folder + "/texts"))
            } catch {
                Output.error("dondoc: \(error)")
                throw ExitCode(error.exitCode)
            }
        }
        if report.failed { throw ExitCode(EX_TEMPFAIL) }
    }
}
