import ArgumentParser
import Glibc
import Ledger
import ReminderService

/// Where the ledger is.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The state directory; else $STATE_DIRECTORY, else /var/lib/dondoc.", valueName: "dir"))
    var path: String?

    var directory: String {
        path.map(Machine.absolute) ?? getenv("STATE_DIRECTORY").map { String(cString: $0) } ?? "/var/lib/dondoc"
    }

    /// Opens the ledger for reading, or exits with what is wrong.
    func open() throws -> Ledger {
        do throws(LedgerError) {
            return try Ledger.openForReading(directory: directory)
        } catch {
            Output.error("dondoc: \(error.message)")
            throw ExitCode(error.exitCode)
        }
    }
}
