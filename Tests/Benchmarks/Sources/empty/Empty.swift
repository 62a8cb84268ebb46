import Glibc
import Logging
import ReminderService

/// A daemon with all that Dondoc links and nothing of what it does: it says that it is ready and waits for its end.
///
/// With an argument it would be the real one: so nothing is left out by the linker.
@main
struct Empty {
    static func main() async throws {
        let logger = Logger(label: "empty") { _ in StreamLogHandler.standardError(label: "empty") }
        if CommandLine.arguments.count > 2 {
            let options = Daemon.Options(configuration: CommandLine.arguments[1], state: CommandLine.arguments[2])
            try await Daemon(options, logger: logger).run()
        }
        logger.notice("ready")
    }
}
