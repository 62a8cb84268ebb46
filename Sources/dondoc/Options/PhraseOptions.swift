import ArgumentParser
import DeadlinePhrases
import Directives

/// A deadline phrase to explain, instead of a directive.
struct PhraseOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A Vietnamese deadline phrase instead of a directive; - with --batch.", valueName: "text"))
    var phrase: String?

    @Option(
        help: ArgumentHelp(
            "The day on which the notice was issued, such as 2025-11-30. Default: today.", valueName: "date"))
    var on: CivilDate?

    @Option(
        help: ArgumentHelp(
            "When the event happened that the phrase counts from: DATE or DATETHH:MM.", valueName: "instant"))
    var trigger: PhraseTrigger?

    @Flag(help: "With --phrase - and --json: read lines PHRASE<TAB>DATE[<TAB>TRIGGER] from standard input.")
    var batch = false

    mutating func validate() throws {
        if phrase == nil {
            if on != nil { throw ValidationError("--on goes with --phrase") }
            if trigger != nil { throw ValidationError("--trigger goes with --phrase") }
        }
        if batch, phrase != "-" { throw ValidationError("--batch goes with --phrase -") }
        if batch, on != nil || trigger != nil {
            throw ValidationError("with --batch each line has its own date and trigger")
        }
        if phrase == "-", !batch { throw ValidationError("--phrase - reads many phrases: use --batch --json too") }
    }
}
