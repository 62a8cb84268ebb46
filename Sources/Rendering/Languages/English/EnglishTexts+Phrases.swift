import DeadlinePhrases
import Directives

extension EnglishTexts {
    func phraseLabel(_ label: PhraseLabel) -> String {
        switch label {
        case .kind: "kind      "
        case .resolved: "resolved  "
        case .printed: "printed   "
        case .lastWorkingDay: "last working day  "
        case .deadline: "deadline  "
        case .remark: "remark    "
        case .otherReading: "or        "
        }
    }

    func read(_ phrase: String, on day: String) -> String { "“\(phrase)”, read on \(day)" }

    func meaning(_ kind: PhraseKind) -> String {
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

    func words(of remark: PhraseRemark) -> String {
        switch remark {
        case .yearInferred: "no year is written: the first one from the day of issue on"
        case .ambiguousYear: "the day was past when the notice was issued: ask whether next year's is meant"
        case .pastAtIssue: "already past when the notice was issued"
        case .dueOnIssueDate: "due on the very day of issue"
        case .printedOnDayOff: "the day is a day off; a date written as such is not moved"
        case .dueOnDayOff: "the period ends on a day off; it is not moved"
        case .relativeToIssue: "counted from the day of issue"
        case .officeEnd: "the end of the office's hours"
        case .weekEndFriday: "no rule of law ends a week: the offices end it on Friday"
        case .article146: "Civil Code 2015, art. 146"
        case .triggerMissing: "what it is counted from is not said: ask"
        case .triggerEvent: "it is counted from an event that has not been recorded: give --trigger"
        case .triggerIsIssue: "counted from the day of issue"
        case .triggerTimeMissing: "hours are counted from a minute: give --trigger DATETHH:MM"
        case .shifted: "the last day is a day off: it ends on the next working day (Civil Code 2015, art. 148.5)"
        case .noCorrespondingDay: "the month has no such day: its last one (Civil Code 2015, art. 148.3)"
        case .provisional: "the calendar has no official dates for some of these days"
        case .glossConflicts: "the date in brackets is not what the count gives: ask; the earlier one is proposed"
        case .glossAgrees: "the date in brackets is what the count gives"
        case .doubleMarker: "“chậm nhất trước” is read as “trước”"
        case .soft: "the wording is soft"
        case .vague: "the wording is vague"
        case .dayMissing: "how often is said, the day is not: ask"
        case .periodMissing: "how often is not said: ask"
        case .invalidDate: "there is no such date: ask"
        case .negative: "nothing here binds anyone to a date"
        case .eventDateUnknown: "the event's date is not known: ask"
        case .numberConflict: "the number in words is another than the one in digits: ask"
        case .lunar: "by the Vietnamese lunar calendar"
        }
    }

    func reason(_ reason: PhraseReading.Reason) -> String { reason.description }

    func fault(_ error: DerivationError) -> String { error.description }
}
