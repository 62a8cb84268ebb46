public import Directives

/// A day of a calendar as programs read it.
public struct CalendarDay: Encodable, Sendable {
    /// A day of the Vietnamese lunar calendar.
    public struct Lunar: Encodable, Sendable {
        public let year: Int
        public let month: Int
        public let day: Int
        public let leap: Bool
    }

    public let date: String
    public let weekday: String
    public let working: Bool
    /// Why it is off, or worked though it lies on a weekend; `weekend` for a weekend day that is off.
    public let reason: Nullable<String>
    /// The acts that the reason rests on; null for the weekly pattern.
    public let source: Nullable<String>
    public let lunar: Lunar
    /// Whether the year has an official list; without one a weekday may yet become a day off.
    public let official: Bool

    public init(_ date: CivilDate, in calendar: WorkingCalendar) {
        self.date = "\(date)"
        weekday = date.weekday.description
        working = calendar.isWorkingDay(date)
        let list = calendar.list(for: date)
        let named = list?.daysOff[date] ?? list?.working[date]
        reason = Nullable(named ?? (working ? nil : "weekend"))
        source = Nullable(named == nil ? nil : list?.source)
        let lunar = LunarDate(date)
        self.lunar = Lunar(year: lunar.year, month: lunar.month, day: lunar.day, leap: lunar.isLeapMonth)
        official = calendar.covers(date)
    }
}
