package import Directives

/// What a phrase states, as read on a reference date.
package struct PhraseReading: Hashable, Sendable {
    /// Another way to read the phrase, which only a person can rule out.
    package struct Alternative: Hashable, Sendable {
        package let resolution: PhraseResolution
        /// Why the phrase can be read so, in a sentence.
        package let reason: String
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
