public import Directives

/// Puts a derivation into words, with the source of each rule.
public struct DerivationWords {
    let time: OfficeTime

    public init(_ time: OfficeTime) {
        self.time = time
    }

    /// One sentence a step.
    public func sentences(_ derivation: Derivation) -> [String] {
        derivation.steps.map(sentence)
    }

    private func sentence(_ step: Derivation.Step) -> String {
        switch step {
        case .stated(let date, nil): "a date written as such, \(day(date)): it is never moved"
        case .stated(let date, let minute?): "a minute written as such, \(day(date)) \(minute): it is never moved"
        case .wholePeriod(let period, let end): "the whole of \(period), which ends with \(day(end)): it is never moved"
        case .pointOf, .range, .recurs, .clamped, .atTime, .countedWorkingHours: englishForm(step) ?? ""
        case .namedDay(let name, let date): "\(name) is \(day(date)) (calendar '\(time.calendar.name)', named-days)"
        case .before(let date, let aim):
            "before \(day(date)): reminders aim at the end of the day before, \(day(aim)); overdue only after \(date), as the state's registers book it"
        case .countedFrom(let anchor, let date, let minute):
            "counted from \(anchor), \(day(date))\(minute.map { " \($0)" } ?? "")"
        case .firstDayNotCounted(let date): "\(day(date)) itself is not counted (Civil Code 2015, art. 147.2)"
        case .skipped(let days):
            days.isEmpty
                ? "no day off lies between"
                : "days off that are passed over: \(days.map { "\(day($0)) (\(reason($0)))" }.joined(separator: ", ")) (\(source(days)))"
        case .counted(let count, let direction, let date): "\(count) \(direction.rawValue) it is \(day(date))"
        case .countedHours(let count, let date, let minute):
            "\(count) run from the minute and end \(day(date)) \(minute) (Civil Code 2015, art. 147.1)"
        case .rolled(let from, let off, let to, let roll):
            "\(day(from)) is a day off (\(words(off)), \(source([from]))): it ends \(roll == .forward ? "on the next" : "on the last") working day, \(day(to))"
                + (roll == .forward ? " (Civil Code 2015, art. 148.5)" : " (roll: \(roll.rawValue))")
        case .onDayOff(let date, let off, let last):
            "\(day(date)) is a day off (\(words(off))) and stays; the last working day before is \(day(last))"
        case .endOfDay(let date): "the last day ends at 24:00: \(day(date)) 24:00 (Civil Code 2015, art. 148.6)"
        case .provisional(let year): "provisional: the calendar has no official dates for \(year)"
        case .noDue(let deadline): "'\(deadline)' gives no date, and none is invented"
        }
    }

    /// `Tue 30/11/2021`.
    public func day(_ date: CivilDate) -> String {
        let name = date.weekday.description.prefix(3)
        let (year, month, day) = date.components
        return
            "\(name.prefix(1).uppercased())\(name.dropFirst()) \(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
    }

    /// `Tue 30/11/2021 24:00`: the end of the last day, as people read it.
    public func due(_ due: Due) -> String {
        due.hasTime(in: time.zone) ? "\(day(due.dueDate)) \(time.zone.time(at: due.due))" : "\(day(due.dueDate)) 24:00"
    }

    private func reason(_ date: CivilDate) -> String {
        time.calendar.reasonOff(date).map(words) ?? ""
    }

    private func words(_ off: DayOff) -> String {
        switch off {
        case .weekend(let weekday): weekday.description
        case .holiday(let name): name
        }
    }

    private func source(_ days: [CivilDate]) -> String {
        let sources = Set(days.map { time.calendar.years[$0.year]?.source ?? "weekly pattern" })
        return "calendar '\(time.calendar.name)': \(sources.sorted().joined(separator: "; "))"
    }
}
