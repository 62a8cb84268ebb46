import ArgumentParser
import Directives
import Glibc
import Ledger
import ReminderService
import Reporting

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what has happened: who was reminded of what, when, and what the gateway said.")

    @OptionGroup var state: StateOptions

    @Option(help: ArgumentHelp("Only what concerns this directive.", valueName: "directive"))
    var directive: String?

    @Option(help: ArgumentHelp("Only what concerns this obligation.", valueName: "obligation"))
    var obligation: String?

    @Option(help: ArgumentHelp("Only what concerns this message.", valueName: "message"))
    var message: String?

    @Option(help: ArgumentHelp("Only events of this kind; may be given again.", valueName: "kind"))
    var kind: [String] = []

    @Flag(help: "One JSON object a line and an event.")
    var json = false

    func run() throws {
        let ledger = try state.open()
        defer { ledger.close() }
        let kinds = try kind.map { name in
            guard let kind = EventKind(rawValue: name) else {
                throw ValidationError(
                    "--kind: '\(name)' is not one of \(EventKind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return kind
        }
        let id = try directive.map { text in
            guard let id = DirectiveID(text) else {
                throw ValidationError("--directive: '\(text)' is not of the form NOTICE/ITEM")
            }
            return id
        }
        let log = EventLog(zone: try ledger.configurationInForce()?.settings.time.zone ?? Zone.utc)
        let filter = EventFilter(
            kinds: kinds.isEmpty ? nil : Set(kinds), obligation: obligation, directive: id, message: message)
        var found = false
        try ledger.forEachEvent(filter) { event in
            found = true
            Output.line(json ? try JSONLine.text(log.record(event)) : log.line(event))
        }
        guard !found, let name = directive ?? obligation ?? message else { return }
        Output.error("dondoc: nothing is recorded about '\(name)' in \(state.directory)")
        throw ExitCode(EX_NOINPUT)
    }
}
