import ArgumentParser
import Directives
import ReminderService
import Reporting

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what will be sent when, without sending anything.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var span: SpanOptions
    @OptionGroup var facts: FactOptions

    @Flag(help: "One JSON object a line and a delivery.")
    var json = false

    func run() throws {
        let overview = try source.overview()
        let zone = overview.settings.time.zone
        let span = try span.span(in: zone)
        let obligations = try overview.obligationsOrExit(
            loaded: facts.loaded(in: zone) ?? span.lowerBound,
            events: facts.supposedEvents(for: overview.directives, in: zone), until: span.upperBound)
        let plan = Plan(obligations, settings: overview.settings, span: span)
        if json {
            Output.lines(
                try plan.lines.map { try JSONLine.text(PlanRecord($0.delivery, of: $0.obligation, in: zone)) })
        } else {
            Output.lines(PlanTable(plan, settings: overview.settings).lines)
        }
    }
}
