import ArgumentParser
import DeadlinePhrases
import Directives
import Glibc
import ReminderService
import Reporting

/// Explains deadline phrases for `dondoc explain --phrase`.
struct PhraseExplanation {
    let options: PhraseOptions
    let time: OfficeTime

    /// One phrase, in words or as JSON.
    func explain(_ phrase: String, json: Bool) throws {
        let reference = try options.reference(today: time.zone.date(at: Machine.now))
        let trigger = try options.event()
        let reading = PhraseReader(time).read(phrase, on: reference, trigger: trigger)
        if json {
            Output.line(try JSONLine.text(PhraseRecord(phrase, on: reference, trigger: trigger, reading)))
        } else {
            Output.lines(PhraseWords(time: time).lines(phrase, on: reference, trigger: trigger, reading))
        }
    }

    /// Every line of standard input, in order; a line that cannot be read has its reason in `error`.
    func explainLines() throws {
        let reader = PhraseReader(time)
        var hasErrors = false
        while let line = readLine() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let record: PhraseRecord
            if fields.count < 2 || fields.count > 3 {
                record = PhraseRecord(line, error: "the line is not of the form PHRASE<TAB>DATE[<TAB>TRIGGER]")
            } else if let reference = CivilDate(fields[1]) {
                let given = fields.count == 3 && !fields[2].isEmpty ? fields[2] : nil
                let trigger = given.flatMap { PhraseTrigger($0) }
                if let given, trigger == nil {
                    record = PhraseRecord(
                        fields[0], error: "'\(given)' is not a date such as 2025-11-28 or 2025-11-28T15:30")
                } else {
                    let reading = reader.read(fields[0], on: reference, trigger: trigger)
                    record = PhraseRecord(fields[0], on: reference, trigger: trigger, reading)
                }
            } else {
                record = PhraseRecord(fields[0], error: "'\(fields[1])' is not a date such as 2025-11-30")
            }
            hasErrors = hasErrors || record.error.value != nil
            Output.line(try JSONLine.text(record))
        }
        if hasErrors { throw ExitCode(EX_DATAERR) }
    }
}
