import Basics
import Directives

// Whole periods and the points of them that the Civil Code 2015, art. 146 fixes.
extension PhraseParser {
    /// A period of the calendar.
    struct FoundPeriod {
        let kind: PhraseKind
        let start: CivilDate
        let end: CivilDate
        /// The same as a directive's file writes it; nil where only its last day can be written.
        var period: Period?
        var flags: [PhraseFlag] = []
        /// The same period of another year, which the phrase may mean.
        var otherEnd: CivilDate?
    }

    func read(_ stated: StatedPeriod, at index: Int) -> PhraseReading? {
        let (markers, start) = chain(before: index)
        if markers.contains(.since) || markers.contains(.gloss) || markers.contains(.occasion) { return nil }
        // A term of office is no deadline where nothing says "trong".
        let isCell = isCell(index...index) && (!isTerm(stated) || !markers.isEmpty)
        let isLastDay = index > 0 && isLastWorkingDay(at: index - 1)
        let binding: Set<PhraseElement.Marker> = [
            .before, .latest, .within, .throughEnd, .at, .done, .label, .progress, .until, .periodic,
        ]
        guard
            isCell || isLastDay || !markers.isDisjoint(with: binding) || followsLabel(start) || isBareEnd(stated, start)
        else { return nil }
        if markers.contains(.after), !markers.contains(.latest) { return nil }
        let isBefore = markers.contains(.before)
        if isImpossible(stated) { return noSuchDate(.monthEnd, printed: nil) }
        guard let found = find(stated, byStart: isBefore) else { return nil }
        var reading = isBefore ? before(found, stated) : end(of: found, stated, isLastDay)
        found.flags.forEach { reading.note($0) }
        if isCell, markers.isEmpty { reading.note(.tableCell) }
        if markers.contains(.progress) || has(Lexicon.ensure) { reading.note(.soft) }
        if markers.isSuperset(of: [.latest, .before]) { reading.note(.doubleMarker) }
        if let other = found.otherEnd {
            reading.alternatives.append(
                .init(resolution: .due([Moment(other)], offset: offset), reason: .periodPast(on: reference)))
        }
        return reading
    }

    private func isImpossible(_ stated: StatedPeriod) -> Bool {
        switch stated.span {
        case .month(let month?): !(1...12).contains(month)
        case .quarter(let quarter?): !(1...4).contains(quarter)
        case .weekOfMonth(_, let month?), .tenDays(_, let month?): !(1...12).contains(month)
        default: false
        }
    }

    private func isLastWorkingDay(at index: Int) -> Bool {
        if case .lastWorkingDay = elements[index].kind { true } else { false }
    }

    /// "giữa tháng 12", "6 tháng đầu năm" after a comma or at the start say a time by themselves.
    private func isBareEnd(_ stated: StatedPeriod, _ start: Int) -> Bool {
        stated.point != nil && start == 0
    }

    private func before(_ found: FoundPeriod, _ stated: StatedPeriod) -> PhraseReading {
        let day = stated.point == nil ? found.start : point(stated, found)
        var reading = due(
            .beforePeriod, Moment(day.adding(days: -1)), printed: day, deadline: .before(.date(day)))
        reading.flags.removeAll { $0 == .printedOnDayOff }
        return reading
    }

    private func end(of found: FoundPeriod, _ stated: StatedPeriod, _ isLastWorkingDay: Bool) -> PhraseReading {
        if isLastWorkingDay {
            let day = calendar.workingDay(onOrBefore: found.end)
            return due(.date, Moment(day), printed: day, deadline: .on(day))
        }
        guard let point = stated.point, point != .end else {
            let deadline = found.period.map { Deadline.within($0) } ?? .on(found.end)
            return due(found.kind, Moment(found.end), printed: found.end, deadline: deadline)
        }
        let day = self.point(stated, found)
        var reading = due(.periodPoint, Moment(day), printed: day, deadline: .on(day), flags: [.article146])
        if point == .beginning || !isFixedMiddle(stated) { reading.note(.vague) }
        return reading
    }

    /// Article 146 fixes the middle of a month and of a year, and no other.
    private func isFixedMiddle(_ stated: StatedPeriod) -> Bool {
        switch stated.span {
        case .month, .year: true
        default: false
        }
    }

    private func point(_ stated: StatedPeriod, _ found: FoundPeriod) -> CivilDate {
        switch stated.point {
        case .beginning: return found.start
        case .end, nil: return found.end
        case .middle: break
        }
        switch found.kind {
        case .monthEnd: return found.start.adding(days: 14)
        case .yearEnd: return CivilDate(year: found.start.year, month: 6, day: 30) ?? found.end
        case .weekEnd: return found.start.adding(days: 2)
        default: return found.start.adding(days: (found.end.dayNumber - found.start.dayNumber) / 2)
        }
    }

