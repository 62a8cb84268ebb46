import Directives

/// What kind of deadline a phrase states.
package enum PhraseKind: String, CaseIterable, Codable, Hashable, Sendable {
    case date
    case beforeDate = "before_date"
    case datetime
    case weekEnd = "week_end"
    case monthEnd = "month_end"
    case quarterEnd = "quarter_end"
    case halfYearEnd = "half_year_end"
    case yearEnd = "year_end"
    case beforePeriod = "before_period"
    /// The beginning or the middle of a period (Civil Code 2015, art. 146).
    case periodPoint = "period_point"
    case durationHours = "duration_hours"
    case durationDays = "duration_days"
    case durationWeeks = "duration_weeks"
    case durationMonths = "duration_months"
    case durationWorkdays = "duration_workdays"
    case beforeEvent = "before_event"
    case onEvent = "on_event"
    case eventDate = "event_date"
    case recurring
    case range
    case openEnded = "open_ended"
    case byReference = "by_reference"
    case conditional
    case immediate
    case urgent
    case standing
    /// An earliest date, which is no due.
    case notBefore = "not_before"
    /// Not a deadline.
    case none
}
