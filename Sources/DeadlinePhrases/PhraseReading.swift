package import Directives

/// What a phrase states, as read on a reference date.
package struct PhraseReading: Hashable, Sendable {
    /// Another way to read the phrase, which only a person can rule out.
    package struct Alternative: Hashable, Sendable {
        package let resolution: PhraseResolution
        package let reason: Reason
    }

    /// Why a phrase can be read in another way.
    package enum Reason: Hashable, Sendable {
        /// The phrase names two dates with "hoặc".
        case twoDates
        /// No year is written, and the period or the day was past on the reference date.
        case periodPast(on: CivilDate)
        case dayPast(on: CivilDate)
        /// The date in brackets differs from the count, or the count from the date in brackets.
        case gloss
        case count
    }

    package let kind: PhraseKind
    package var resolution: PhraseResolution
    /// The day that a register would book, as printed: it need not exist; several are separated by `; `.
    package var printedDate: String?
    /// The last working day not after the due; nil beyond the years of the calendar.
    package var lastWorkingDay: CivilDate?
    package var flags: [PhraseFlag]
    /// The same as a directive's file states it; nil where the core has no such rule.
    package var deadline: Deadline?
    /// Empty where the phrase is clear.
    package var alternatives: [Alternative] = []

    init(_ kind: PhraseKind, _ resolution: PhraseResolution, flags: [PhraseFlag] = [], deadline: Deadline? = nil) {
        self.kind = kind
        self.resolution = resolution
        self.flags = flags
        self.deadline = deadline
    }

    mutating func note(_ flag: PhraseFlag) {
        if !flags.contains(flag) { flags.append(flag) }
    }
}

extension PhraseReading.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .twoDates: "the phrase names two dates with \"hoặc\""
        case .periodPast(let date): "no year is written: the period was past on \(date), or next year's is meant"
        case .dayPast(let date): "no year is written: the day was past on \(date), or next year's is meant"
        case .gloss: "the date in brackets"
        case .count: "the count from the event's date"
        }
    }
}
