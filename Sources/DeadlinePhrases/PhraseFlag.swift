import Directives

/// A remark on a reading: what was inferred or corrected, or what should be asked.
package struct PhraseFlag: RawRepresentable, Hashable, Sendable {
    /// In the notation of the table of expressions, such as `year_inferred`.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension PhraseFlag: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(rawValue: value)
    }
}

// What was corrected in the text.
extension PhraseFlag {
    static let markupInside: Self = "markup_inside"
    static let newlineEscaped: Self = "newline_escaped"
    static let softHyphen: Self = "soft_hyphen"
    static let noBreakSpace: Self = "nbsp"
    static let doubleSpace: Self = "double_space"
    static let decomposed: Self = "NFD"
    static let scannedO: Self = "ocr_letter_O"
    static let scannedL: Self = "ocr_letter_l"
    static let noAccents: Self = "no_diacritics"
    static let wrongAccent: Self = "typo_diacritic"
    static let spacesInDate: Self = "spaces"
    static let trailingStop: Self = "trailing_stop"
    static let brackets: Self = "brackets"
    static let prime: Self = "typographic_prime"
}

// How the deadline is written.
extension PhraseFlag {
    static let doubleMarker: Self = "double_marker"
    static let withoutDayWord: Self = "no_ngay"
    static let tableCell: Self = "table_cell"
    static let dateInWords: Self = "words"
    static let isoDate: Self = "iso"
    static let numberInWords: Self = "number_in_words"
    static let numberConflict: Self = "number_conflict"
    static let soft: Self = "soft"
    static let vague: Self = "vague"
    static let at: Self = "at"
    static let before: Self = "before"
    static let negative: Self = "negative"
    static let conditional: Self = "conditional"
}

// What the reading depends on.
extension PhraseFlag {
    static let yearInferred: Self = "year_inferred"
    static let ambiguousYear: Self = "ambiguous_year"
    static let pastAtIssue: Self = "past_at_issue"
    static let dueOnIssueDate: Self = "due_on_issue_date"
    static let printedOnDayOff: Self = "printed_on_day_off"
    static let dueOnDayOff: Self = "due_on_day_off"
    static let relativeToIssue: Self = "relative_to_issue"
    static let officeEnd: Self = "policy_office_end"
    static let weekEndFriday: Self = "policy_week_end_friday"
    static let article146: Self = "dieu_146"
    static let triggerMissing: Self = "trigger_missing"
    static let triggerEvent: Self = "trigger_event"
    static let triggerGiven: Self = "trigger_given"
    static let triggerIsIssue: Self = "trigger_is_issue"
    static let triggerTimeMissing: Self = "trigger_time_missing"
    static let shifted: Self = "shifted_148_5"
    static let noCorrespondingDay: Self = "no_corresponding_day"
    static let swap: Self = "swap"
    static let tet: Self = "tet"
    static let provisional: Self = "provisional"
    static let notADueDate: Self = "not_a_due_date"
    static let lunar: Self = "lunar"
    static let eventList: Self = "event_list"
    static let eventAndDate: Self = "event_and_date"
    static let eventDateUnknown: Self = "event_date_unknown"
    static let tetBreak: Self = "event_tet_break"
    static let glossAgrees: Self = "gloss_agrees"
    static let glossConflicts: Self = "gloss_conflicts"
    static let glossOnly: Self = "gloss_only"
    static let yearlyFromContext: Self = "yearly_from_context"
    static let twoDates: Self = "two_dates"
    static let dayMissing: Self = "day_missing"
    static let periodMissing: Self = "period_missing"
    static let invalidDate: Self = "invalid_date"
    static let nullDate: Self = "null_date_of_export"
}
