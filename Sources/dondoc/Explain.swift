import ArgumentParser
import Basics
import DeadlinePhrases
import Directives
import Glibc
import Rendering
import Reporting

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show why something is due when it is, and who is reminded of it when.",
        discussion: """
            With --phrase it reads a Vietnamese deadline phrase as of the day of its notice:
              dondoc explain --phrase "chậm nhất trước ngày 31/01/2026" --on 2025-11-30
            Working days are those of --config, else of Vietnam's public holidays from 2020 to 2026.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var facts: FactOptions
    @OptionGroup var phrases: PhraseOptions

    @OptionGroup var language: LanguageOptions

    @Flag(help: "Print one JSON object per obligation, one per line.")
    var json = false

    @Argument(help: "A directive, such as tb-2021-11-30/8.1, or one obligation of it.")
    var directive: String?

    func validate() throws {
        if directive == nil, phrases.phrase == nil {
            throw ValidationError("name a directive such as tb-2021-11-30/8.1, or a phrase with --phrase")
        }
        if directive != nil, phrases.phrase != nil {
            throw ValidationError("a directive and --phrase do not go together")
        }
        if phrases.batch, !json { throw ValidationError("--batch prints JSON: use --json too") }
    }

    func run() throws {
        if let phrase = phrases.phrase {
            let time = source.files.path == nil ? .vietnam : try source.files.load().settings.time
            return phrases.batch ? try explainLines(time) : try explain(phrase, time)
        }
        if let directive { try explain(directive) }
    }

    private func explain(_ text: String) throws {
        let overview = try source.overview()
        let directive = try overview.directive(named: text)
        let loaded =
            facts.loaded?.instant(in: overview.settings.time.zone) ?? overview.assigned(directive.id) ?? Machine.now
        let obligations = try overview.obligations(
            named: text, of: directive, among: facts.obligations(of: overview, loaded: loaded),
            at: source.now(overview, loaded: loaded))
        let explanation = Explanation(
            overview, texts: (language.chosen ?? overview.settings.language).texts)
        if json {
            try Output.json(each: explanation.records(of: directive.id, among: obligations))
        } else {
            Output.lines(try explanation.lines(of: directive.id, among: obligations))
        }
    }

    private func explain(_ phrase: String, _ time: OfficeTime) throws {
        let explanation = PhraseExplanation(
            phrase, on: phrases.on ?? time.zone.date(at: Machine.now), trigger: phrases.trigger, time,
            texts: (language.chosen ?? .english).texts)
        if json { try Output.json(explanation.record) } else { Output.lines(explanation.lines) }
    }

    /// Every line of standard input, in order; a line that cannot be read has its reason in `error`.
    private func explainLines(_ time: OfficeTime) throws {
        var hasErrors = false
        while let line = readLine() {
            let record = PhraseRecord(line: line, time)
            hasErrors = hasErrors || !record.isRead
            try Output.json(record)
        }
        if hasErrors { throw CommandFailure(EX_DATAERR) }
    }
}
