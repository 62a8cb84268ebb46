public import Directives

/// What a phrase states, as read on a reference date.
public struct PhraseReading: Hashable, Sendable {
    /// Another way to read the phrase, which only a person can rule out.
    public struct Alternative: Hashable, Sendable {
        public let resolution: PhraseResolution
        /// Why the phrase can be read so, in a sentence.
        public let reason: String
    }

    public let kind: PhraseKind
    public var resolution: PhraseResolution
    /// The day that a register would book, as printed: it need not exist; several are parted by `; `.
    public var printedDate: String?
    /// The last working day not after the due; nil beyond the years of the calendar.
    public var lastWorkingDay: CivilDate?
    public var flags: [PhraseFlag]
    /// The same as a directive's file states it; nil where the core has no such rule.
    public var deadline: Deadline?
    /// Empty where the phrase is clear.
    public var alternatives: [Alternative] = []

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
