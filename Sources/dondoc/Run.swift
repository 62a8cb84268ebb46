import ArgumentParser
import Glibc
import Ledger
import Logging
import ReminderService
import Systemd

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon in the foreground.",
        discussion: """
            SIGTERM lets what is in flight end and stops; SIGHUP reads the files again. With --starting-at the clock begins \
            at that instant and the ledger is a temporary one, named first, unless --state names one.
            """)

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var state: StateOptions

    @Option(help: ArgumentHelp("Begin at this instant instead of now.", valueName: "instant"))
    var startingAt: String?

    @MainActor
    func run() async throws {
        var directory = state.directory
        if startingAt != nil, state.path == nil {
            guard let folder = Machine.temporaryFolder("dondoc-state") else {
                Output.error("dondoc: cannot make a temporary folder; name one with --state")
                throw ExitCode(EX_CANTCREAT)
            }
            directory = folder
            Output.line("state: \(folder)")
        }
        let logger = Logger(label: "dondoc") { makeLogHandler(label: $0) }
        defer { logger.flush() }
        let daemon = Daemon(
            .init(configuration: files.path ?? ConfigurationOptions.standard, state: directory, startingAt: startingAt),
            logger: logger)
        do {
            try await daemon.run()
        } catch let failure as Daemon.Failure {
            Output.error("dondoc: \(failure)")
            throw ExitCode(failure.exitCode)
        } catch let error as LedgerError {
            Output.error("dondoc: \(error.message)")
            throw ExitCode(error.exitCode)
        }
    }
}
