import ArgumentParser
import DirectiveFiles
import Directives
import Glibc
import Rendering

/// Where the configuration is.
struct ConfigurationOptions: ParsableArguments {
    static let standard = "/etc/dondoc"

    @Option(name: .customLong("config"), help: ArgumentHelp("The configuration folder.", valueName: "dir"))
    var path: String?

    /// The configuration of the folder, or an exit with every mistake.
    func load() throws -> Configuration {
        try loadAll().configuration
    }

    /// The configuration of the folder with its templates, or an exit with every mistake.
    func loadAll() throws -> (configuration: Configuration, templates: TemplateLibrary) {
        let result = ConfigurationFolder(path: path ?? Self.standard).load(.init(dueWarnings: false))
        let (templates, findings) = TemplateLibrary.load(result.templates)
        let mistakes = (result.diagnostics + findings).filter { $0.severity == .error }
        guard let configuration = result.configuration, mistakes.isEmpty else {
            for mistake in mistakes { Output.error("\(mistake)") }
            throw ExitCode(EX_CONFIG)
        }
        return (configuration, templates)
    }
}
