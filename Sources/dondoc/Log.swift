import ArgumentParser
import Basics
import Directives
import Glibc
import Ledger
import Reporting

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what has happened: who was reminded of what, when, and what the gateway answered.")

    @OptionGroup var state: StateOptions

    @Option(help: ArgumentHelp("Only what concerns this directive.", valueName: "directive"))
    var directive: DirectiveID?

    @Option(help: ArgumentHelp("Only what concerns this obligation.", valueName: "obligation"))
    var obligation: String?

    @Option(help: ArgumentHelp("Only what concerns this message.", valueName: "message"))
    var message: String?

    @Option(help: ArgumentHelp("Only events of this kind; may be given again.", valueName: "kind"))
    var kind: [EventKind] = []

    @Flag(help: "Print one JSON object per event, one per line.")
    var json = false

    func run() throws {
        let filter = EventFilter(
            kinds: kind.isEmpty ? nil : Set(kind), obligation: obligation, directive: directive, message: message)
        let isEmpty = try state.read { ledger in
            let log = EventLog(zone: try ledger.configurationInForce()?.settings.time.zone ?? Zone.utc)
            var isEmpty = true
            try ledger.forEachEvent(filter) { event in
                isEmpty = false
                let contradictions = try ledger.contradictions(of: event)
                if json {
                    try Output.json(log.record(event, contradictions: contradictions))
                } else {
                    Output.line(log.line(event, contradictions: contradictions))
                }
            }
            return isEmpty
        }
        guard isEmpty, let name = directive.map({ "\($0)" }) ?? obligation ?? message else { return }
        throw CommandFailure(EX_NOINPUT, "nothing is recorded about '\(name)' in \(state.directory)")
    }
}
