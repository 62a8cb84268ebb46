import ArgumentParser
import Ledger
import ReminderService

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the ledger into a new file while the daemon goes on, and audit the copy.")

    @Argument(help: "The file to make; it must not be there.")
    var file: String

    @OptionGroup var state: StateOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        do {
            try Audit.tell(Ledger.backUp(directory: state.directory, to: Machine.absolute(file)), json: json)
        } catch let error as LedgerError {
            Output.error("dondoc: \(error.message)")
            throw ExitCode(error.exitCode)
        }
    }
}
