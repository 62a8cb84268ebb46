import ArgumentParser
import Basics
import Directives
import Glibc
import ReminderService
import Reporting

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration, and show what it contains.",
        discussion: "Every mistake is shown with its file, line and column; the exit status is then 78.")

    @OptionGroup var files: ConfigurationOptions

    @Option(
        help: ArgumentHelp("Count slots from this day on, such as 2021-11-26. Default: today.", valueName: "date"))
    var from: WrittenInstant?

    @Flag(help: "Print the summary as JSON.")
    var json = false

    @Flag(help: "Name every obligation of which nobody is told in time.")
    var verbose = false

    func run() throws {
        let from = from
        let start: @Sendable (Zone) -> Instant = { from?.instant(in: $0) ?? Machine.today(in: $0) }
        let review = files.review(dueWarnings: true, at: start)
        for diagnostic in review.diagnostics { Output.error("\(diagnostic)") }
        guard let configuration = try? review.accepted() else {
            let mistakes = review.diagnostics.count { $0.severity == .error }
            throw CommandFailure(
                EX_CONFIG,
                "\(mistakes) \(mistakes == 1 ? "mistake" : "mistakes"); nothing of this configuration is used")
        }
        let summary = try CheckSummary(of: configuration, from: start(configuration.settings.time.zone))
        if json { try Output.json(summary) } else { Output.lines(summary.lines(verbose: verbose)) }
    }
}
