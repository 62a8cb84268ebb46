package import DeadlinePhrases
package import Directives
package import Rendering

/// A Vietnamese deadline phrase with its reading, as `explain --phrase` shows it.
package struct PhraseExplanation {
    private let phrase: String
    private let reference: CivilDate
    private let trigger: PhraseTrigger?
    private let reading: PhraseReading
    private let time: OfficeTime
    private let texts: any LanguageTexts

    /// - Parameters:
    ///   - reference: the day on which the notice was issued.
    ///   - trigger: when the event happened that the phrase counts from.
    package init(
        _ phrase: String, on reference: CivilDate, trigger: PhraseTrigger?, _ time: OfficeTime, texts: any LanguageTexts
    ) {
        self.phrase = phrase
        self.reference = reference
        self.trigger = trigger
        self.time = time
        self.texts = texts
        reading = PhraseReader(time).read(phrase, on: reference, trigger: trigger)
    }

    package var record: PhraseRecord { PhraseRecord(phrase, on: reference, trigger: trigger, reading) }

    /// For people.
    package var lines: [String] {
        func line(_ label: PhraseLabel, _ text: String) -> String { "  \(texts.phraseLabel(label))\(text)" }
        var lines = [
            texts.read(phrase, on: texts.shortDay(reference)),
            line(.kind, "\(reading.kind.rawValue): \(texts.meaning(reading.kind))"),
        ]
        if reading.kind != .none { lines.append(line(.resolved, "\(reading.resolution)")) }
        if let printed = reading.printedDate { lines.append(line(.printed, printed)) }
        if let last = reading.lastWorkingDay { lines.append(line(.lastWorkingDay, texts.shortDay(last))) }
        if let deadline = reading.deadline {
            lines.append(line(.deadline, "\(deadline)"))
            lines += sentences(deadline).map { "    - \($0)" }
        }
        lines += reading.flags.map { flag in
            line(.remark, flag.rawValue + (PhraseRemark(flag).map { ": \(texts.words(of: $0))" } ?? ""))
        }
        return lines + reading.alternatives.map { line(.otherReading, "\($0.resolution): \(texts.reason($0.reason))") }
    }

    private func sentences(_ deadline: Deadline) -> [String] {
        let notice = Notice(
            id: "phrase", symbol: "", number: "", title: phrase, issuer: "", issued: reference, met: nil,
            assigned: reference)
        let event = trigger.map { Deriver.Event(date: $0.date, time: $0.time) }
        do throws(DerivationError) {
            return texts.sentences(try Deriver(time).derivation(of: deadline, in: notice, event: event), in: time)
        } catch {
            return [texts.fault(error)]
        }
    }
}
