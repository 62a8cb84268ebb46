import ArgumentParser
import DirectiveFiles
import Directives
import Glibc
import ReminderService
import Rendering
import Reporting
import Systemd

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration and say what it amounts to.",
        discussion: "Every mistake is shown with its file, line and column. Exits with 78 when there is one.")

    @OptionGroup var files: ConfigurationOptions

    @Option(help: ArgumentHelp("Count slots from this day; today where left out.", valueName: "date"))
    var from: String?

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func run() throws {
        let result = ConfigurationFolder(path: files.path ?? ConfigurationOptions.standard).load()
        let secrets = Credentials.ofService().findings(
            in: result, result.configuration?.settings.gateways ?? [], severity: .warning)
        let (templates, findings) = TemplateLibrary.load(result.templates)
        let trial = result.configuration.map { TemplateTrial($0, templates).findings } ?? []
        let diagnostics = (result.diagnostics + secrets + findings + trial).sorted()
        for diagnostic in diagnostics { Output.error("\(diagnostic)") }
        let mistakes = diagnostics.count { $0.severity == .error }
        guard let configuration = result.configuration, mistakes == 0 else {
            Output.error(
                "dondoc: \(mistakes) \(mistakes == 1 ? "mistake" : "mistakes"); nothing of this configuration is used")
            throw ExitCode(EX_CONFIG)
        }
        let zone = configuration.settings.time.zone
        let start =
            try from.map { try SpanOptions.instant($0, zone, "--from") } ?? zone.instant(zone.date(at: Machine.now))
        let summary = try CheckSummary(of: configuration, from: start)
        if json { Output.line(try JSONLine.text(summary)) } else { Output.lines(summary.lines) }
    }
}
