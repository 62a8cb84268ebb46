extension Deadline {
    /// The last day on which the work is in time, as far as the files alone tell, and whether a day off may still move it.
    ///
    /// It is for warnings, and costs less than a derivation: working days are estimated. Nil where the day depends on
    /// what is yet to be recorded, for a recurrence and where there is no due.
    ///
    /// - Parameter issued: the date of the notice; nil where the file gives none.
    package func lastDay(issued: CivilDate?, _ calendar: WorkingCalendar) -> (day: CivilDate, mayMove: Bool)? {
        // Neither the zone nor the hours decide on which day a written date ends.
        let deriver = Deriver(OfficeTime(zone: .utc, calendar: calendar, hours: OfficeHours(spans: [:])))
        var steps: [Derivation.Step] = []
        switch self {
        case .every: return nil
        case .counted(let count, let direction, let anchor, _):
            let start: CivilDate? =
                switch anchor {
                case .notice: issued
                case .day(let day): try? deriver.date(of: day, &steps)
                case .event, .completion, .failure: nil
                }
            guard let start else { return nil }
            let amount = direction == .after ? count.amount : -count.amount
            switch count.unit {
            case .workingDays: return (start.adding(days: amount * 7 / 5), true)
            case .hours, .workingHours: return nil
            case .days, .weeks, .months, .years:
                return deriver.advance(start, by: amount, count.unit).map { ($0, direction == .after) }
            }
        default:
            let track = try? deriver.track(of: self, issued: issued ?? CivilDate(dayNumber: 0), event: nil, &steps)
            return track?.due.map { ($0.aimDate, false) }
        }
    }
}
