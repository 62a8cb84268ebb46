import ArgumentParser
import DeadlinePhrases
import Directives

/// A deadline phrase to explain, in the place of a directive.
struct PhraseOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A Vietnamese deadline phrase instead of a directive; - with --batch.", valueName: "text"))
    var phrase: String?

    @Option(
        help: ArgumentHelp(
            "The day on which the notice with the phrase was issued; today where left out.", valueName: "date"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "When the event happened that the phrase counts from: DATE or DATETHH:MM.", valueName: "instant"))
    var trigger: String?

    @Flag(help: "With --phrase - and --json: read lines PHRASE<TAB>DATE[<TAB>TRIGGER] from standard input.")
    var batch = false

    mutating func validate() throws {
        if phrase == nil {
            if on != nil { throw ValidationError("--on goes with --phrase") }
            if trigger != nil { throw ValidationError("--trigger goes with --phrase") }
            if batch { throw ValidationError("--batch goes with --phrase -") }
        }
        if batch, phrase != "-" { throw ValidationError("--batch goes with --phrase -") }
        if batch, on != nil || trigger != nil {
            throw ValidationError("with --batch each line has its own date and trigger")
        }
        if phrase == "-", !batch { throw ValidationError("--phrase - reads many phrases: say --batch --json too") }
    }

    func reference(today: CivilDate) throws -> CivilDate {
        guard let on else { return today }
        guard let date = CivilDate(on) else { throw ValidationError("--on: '\(on)' is not a date such as 2025-11-30") }
        return date
    }

    func event() throws -> PhraseTrigger? {
        guard let trigger else { return nil }
        guard let event = PhraseTrigger(trigger) else {
            throw ValidationError("--trigger: '\(trigger)' is not a date such as 2025-11-28 or 2025-11-28T15:30")
        }
        return event
    }
}
