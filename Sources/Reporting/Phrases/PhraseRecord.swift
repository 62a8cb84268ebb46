import DeadlinePhrases
package import Directives

/// A reading of a phrase as a line of JSON; every key is always there.
package struct PhraseRecord: Encodable {
    struct Reading: Encodable {
        let resolved: String
        let reason: String
    }

    let phrase: String
    let on: Nullable<String>
    let trigger: Nullable<String>
    let kind: Nullable<String>
    let resolved: Nullable<String>
    let printedDate: Nullable<String>
    let lastWorkingDay: Nullable<String>
    /// Separated by spaces, as in the table of expressions.
    let flags: String
    /// As a directive's file writes it.
    let deadline: Nullable<String>
    /// The other ways to read it, each with the reason.
    let readings: [Reading]
    /// Why a line could not be read at all.
    let error: Nullable<String>

    enum CodingKeys: String, CodingKey {
        case phrase, on, trigger, kind, resolved
        case printedDate = "printed_date"
        case lastWorkingDay = "last_working_day"
        case flags, deadline, readings, error
    }

    init(_ phrase: String, on reference: CivilDate, trigger: PhraseTrigger?, _ reading: PhraseReading) {
        self.phrase = phrase
        on = Nullable("\(reference)")
        self.trigger = Nullable(trigger.map { "\($0)" })
        kind = Nullable(reading.kind.rawValue)
        resolved = Nullable("\(reading.resolution)")
        printedDate = Nullable(reading.printedDate)
        lastWorkingDay = Nullable(reading.lastWorkingDay.map { "\($0)" })
        flags = reading.flags.map(\.rawValue).joined(separator: " ")
        deadline = Nullable(reading.deadline.map { "\($0)" })
        readings = reading.alternatives.map { Reading(resolved: "\($0.resolution)", reason: "\($0.reason)") }
        error = Nullable(nil)
    }

    /// Reads a line `PHRASE<TAB>DATE[<TAB>TRIGGER]`; why it cannot be read is then in `error`.
    package init(line: String, _ time: OfficeTime) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(fields.count) else {
            self.init(line, error: "the line is not of the form PHRASE<TAB>DATE[<TAB>TRIGGER]")
            return
        }
        guard let reference = CivilDate(fields[1]) else {
            self.init(fields[0], error: "'\(fields[1])' is not a date such as 2025-11-30")
            return
        }
        let given = fields.count == 3 && !fields[2].isEmpty ? fields[2] : nil
        let trigger = given.flatMap { PhraseTrigger($0) }
        if let given, trigger == nil {
            self.init(fields[0], error: "'\(given)' is not a date such as 2025-11-28 or 2025-11-28T15:30")
            return
        }
        let reading = PhraseReader(time).read(fields[0], on: reference, trigger: trigger)
        self.init(fields[0], on: reference, trigger: trigger, reading)
    }

    /// Whether the line could be read.
    package var isRead: Bool { error.value == nil }

    private init(_ phrase: String, error: String) {
        self.phrase = phrase
        on = Nullable(nil)
        trigger = Nullable(nil)
        kind = Nullable(nil)
        resolved = Nullable(nil)
        printedDate = Nullable(nil)
        lastWorkingDay = Nullable(nil)
        flags = ""
        deadline = Nullable(nil)
        readings = []
        self.error = Nullable(error)
    }
}
