package import DeadlinePhrases
package import Directives

/// A Vietnamese deadline phrase with its reading, as `explain --phrase` shows it.
package struct PhraseExplanation {
    private let phrase: String
    private let reference: CivilDate
    private let trigger: PhraseTrigger?
    private let reading: PhraseReading
    private let time: OfficeTime

    /// - Parameters:
    ///   - reference: the day on which the notice was issued.
    ///   - trigger: when the event happened that the phrase counts from.
    package init(_ phrase: String, on reference: CivilDate, trigger: PhraseTrigger?, _ time: OfficeTime) {
        self.phrase = phrase
        self.reference = reference
        self.trigger = trigger
        self.time = time
        reading = PhraseReader(time).read(phrase, on: reference, trigger: trigger)
    }

    package var record: PhraseRecord { PhraseRecord(phrase, on: reference, trigger: trigger, reading) }

    /// For people.
    package var lines: [String] {
        let words = DerivationWords(time)
        var lines = [
            "“\(phrase)”, read on \(words.day(reference))",
            "  kind      \(reading.kind.rawValue): \(kind(reading.kind))",
        ]
        if reading.kind != .none { lines.append("  resolved  \(reading.resolution)") }
        if let printed = reading.printedDate { lines.append("  printed   \(printed)") }
        if let last = reading.lastWorkingDay { lines.append("  last working day  \(words.day(last))") }
        if let deadline = reading.deadline {
            lines.append("  deadline  \(deadline)")
            lines += sentences(deadline, words).map { "    - \($0)" }
        }
        for flag in reading.flags {
            lines.append("  remark    \(flag.rawValue)\(Self.remarks[flag.rawValue].map { ": \($0)" } ?? "")")
        }
        for other in reading.alternatives { lines.append("  or        \(other.resolution): \(other.reason)") }
        return lines
    }

    private func sentences(_ deadline: Deadline, _ words: DerivationWords) -> [String] {
        let notice = Notice(
            id: "phrase", symbol: "", number: "", title: phrase, issuer: "", issued: reference, met: nil,
            assigned: reference)
        let event = trigger.map { Deriver.Event(date: $0.date, time: $0.time) }
        do throws(DerivationError) {
            return words.sentences(try Deriver(time).derivation(of: deadline, in: notice, event: event))
        } catch {
            return ["\(error)"]
        }
    }

    private func kind(_ kind: PhraseKind) -> String {
        switch kind {
        case .date: "due by the end of a day"
        case .beforeDate: "due before a day"
        case .datetime: "due at a minute"
        case .weekEnd, .monthEnd, .quarterEnd, .halfYearEnd, .yearEnd: "due within a whole period"
        case .beforePeriod: "due before a period begins"
        case .periodPoint: "the beginning or the middle of a period"
        case .durationHours, .durationDays, .durationWeeks, .durationMonths, .durationWorkdays:
            "counted from an event"
        case .beforeEvent: "due before an event, or counted back from it"
        case .onEvent: "due as soon as something happens"
        case .eventDate: "due for an event"
        case .recurring: "comes again"
        case .range: "a range: due at its end"
        case .openEnded: "from a day on, without an end"
        case .byReference: "as another document sets it: ask"
        case .conditional: "only if something happens"
        case .immediate: "at once, no date"
        case .urgent: "urgent, no date"
        case .standing: "ongoing, no date"
        case .notBefore: "an earliest day, no due"
        case .none: "not a deadline"
        }
    }

    private static let remarks = [
        "year_inferred": "no year is written: the first one from the day of issue on",
        "ambiguous_year": "the day was past when the notice was issued: ask whether next year's is meant",
        "past_at_issue": "already past when the notice was issued",
        "due_on_issue_date": "due on the very day of issue",
        "printed_on_day_off": "the day is a day off; a date written as such is not moved",
        "due_on_day_off": "the period ends on a day off; it is not moved",
        "relative_to_issue": "counted from the day of issue",
        "policy_office_end": "the end of the office's hours",
        "policy_week_end_friday": "no rule of law ends a week: the offices end it on Friday",
        "dieu_146": "Civil Code 2015, art. 146",
        "trigger_missing": "what it is counted from is not said: ask",
        "trigger_event": "it is counted from an event that has not been recorded: give --trigger",
        "trigger_is_issue": "counted from the day of issue",
        "trigger_time_missing": "hours are counted from a minute: give --trigger DATETHH:MM",
        "shifted_148_5": "the last day is a day off: it ends on the next working day (Civil Code 2015, art. 148.5)",
        "no_corresponding_day": "the month has no such day: its last one (Civil Code 2015, art. 148.3)",
        "provisional": "the calendar has no official dates for some of these days",
        "gloss_conflicts": "the date in brackets is not what the count gives: ask; the earlier one is proposed",
        "gloss_agrees": "the date in brackets is what the count gives",
        "double_marker": "“chậm nhất trước” is read as “trước”",
        "soft": "the wording is soft",
        "vague": "the wording is vague",
        "day_missing": "how often is said, the day is not: ask",
        "period_missing": "how often is not said: ask",
        "invalid_date": "there is no such date: ask",
        "negative": "nothing here binds anyone to a date",
        "event_date_unknown": "the event's date is not known: ask",
        "number_conflict": "the number in words is another than the one in digits: ask",
        "lunar": "by the Vietnamese lunar calendar",
    ]
}
