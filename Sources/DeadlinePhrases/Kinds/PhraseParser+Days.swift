import Basics
import Directives

// From what a phrase writes to days of the calendar.
extension PhraseParser {
    typealias Moment = PhraseResolution.Moment

    /// A day that a phrase names, with what had to be inferred.
    struct FoundDay {
        /// Nil where there is no such day.
        var date: CivilDate?
        /// As printed, even where the day does not exist; nil where not even the month does.
        var printed: String?
        var flags: [PhraseFlag] = []
        /// The same day of another year, which the phrase may mean.
        var other: CivilDate?
    }

    func number(of year: StatedYear) -> Int {
        switch year {
        case .stated(let number): number
        case .relative(let offset): reference.year + offset
        }
    }

    func find(_ stated: StatedDate) -> FoundDay {
        if stated.isLunar { return findLunar(stated) }
        if let year = stated.year {
            let number = number(of: year)
            let date = CivilDate(year: number, month: stated.month, day: stated.day)
            var flags: [PhraseFlag] = []
            if case .relative = year { flags.append(.relativeToIssue) }
            return FoundDay(date: date, printed: printed(number, stated), flags: flags)
        }
        let found = nearest { CivilDate(year: $0, month: stated.month, day: stated.day) }
        guard let date = found.date else {
            return FoundDay(printed: printed(reference.year, stated), flags: [.yearInferred])
        }
        return FoundDay(date: date, printed: "\(date)", flags: found.flags, other: found.other)
    }

    private func printed(_ year: Int, _ stated: StatedDate) -> String? {
        guard (1...12).contains(stated.month), (1...31).contains(stated.day) else { return nil }
        return "\(year.padded(to: 4))-\(stated.month.padded(to: 2))-\(stated.day.padded(to: 2))"
    }

    private func findLunar(_ stated: StatedDate) -> FoundDay {
        let day = NamedDay.lunar(month: stated.month, day: stated.day)
        if let year = stated.year {
            let date = day.date(in: number(of: year))
            return FoundDay(date: date, printed: date.map { "\($0)" }, flags: [.lunar])
        }
        let found = nearest { day.date(in: $0) }
        return FoundDay(
            date: found.date, printed: found.date.map { "\($0)" }, flags: found.flags + [.lunar], other: found.other)
    }

    /// The first day on or after the reference date; a day up to 60 days past is proposed instead, and asked about.
    ///
    /// A deadline is often past when its notice arrives, so a missing year is not silently read as the next one.
    func nearest(_ day: (Int) -> CivilDate?) -> FoundDay {
        let year = reference.year
        let next = (year - 1...year + 8).lazy.compactMap(day).first { $0 >= reference }
        let past = (year - 1...year).reversed().lazy.compactMap(day).first { $0 < reference }
        if let past, reference.dayNumber - past.dayNumber <= 60, next != reference {
            return FoundDay(date: past, flags: [.yearInferred, .ambiguousYear], other: next)
        }
        return FoundDay(date: next, flags: [.yearInferred])
    }

    /// The day of a weekday: in the stated week, else the first from the reference date on.
    func day(of weekday: Weekday, weekOffset: Int?) -> CivilDate {
        let distance = weekday.rawValue - reference.weekday.rawValue
        if let weekOffset { return reference.adding(days: distance + 7 * weekOffset) }
        return reference.adding(days: distance < 0 ? distance + 7 : distance)
    }

    /// When an office's morning or day begins or ends.
    func officeEnd(_ part: PartOfDay, on date: CivilDate) -> TimeOfDay? {
        let weekday: Weekday = calendar.weekend.contains(date.weekday) ? .friday : date.weekday
        let spans = time.hours.spans[weekday] ?? time.hours.spans[.monday] ?? []
        switch part {
        case .opening: return spans.first?.start
        case .afternoonOpening: return spans.last?.start
        case .morning: return spans.first?.end
        default: return spans.last?.end
        }
    }

    /// The last working day not after a day, as far as the calendar is official.
    func lastWorkingDay(_ date: CivilDate) -> CivilDate? {
        guard calendar.covers(date) else { return nil }
        let day = calendar.workingDay(onOrBefore: date)
        return calendar.covers(day) ? day : nil
    }
}

// From days to readings.
extension PhraseParser {
    /// A reading with one due, and the remarks that follow from its place in the calendar.
    func due(
        _ kind: PhraseKind, _ moment: Moment, printed: CivilDate?, deadline: Deadline?, flags: [PhraseFlag] = []
    ) -> PhraseReading {
        var reading = PhraseReading(kind, .due([moment], offset: offset), flags: flags, deadline: deadline)
        reading.printedDate = printed.map { "\($0)" }
        reading.lastWorkingDay = lastWorkingDay(moment.date)
        if moment.date < reference { reading.note(.pastAtIssue) }
        if moment.date == reference { reading.note(.dueOnIssueDate) }
        let fixed: Set<PhraseKind> = [.date, .beforeDate, .datetime, .beforeEvent, .eventDate, .periodPoint]
        let periods: Set<PhraseKind> = [.weekEnd, .monthEnd, .quarterEnd, .halfYearEnd, .yearEnd]
        if let printed, calendar.covers(printed), !calendar.isWorkingDay(printed) {
            if fixed.contains(kind) { reading.note(.printedOnDayOff) }
            if periods.contains(kind) { reading.note(.dueOnDayOff) }
        }
        return reading
    }

    /// A reading of a day that does not exist: the text is kept, and a person must ask.
    func noSuchDate(_ kind: PhraseKind, printed: String?) -> PhraseReading {
        var reading = PhraseReading(kind, .noSuchDate, flags: [.invalidDate])
        reading.printedDate = printed
        return reading
    }
}
