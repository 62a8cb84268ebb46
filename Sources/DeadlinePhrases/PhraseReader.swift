package import Directives

/// Reads Vietnamese deadline phrases.
///
/// A phrase is what a notice says about time: "chậm nhất trước ngày 31/01/2026", "trong thời hạn 05 ngày làm việc", or
/// the sentence around it. It may be in NFC or NFD, in capitals, without accents, with markup inside. The meaning of
/// the words is that of the Civil Code 2015, art. 144–148, and of the practice of the offices; what is no deadline
/// gives `PhraseKind.none`, and what can be read in two ways says so.
package struct PhraseReader: Sendable {
    private let time: OfficeTime

    /// - Parameter time: the office's calendar, which says what a working day is, and its hours and zone.
    package init(_ time: OfficeTime) {
        self.time = time
    }

    /// What a phrase states.
    ///
    /// - Parameters:
    ///   - reference: the day on which the notice was issued, from which missing years are inferred.
    ///   - trigger: when the event happened that a duration is counted from; `[trigger=DATE]` in the phrase says it too.
    package func read(_ phrase: String, on reference: CivilDate, trigger: PhraseTrigger? = nil) -> PhraseReading {
        // A phrase is a sentence; a megabyte of text is none.
        let text = PhraseText(String(phrase.prefix(4_000)))
        var scanner = Scanner(text)
        let elements = scanner.elements(hasTrigger: trigger ?? text.trigger != nil)
        let parser = PhraseParser(
            original: phrase, text: text, elements: elements, time: time, reference: reference,
            trigger: trigger ?? text.trigger)
        var reading = parser.reading()
        for flag in text.flags + scanner.flags + parser.outline { reading.note(flag) }
        return reading
    }
}
