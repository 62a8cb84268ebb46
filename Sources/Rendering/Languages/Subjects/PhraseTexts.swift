package import DeadlinePhrases
package import Directives

/// How `explain --phrase` explains the reading of a deadline phrase.
package protocol PhraseTexts: Sendable {
    /// A label, padded so that what follows lines up in its language.
    func phraseLabel(_ label: PhraseLabel) -> String
    /// The phrase, and the day on which it was read.
    func read(_ phrase: String, on day: String) -> String
    func meaning(_ kind: PhraseKind) -> String
    func words(of remark: PhraseRemark) -> String
    /// Why the phrase can be read in another way.
    func reason(_ reason: PhraseReading.Reason) -> String
    func fault(_ error: DerivationError) -> String
}

package enum PhraseLabel: Sendable {
    case kind, resolved, printed, lastWorkingDay, deadline, remark, otherReading
}

/// The flags of a reading that need words; of the others the notation says enough.
package enum PhraseRemark: String, Sendable, CaseIterable {
    case doubleMarker = "double_marker"
    case numberConflict = "number_conflict"
    case soft
    case vague
    case negative
    case yearInferred = "year_inferred"
    case ambiguousYear = "ambiguous_year"
    case pastAtIssue = "past_at_issue"
    case dueOnIssueDate = "due_on_issue_date"
    case printedOnDayOff = "printed_on_day_off"
    case dueOnDayOff = "due_on_day_off"
    case relativeToIssue = "relative_to_issue"
    case officeEnd = "policy_office_end"
    case weekEndFriday = "policy_week_end_friday"
    case article146 = "dieu_146"
    case triggerMissing = "trigger_missing"
    case triggerEvent = "trigger_event"
    case triggerIsIssue = "trigger_is_issue"
    case triggerTimeMissing = "trigger_time_missing"
    case shifted = "shifted_148_5"
    case noCorrespondingDay = "no_corresponding_day"
    case provisional
    case lunar
    case eventDateUnknown = "event_date_unknown"
    case glossAgrees = "gloss_agrees"
    case glossConflicts = "gloss_conflicts"
    case dayMissing = "day_missing"
    case periodMissing = "period_missing"
    case invalidDate = "invalid_date"

    package init?(_ flag: PhraseFlag) {
        self.init(rawValue: flag.rawValue)
    }
}