    /// The period on the reference date's calendar; a missing year is inferred as for a day.
    func find(_ stated: StatedPeriod, byStart: Bool = false) -> FoundPeriod? {
        if let year = stated.year {
            var found = period(stated, year: number(of: year))
            if case .relative = year { found?.flags.append(.relativeToIssue) }
            return found
        }
        if stated.offset != nil || isTerm(stated) {
            var found = period(stated, year: reference.year)
            if stated.offset != nil { found?.flags.append(.relativeToIssue) }
            return found
        }
        let day: (FoundPeriod) -> CivilDate = { byStart ? $0.start : $0.end }
        let nearest = nearest { period(stated, year: $0).map(day) }
        guard let date = nearest.date else { return nil }
        var found = (date.year - 1...date.year + 1).lazy.compactMap { period(stated, year: $0) }.first {
            day($0) == date
        }
        found?.flags += nearest.flags
        found?.otherEnd = nearest.other
        return found
    }

    private func isTerm(_ stated: StatedPeriod) -> Bool {
        if case .term = stated.span { true } else { false }
    }

    private func period(_ stated: StatedPeriod, year: Int) -> FoundPeriod? {
        guard (1...9_990).contains(year), !isImpossible(stated) else { return nil }
        switch stated.span {
        case .month(let month):
            guard let start = monthStart(month, year, stated.offset) else { return nil }
            return found(.monthEnd, .month(year: start.year, month: start.month))
        case .quarter(let quarter):
            let index = year * 4 + (quarter.map { $0 - 1 } ?? (reference.month - 1) / 3 + (stated.offset ?? 0))
            return found(.quarterEnd, .quarter(year: index / 4, quarter: index % 4 + 1))
        case .half(let half): return found(.halfYearEnd, .half(year: year, half: half))
        case .firstMonths(let months):
            guard let start = CivilDate(year: year, month: 1, day: 1),
                let last = CivilDate(year: year, month: months, day: 1)?.lastOfMonth
            else { return nil }
            return FoundPeriod(kind: .monthEnd, start: start, end: last)
        case .year: return found(.yearEnd, .year(year))
        case .week(let number): return week(number, year, stated.offset ?? 0)
        case .weekOfMonth(let which, let month):
            return monthStart(month, year, stated.offset).flatMap { week(which, of: $0) }
        case .tenDays(let part, let month):
            guard let first = monthStart(month, year, stated.offset) else { return nil }
            let end = part == 3 ? first.lastOfMonth : first.adding(days: part * 10 - 1)
            return FoundPeriod(kind: .monthEnd, start: first.adding(days: part * 10 - 10), end: end)
        case .lunarMonth(let month):
            // It ends where the next one begins; the year is that of its end.
            guard let start = NamedDay.lunar(month: month, day: 1).date(in: month == 12 ? year - 1 : year),
                let next = NamedDay.lunar(month: month % 12 + 1, day: 1).date(in: year)
            else { return nil }
            return FoundPeriod(kind: .monthEnd, start: start, end: next.adding(days: -1), flags: [.lunar])
        case .term(let first, let last):
            guard let start = CivilDate(year: first, month: 1, day: 1),
                let end = CivilDate(year: last, month: 12, day: 31)
            else { return nil }
            return FoundPeriod(
                kind: .yearEnd, start: start, end: end, period: .year(last), flags: [.vague, "term_end_unknown"])
        }
    }

    private func found(_ kind: PhraseKind, _ period: Period) -> FoundPeriod {
        FoundPeriod(kind: kind, start: period.start, end: period.end, period: period)
    }

    private func monthStart(_ month: Int?, _ year: Int, _ offset: Int?) -> CivilDate? {
        if let month { return CivilDate(year: year, month: month, day: 1) }
        return reference.firstOfMonth.adding(months: offset ?? 0)
    }

    /// The law does not say when a week ends: the offices end it on Friday.
    private func week(_ number: Int?, _ year: Int, _ offset: Int) -> FoundPeriod? {
        let monday: CivilDate
        if let number {
            guard number <= Period.weeks(of: year) else { return nil }
            monday = Period.week(year: year, week: number).start
        } else {
            monday = reference.adding(days: 1 - reference.weekday.rawValue + 7 * offset)
        }
        return FoundPeriod(
            kind: .weekEnd, start: monday, end: monday.adding(days: 4), flags: [.weekEndFriday])
    }

    private func week(_ which: StatedPeriod.WeekOfMonth, of first: CivilDate) -> FoundPeriod {
        let last = first.lastOfMonth
        switch which {
        case .first(let count), .nth(let count):
            let end = min(last, first.adding(days: 7 * count - 1))
            let start: CivilDate
            if case .nth = which { start = first.adding(days: 7 * (count - 1)) } else { start = first }
            return FoundPeriod(
                kind: .weekEnd, start: start, end: end, flags: [.init(rawValue: "policy_\(7 * count)_days")])
        case .last:
            let start = last.adding(days: -6)
            let monday = last.adding(days: 1 - last.weekday.rawValue)
            let day = monday.day == start.day ? "" : "_or_\(monday.day.padded(to: 2))"
            return FoundPeriod(
                kind: .weekEnd, start: start, end: last, flags: [.init(rawValue: "range_start_\(start)\(day)")])
        }
    }
}
