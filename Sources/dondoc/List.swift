import ArgumentParser
import Directives
import Reporting

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what is to be done, by whom and by when, and what waits for an event.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var facts: FactOptions

    @Option(
        help: ArgumentHelp(
            "As things stand at this day or instant, such as 2021-11-29T07:59. Default: now.", valueName: "instant"))
    var at: WrittenInstant?

    @Flag(help: "Print one JSON object per obligation, one per line.")
    var json = false

    func run() throws {
        let overview = try source.overview()
        let zone = overview.settings.time.zone
        let now = at?.instant(in: zone) ?? overview.asOf ?? Machine.now
        let obligations = try facts.obligations(of: overview, loaded: facts.loaded?.instant(in: zone) ?? now)
        let list = ObligationList(overview, obligations: obligations, now: now)
        if json { try Output.json(each: list.records) } else { Output.lines(list.lines) }
    }
}
