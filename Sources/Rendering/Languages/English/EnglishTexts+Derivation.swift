import Directives

extension EnglishTexts {
    func sentence(_ step: Derivation.Step, _ calendar: DerivationCalendar) -> String {
        switch step {
        case .stated(let date, nil): "a date written as such, \(shortDay(date)): it is never moved"
        case .stated(let date, let minute?):
            "a minute written as such, \(shortDay(date)) \(minute): it is never moved"
        case .wholePeriod(let period, let end):
            "the whole of \(period), which ends with \(shortDay(end)): it is never moved"
        case .pointOf(let point):
            "the \(point), \(shortDay(point.date)): it is never moved"
                + (point.article.map { " (Civil Code 2015, art. \($0))" } ?? "")
        case .range(let start, let end):
            "from \(shortDay(start)) to \(shortDay(end)), dates written as such: due at the end of the last day, "
                + "never moved"
        case .recurs(let recurrence, let period, let date): "'\(recurrence)': for \(period) it is \(shortDay(date))"
        case .clamped(let number, let date):
            "there is no day \(number) then: its last day, \(shortDay(date)), stands for it "
                + "(as in Civil Code 2015, art. 148.3)"
        case .atTime(let date, let minute): "it ends at that minute: \(shortDay(date)) \(minute)"
        case .namedDay(let name, let date): "\(namedDay(name)) is \(shortDay(date)) (calendar '\(calendar.name)')"
        case .before(let date, let aim):
            "before \(shortDay(date)): reminders aim at the end of the day before, \(shortDay(aim)); "
                + "overdue only after \(date.dayMonthYear), as the state's registers book it"
        case .countedFrom(let anchor, let date, let minute):
            "\(origin(anchor)) \(shortDay(date))\(minute.map { " \($0)" } ?? "")"
        case .firstDayNotCounted: "the day itself is not counted (Civil Code 2015, art. 147)"
        case .skipped(let daysOff): skipped(daysOff, calendar)
        case .counted(let count, .after, let date): "\(self.count(count)) end on \(shortDay(date))"
        case .counted(let count, .before, let date): "\(self.count(count)) before is \(shortDay(date))"
        case .countedHours(let count, let date, let minute):
            "\(self.count(count)) run from the minute and end \(shortDay(date)) \(minute) (Civil Code 2015, art. 147.1)"
        case .countedWorkingHours(let count, let from, let minute, let to, let end):
            "\(self.count(count)) run from \(shortDay(from)) \(minute) within office hours "
                + "(\(calendar.hours(from, to))) and end \(shortDay(to)) \(end)"
        case .rolled(let from, let off, let to, .forward):
            "\(shortDay(from)) is a day off (\(reason(off, from, calendar))): it ends on the next working day, "
                + "\(shortDay(to)) (art. 148.5)"
        case .rolled(let from, let off, let to, let roll):
            "\(shortDay(from)) is a day off (\(reason(off, from, calendar))): it ends on the last working day, "
                + "\(shortDay(to)) (roll: \(roll.rawValue))"
        case .onDayOff(let date, let off, let last):
            "\(shortDay(date)) is a day off (\(reason(off, date, calendar))) and stays; "
                + "the last working day before is \(shortDay(last))"
        case .endOfDay(let date): "ends \(shortDay(date)) 24:00 (art. 148)"
        case .provisional(let year): "provisional: the calendar has no official days off for \(year)"
        case .noDue(let deadline): "'\(deadline)' gives no date, and none is invented"
        }
    }

    func granted(_ due: String, version: Int, since: CivilDate) -> String {
        "extended on \(shortDay(since)): the due in force is \(due) (version \(version); see dondoc log)"
    }

    private func origin(_ anchor: Anchor) -> String {
        switch anchor {
        case .notice: "counted from the notice's date,"
        case .day: "counted from"
        case .event("receipt"): "received"
        case .event(let name): "the event '\(name)' of"
        case .completion(let other): "\(other) was done on"
        case .failure(let other): "\(other) failed on"
        }
    }

    private func skipped(_ daysOff: [CivilDate], _ calendar: DerivationCalendar) -> String {
        if daysOff.isEmpty { return "no day off lies between" }
        let list = calendar.runs(daysOff).map { run, names in
            let verb = run.count == 1 ? "is a day off" : "are days off"
            return "\(days(run)) \(verb)\(names.isEmpty ? "" : ": \(names.joined(separator: ", "))")"
        }
        return list.joined(separator: "; ") + (calendar.source(daysOff).map { " (\($0))" } ?? "")
    }

    private func reason(_ off: DayOff, _ date: CivilDate, _ calendar: DerivationCalendar) -> String {
        switch off {
        case .weekend: "weekend"
        case .holiday(let name): "\(name)\(calendar.source([date]).map { "; \($0)" } ?? "")"
        }
    }
}
