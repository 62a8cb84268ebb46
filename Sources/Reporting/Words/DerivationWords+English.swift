import Directives

extension DerivationWords {
    func english(_ step: Derivation.Step) -> String {
        switch step {
        case .stated(let date, nil): "a date written as such, \(day(date)): it is never moved"
        case .stated(let date, let minute?): "a minute written as such, \(day(date)) \(minute): it is never moved"
        case .wholePeriod(let period, let end): "the whole of \(period), which ends with \(day(end)): it is never moved"
        case .namedDay(let name, let date): "\(days.namedDay(name)) is \(day(date)) (calendar '\(time.calendar.name)')"
        case .before(let date, let aim):
            "before \(day(date)): reminders aim at the end of the day before, \(day(aim)); overdue only after \(date.dayMonthYear), as the state's registers book it"
        case .countedFrom(let anchor, let date, let minute):
            "\(englishAnchor(anchor)) \(day(date))\(minute.map { " \($0)" } ?? "")"
        case .firstDayNotCounted: "the day itself is not counted (Civil Code 2015, art. 147)"
        case .skipped(let daysOff): englishSkipped(daysOff)
        case .counted(let count, let direction, let date):
            direction == .after ? "\(count) end on \(day(date))" : "\(count) before is \(day(date))"
        case .countedHours(let count, let date, let minute):
            "\(count) run from the minute and end \(day(date)) \(minute) (Civil Code 2015, art. 147.1)"
        case .rolled(let from, let off, let to, let roll):
            "\(day(from)) is a day off (\(english(off, from))): it ends \(roll == .forward ? "on the next" : "on the last") working day, \(day(to))"
                + (roll == .forward ? " (art. 148.5)" : " (roll: \(roll.rawValue))")
        case .onDayOff(let date, let off, let last):
            "\(day(date)) is a day off (\(english(off, date))) and stays; the last working day before is \(day(last))"
        case .endOfDay(let date): "ends \(day(date)) 24:00 (art. 148)"
        case .provisional(let year): "provisional: the calendar has no official days off for \(year)"
        case .noDue(let deadline): "'\(deadline)' gives no date, and none is invented"
        case .pointOf, .range, .recurs, .clamped, .atTime, .countedWorkingHours: englishForm(step) ?? ""
        }
    }

    private func englishAnchor(_ anchor: Anchor) -> String {
        switch anchor {
        case .notice: "counted from the notice's date,"
        case .day: "counted from"
        case .event("receipt"): "received"
        case .event(let name): "the event '\(name)' of"
        case .completion(let other): "\(other) was done on"
        case .failure(let other): "\(other) failed on"
        }
    }

    private func englishSkipped(_ daysOff: [CivilDate]) -> String {
        if daysOff.isEmpty { return "no day off lies between" }
        let list = runs(daysOff) { run, names in
            let verb = run.count == 1 ? "is a day off" : "are days off"
            return "\(days.days(run)) \(verb)\(names.isEmpty ? "" : ": \(names.joined(separator: ", "))")"
        }
        return list + (source(daysOff).map { " (\($0))" } ?? "")
    }

    private func english(_ off: DayOff, _ date: CivilDate) -> String {
        switch off {
        case .weekend: "weekend"
        case .holiday(let name): "\(name)\(source([date]).map { "; \($0)" } ?? "")"
        }
    }
}
