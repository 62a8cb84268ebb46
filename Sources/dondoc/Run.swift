import ArgumentParser
import Directives
import Logging
import ReminderService
import Systemd

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon in the foreground.",
        discussion: """
            SIGTERM stops it after the running gateway programs have ended; SIGHUP reads the files again. With \
            --starting-at the clock begins at that instant, and the ledger is a temporary one, whose folder is printed \
            first, unless --state gives one.
            """)

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var state: StateOptions

    @Option(
        help: ArgumentHelp(
            "Begin at this instant, such as 2021-11-29T07:59:58+07:00, instead of now.", valueName: "instant"))
    var startingAt: WrittenInstant?

    @MainActor
    func run() async throws {
        var directory = state.directory
        if startingAt != nil, state.path == nil {
            directory = try Machine.temporaryFolder("dondoc-state", or: "--state")
            Output.line("state: \(directory)")
        }
        let logger = Logger(label: "dondoc") { makeLogHandler(label: $0) }
        defer { logger.flush() }
        let options = Daemon.Options(
            configuration: files.path ?? ConfigurationOptions.standard, state: directory, startingAt: startingAt)
        try await Daemon(options, logger: logger).run()
    }
}
