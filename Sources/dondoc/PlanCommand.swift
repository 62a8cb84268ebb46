import ArgumentParser
import Directives
import Reporting

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what will be sent and when, without sending anything.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var span: SpanOptions
    @OptionGroup var facts: FactOptions

    @Flag(help: "Print one JSON object per delivery, one per line.")
    var json = false

    func run() throws {
        let overview = try source.overview()
        let zone = overview.settings.time.zone
        let span = try span.span(in: zone)
        let obligations = try facts.obligations(
            of: overview, loaded: facts.loaded?.instant(in: zone) ?? span.lowerBound, until: span.upperBound)
        let plan = Plan(obligations, settings: overview.settings, told: overview.told, span: span)
        if json {
            try Output.json(each: plan.lines.map { PlanRecord($0.delivery, of: $0.obligation, in: zone) })
        } else {
            Output.lines(PlanTable(plan, settings: overview.settings).lines)
        }
    }
}
