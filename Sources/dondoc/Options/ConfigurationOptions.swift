import ArgumentParser
import DirectiveFiles
import Directives
import Glibc

/// Where the configuration is.
struct ConfigurationOptions: ParsableArguments {
    static let standard = "/etc/dondoc"

    @Option(name: .customLong("config"), help: ArgumentHelp("The configuration folder.", valueName: "dir"))
    var path: String?

    /// The configuration of the folder, or an exit with every mistake.
    func load() throws -> Configuration {
        let result = ConfigurationFolder(path: path ?? Self.standard).load(.init(dueWarnings: false))
        guard let configuration = result.configuration else {
            for diagnostic in result.diagnostics where diagnostic.severity == .error { Output.error("\(diagnostic)") }
            throw ExitCode(EX_CONFIG)
        }
        return configuration
    }
}
