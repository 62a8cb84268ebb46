import ArgumentParser
import Directives
import ReminderService
import Reporting

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what is to be done, by whom and by when, and what waits.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var facts: FactOptions

    @Option(help: ArgumentHelp("As things stand at this instant; now where left out.", valueName: "instant"))
    var at: String?

    @Flag(help: "One JSON object a line and an obligation.")
    var json = false

    func run() throws {
        let overview = try source.overview()
        let zone = overview.settings.time.zone
        let now = try at.map { try SpanOptions.instant($0, zone, "--at") } ?? overview.asOf ?? Machine.now
        let obligations = try overview.obligationsOrExit(
            loaded: facts.loaded(in: zone) ?? now, events: facts.supposedEvents(for: overview.directives, in: zone))
        let list = ObligationList(overview, obligations: obligations, now: now)
        if json { Output.lines(try list.records.map(JSONLine.text)) } else { Output.lines(list.lines) }
    }
}
