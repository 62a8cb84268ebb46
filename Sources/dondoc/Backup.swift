import ArgumentParser
import Ledger

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the ledger into a new file while the daemon runs, and audit the copy.")

    @Argument(help: "The file to make; it must not exist yet.", completion: .file())
    var file: String

    @OptionGroup var state: StateOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        try Audit.show(Ledger.backUp(directory: state.directory, to: Machine.absolute(file)), json: json)
    }
}
