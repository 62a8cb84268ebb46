import Directives

/// When the daemon speaks of itself: a sign of life each week, the head of the chain each working day.
struct OperatorSchedule: Sendable {
    private let time: OfficeTime

    init(_ time: OfficeTime) {
        self.time = time
    }

    /// The first office hour of the day after an instant's.
    func nextDaily(after last: Instant) -> Instant? {
        time.nextOfficeHour(from: time.zone.end(of: time.zone.date(at: last)))
    }

    /// The first office hour of the week after an instant's.
    func nextWeekly(after last: Instant) -> Instant? {
        let day = time.zone.date(at: last)
        return time.nextOfficeHour(from: time.zone.instant(day.adding(days: 8 - day.weekday.rawValue)))
    }
}
