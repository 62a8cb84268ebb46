import ArgumentParser
import Directives
import Glibc
import Ledger
import ReminderService
import Reporting

struct OutboxShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show messages and what became of them.")

    @OptionGroup var state: StateOptions

    @Option(name: .customLong("in"), help: ArgumentHelp("Only those in this state.", valueName: "state"))
    var inState: String?

    @Flag(help: "Also those that a gateway has accepted.")
    var all = false

    @Flag(help: "One JSON object a line and a message.")
    var json = false

    func run() throws {
        let ledger = try state.open()
        defer { ledger.close() }
        var states: Set<MessageState>? = all ? nil : Set(MessageState.allCases).subtracting([.accepted])
        if let inState {
            guard let only = MessageState(rawValue: inState) else {
                let names = MessageState.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--in: '\(inState)' is not one of \(names)")
            }
            states = [only]
        }
        let zone = try ledger.configurationInForce()?.settings.time.zone ?? Zone.utc
        let held = try ledger.obligations(ObligationFilter(held: true), after: "", limit: nil).map(\.obligation.id)
        let list = OutboxList(try ledger.messages(MessageFilter(states: states)), held: held, zone: zone)
        if json { Output.lines(try list.records.map(JSONLine.text)) } else { Output.lines(list.lines) }
    }
}
