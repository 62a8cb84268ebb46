package import Directives

/// Calendars that are drawn, counted in, and proposed.
package protocol CalendarTexts: Sendable {
    func calendarLabel(_ label: CalendarLabel) -> String
    /// The title of a year's drawing.
    func year(_ year: Int) -> String
    /// `15 working days, 13 days off`.
    func workingDays(_ working: Int, daysOff: Int) -> String
    /// That a year has no official list, below a drawing.
    func noOfficialList(of year: Int) -> String
    /// That a year has no official list, below a count.
    func provisionalCount(in year: Int) -> String
    /// In a legend, from a day that is already a text: `1/1 âm lịch`, `1/1 lunar`.
    func lunarDay(_ day: String) -> String
    /// Below a day of a drawing: `1/1 ÂL`, `lunar 1/1`.
    func lunarCell(_ day: String) -> String
    /// How many working days lie between two days, the first not counted.
    func counted(_ working: Int, among days: Int, from start: String, to end: String) -> String
    /// What a count comes to: `5 ngày làm việc sau thứ Ba 10/02/2026: thứ Ba 24/02/2026`.
    func added(_ count: String, _ direction: Direction, _ start: String, gives result: String) -> String

    /// What stands above a proposed year.
    func proposal(of year: Int) -> [String]
    /// The law that a proposed year rests on, with the resolution on the culture day where that holds already.
    func proposalSource(cultureDay: Bool) -> String
    /// Behind a day off that makes up for another: ` (nghỉ bù 01/05)`.
    func makingUp(for day: String) -> String
    func choice(of holiday: String) -> String
    /// That a holiday falls on a day off, and that no rule says whether it is made up for.
    func unsettled(_ holiday: String, on day: String) -> String
    /// That a working day between days off may be exchanged.
    func bridge(_ day: String) -> String
}

package enum CalendarLabel: Sendable {
    /// Headings of a legend, with the sign of a drawing.
    case daysOff, workedInExchange, otherDays
    /// Behind days of a count.
    case off
    case source
    case yetToBeDecided
}
