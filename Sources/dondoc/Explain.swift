import ArgumentParser
import DeadlinePhrases
import Directives
import Glibc
import ReminderService
import Reporting

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show why something is due when it is, and when who hears of it.",
        discussion: """
            With --phrase it reads a Vietnamese deadline phrase as of the day of its notice:
              dondoc explain --phrase "chậm nhất trước ngày 31/01/2026" --on 2025-11-30
            Working days are those of --config, else of Vietnam's public holidays from 2020 to 2026.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var facts: FactOptions
    @OptionGroup var phrases: PhraseOptions

    @OptionGroup var language: LanguageOptions

    @Flag(help: "One JSON object a line and an obligation.")
    var json = false

    @Argument(help: "A directive, such as tb-2021-11-30/8.1.")
    var directive: String?

    func validate() throws {
        if directive == nil, phrases.phrase == nil {
            throw ValidationError("name a directive such as tb-2021-11-30/8.1, or a phrase with --phrase")
        }
        if directive != nil, phrases.phrase != nil {
            throw ValidationError("a directive and --phrase do not go together")
        }
        if phrases.batch, !json { throw ValidationError("--batch prints JSON: say --json too") }
    }

    func run() throws {
        if let phrase = phrases.phrase {
            let time = source.files.path == nil ? .vietnam : try source.files.load().settings.time
            let explanation = PhraseExplanation(options: phrases, time: time)
            return phrases.batch ? try explanation.explainLines() : try explanation.explain(phrase, json: json)
        }
        if let directive { try explain(directive) }
    }

    private func explain(_ directive: String) throws {
        let overview = try source.overview()
        let zone = overview.settings.time.zone
        // An obligation's id names its directive first.
        guard let id = DirectiveID(String(directive.prefix { $0 != "@" })),
            let found = overview.directives.first(where: { $0.id == id })
        else {
            Output.error("dondoc: there is no directive '\(directive)'")
            throw ExitCode(EX_USAGE)
        }
        let assigned = overview.notices[id.notice].map { zone.instant($0.assigned) }
        let loaded = try facts.loaded(in: zone) ?? assigned ?? Machine.now
        let all = try overview.obligationsOrExit(
            loaded: loaded, events: facts.supposedEvents(for: overview.directives, in: zone))
        let now = source.isLedger ? overview.asOf ?? Machine.now : loaded
        // Of a recurring one the next three periods show the rule; any other can be named.
        let shown = directive.contains("@") ? all : Overview.current(all, at: now, coming: 3)
        let obligations = shown.filter { $0.1.id == found.id && (!directive.contains("@") || $0.0.id == directive) }
        if directive.contains("@"), obligations.isEmpty {
            let known = all.filter { $0.1.id == found.id }.prefix(20).map { "\n  \($0.0.id)" }.joined()
            Output.error(
                "dondoc: there is no obligation '\(directive)'; '\(id)' has\(known.isEmpty ? " none yet" : ":\(known)")"
            )
            throw ExitCode(EX_USAGE)
        }
        let explanation = Explanation(overview, language: language.chosen)
        if json {
            Output.lines(try explanation.records(of: id, among: obligations).map(JSONLine.text))
        } else {
            Output.lines(try explanation.lines(of: id, among: obligations))
        }
    }
}
