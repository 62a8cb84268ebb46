import ArgumentParser
import Directives
import Ledger
import Reporting

struct OutboxListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show messages and their states.")

    @OptionGroup var state: StateOptions

    @Option(name: .customLong("in"), help: ArgumentHelp("Only those in this state.", valueName: "state"))
    var inState: MessageState?

    @Flag(help: "Also those that a gateway has accepted.")
    var all = false

    @Flag(help: "Print one JSON object per message, one per line.")
    var json = false

    func validate() throws {
        if all, inState != nil { throw ValidationError("--all and --in do not go together") }
    }

    func run() throws {
        let states: Set<MessageState>? =
            inState.map { [$0] } ?? (all ? nil : Set(MessageState.allCases).subtracting([.accepted]))
        let list = try state.read { try OutboxList($0, in: states) }
        if json { try Output.json(each: list.records) } else { Output.lines(list.lines) }
    }
}
