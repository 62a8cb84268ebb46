import ArgumentParser
import DirectiveFiles
import Directives
import ReminderService
import Systemd

/// Where the configuration is.
struct ConfigurationOptions: ParsableArguments {
    static let standard = "/etc/dondoc"

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("The configuration folder. Default: /etc/dondoc.", valueName: "dir"), completion: .directory)
    var path: String?

    var folder: ConfigurationFolder { ConfigurationFolder(path: path ?? Self.standard) }

    /// What is wrong with the configuration of the folder.
    ///
    /// - Parameter now: as whose day it is read; nil for any.
    func review(dueWarnings: Bool = false, at now: (@Sendable (Zone) -> Instant)? = nil) -> ConfigurationReview {
        ConfigurationReview(
            of: folder, for: .inspection(dueWarnings: dueWarnings), credentials: Credentials.ofService(), at: now)
    }

    func load() throws(ConfigurationRefusal) -> Configuration {
        try review().accepted()
    }
}
