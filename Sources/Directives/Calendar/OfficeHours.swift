/// The hours in which an office works on each day of the week.
public struct OfficeHours: Hashable, Sendable {
    /// A stretch of a day, the end not included.
    public struct Span: Hashable, Sendable {
        public let start: TimeOfDay
        public let end: TimeOfDay

        /// Fails unless the start is before the end.
        public init?(start: TimeOfDay, end: TimeOfDay) {
            guard start < end else { return nil }
            self.start = start
            self.end = end
        }

        public func contains(_ time: TimeOfDay) -> Bool {
            start <= time && time < end
        }
    }

    /// The spans of each weekday in order; a day without hours has no entry.
    public let spans: [Weekday: [Span]]

    public init(spans: [Weekday: [Span]]) {
        self.spans = spans.filter { !$0.value.isEmpty }.mapValues { $0.sorted { $0.start < $1.start } }
    }

    /// The hours of a working day.
    ///
    /// A swapped working weekend day has the hours of a Friday.
    public func spans(on date: CivilDate, calendar: WorkingCalendar) -> [Span] {
        guard calendar.isWorkingDay(date) else { return [] }
        return spans[calendar.weekend.contains(date.weekday) ? .friday : date.weekday] ?? []
    }
}

extension OfficeHours.Span: LosslessStringConvertible {
    /// Parses `07:30-11:30`.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = TimeOfDay(String(parts[0])), let end = TimeOfDay(String(parts[1])) else {
            return nil
        }
        self.init(start: start, end: end)
    }

    public var description: String { "\(start)-\(end)" }
}

/// An office's calendar, hours and zone together: what turns days into instants.
public struct OfficeTime: Hashable, Sendable {
    public let zone: Zone
    public let calendar: WorkingCalendar
    public let hours: OfficeHours

    public init(zone: Zone, calendar: WorkingCalendar, hours: OfficeHours) {
        self.zone = zone
        self.calendar = calendar
        self.hours = hours
    }

    /// Whether the office works at an instant.
    public func isOpen(at instant: Instant) -> Bool {
        let time = zone.time(at: instant)
        return hours.spans(on: zone.date(at: instant), calendar: calendar).contains { $0.contains(time) }
    }

    /// The instant itself when the office works then, else the next at which its hours begin.
    ///
    /// Nil when there is no office hour within ten years: an office that never works.
    public func nextOfficeHour(from instant: Instant) -> Instant? {
        if isOpen(at: instant) { return instant }
        for day in days(from: zone.date(at: instant)) {
            for span in hours.spans(on: day, calendar: calendar) {
                let start = zone.instant(day, span.start)
                if start >= instant { return start }
            }
        }
        return nil
    }

    /// When the office closed last before an instant at which it does not work; nil when it works then, or has not
    /// worked for ten years.
    public func closedSince(at instant: Instant) -> Instant? {
        guard !isOpen(at: instant) else { return nil }
        for day in days(from: zone.date(at: instant), by: -1) {
            for span in hours.spans(on: day, calendar: calendar).reversed() {
                let end = zone.instant(day, span.end)
                if end <= instant { return end }
            }
        }
        return nil
    }

    /// A day and those after it, or before it for -1, for ten years: an office without an hour in them never works.
    private func days(from date: CivilDate, by step: Int = 1) -> some Sequence<CivilDate> {
        (0..<3_660).lazy.map { date.adding(days: $0 * step) }
    }

    /// The end of the last office hour of the day of an instant; nil on a day without hours.
    public func endOfHours(onDayOf instant: Instant) -> Instant? {
        let day = zone.date(at: instant)
        return hours.spans(on: day, calendar: calendar).last.map { zone.instant(day, $0.end) }
    }
}

extension OfficeTime {
    /// The instant by which so many hours of the office have passed since another; before it for a negative number.
    ///
    /// Hours are elapsed time, also on a day with a clock change. A count that ends with an office hour gives its end, not
    /// the start of the next: eight hours from 07:30 end at 17:00 where the office has that many. Nil when ten years do
    /// not have so many hours.
    public func adding(officeHours count: Int, to instant: Instant) -> Instant? {
        var left = Int64(abs(count)) * 3_600_000
        for day in days(from: zone.date(at: instant), by: count > 0 ? 1 : -1) {
            let spans = hours.spans(on: day, calendar: calendar).map {
                (zone.instant(day, $0.start), zone.instant(day, $0.end))
            }
            for (start, end) in count > 0 ? spans : spans.reversed() {
                if count > 0 {
                    let from = max(start, instant)
                    guard from < end else { continue }
                    if left <= end.milliseconds(since: from) { return from.adding(milliseconds: left) }
                    left -= end.milliseconds(since: from)
                } else {
                    let to = min(end, instant)
                    guard start < to else { continue }
                    if left <= to.milliseconds(since: start) { return to.adding(milliseconds: -left) }
                    left -= to.milliseconds(since: start)
                }
            }
        }
        return nil
    }
}
