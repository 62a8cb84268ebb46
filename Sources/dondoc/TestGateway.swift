import ArgumentParser
import DirectiveFiles
import Directives
import Gateways
import Glibc
import ReminderService
import Reporting
import Systemd

struct TestGateway: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send one test message through a gateway, and show what came of it.",
        discussion: """
            The program is run as a courier runs it: the same arguments, environment, standard input and timeout. The message \
            says that it is a test. It really goes to the address given: redirect-all-to and hold do not apply, and no limit \
            counts it. Nothing is recorded in the ledger, and no daemon is needed.

            Run it as the user that the daemon runs as. Inside the unit there are walls that are not here: what works here \
            may still lack a line in a drop-in.

            Exits with 0 when the message was accepted, 69 rejected, 75 deferred or unknown, 78 when the gateway seems to be \
            set up wrongly.
            """)

    @Argument(help: "The gateway's name in dondoc.yaml.")
    var name: String

    @Option(help: ArgumentHelp("The address that gets the message.", valueName: "address"))
    var to: String

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var language: LanguageOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let (configuration, templates) = try files.loadAll()
        let settings = configuration.settings
        guard let gateway = settings.gateways.first(where: { $0.name == name }) else {
            let names = settings.gateways.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no gateway '\(name)'; there are \(names)")
        }
        if let fault = Address.fault(in: to, of: gateway.channel) { throw ValidationError("--to: \(fault)") }
        GatewayProcess.prepareHost()
        let trial: GatewayTrial
        do {
            trial = try GatewayTrial(
                gateway, to: to, settings: settings,
                templates: templates,
                language: language.chosen ?? settings.language, stateDirectory: state.directory,
                credentials: .ofService(), at: Machine.now)
        } catch {
            Output.error("dondoc: \(error)")
            throw ExitCode(EX_CONFIG)
        }
        let report = trial.report(of: trial.perform(), to: to)
        if json { Output.line(try JSONLine.text(report)) } else { Output.lines(report.lines) }
        guard report.exit == EX_OK else { throw ExitCode(report.exit) }
    }
}
