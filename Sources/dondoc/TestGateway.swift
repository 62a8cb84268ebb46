import ArgumentParser
import Basics
import DirectiveFiles
import Directives
import Gateways
import Glibc
import ReminderService
import Reporting
import Systemd

struct TestGateway: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send one test message through a gateway, and show the result.",
        discussion: """
            The program is run exactly as the daemon runs it: the same arguments, environment, standard input and timeout. \
            The message says that it is a test. It really goes to the address given: redirect-all-to and hold do not \
            apply, and no limit counts it. Nothing is recorded in the ledger, and no daemon is needed.

            Run it as the user that the daemon runs as. The systemd unit restricts the daemon in ways that do not apply \
            here: a program that works here may still need a line in a drop-in file.

            Exits with 0 when the message was accepted, 69 when it was rejected, 75 when it was deferred or the outcome \
            is unknown, 78 when the gateway seems to be set up wrongly.
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
        let review = files.review()
        let settings = try review.accepted().settings
        guard let gateway = settings.gateways.first(where: { $0.name == name }) else {
            let names = settings.gateways.map(\.name).joined(separator: ", ")
            throw CommandFailure(EX_USAGE, "there is no gateway '\(name)'; there are \(names)")
        }
        if let fault = Address.fault(in: to, of: gateway.channel) { throw CommandFailure(EX_USAGE, "--to: \(fault)") }
        GatewayProcess.prepareHost()
        let trial = try GatewayTrial(
            gateway, to: to, settings: settings, templates: review.templates,
            language: language.chosen ?? settings.language, stateDirectory: state.directory,
            credentials: .ofService(), at: Machine.now)
        let report = trial.report(of: trial.perform(), to: to)
        if json { try Output.json(report) } else { Output.lines(report.lines) }
        guard report.exit == EX_OK else { throw CommandFailure(report.exit) }
    }
}
