import Directives
import Rendering

/// What stands below a drawing: the days off and the worked weekend days with their reasons, sources and counts.
struct CalendarLegend {
    let calendar: WorkingCalendar
    let texts: any LanguageTexts
    let ink: Ink

    /// The days off besides the weekend, the worked weekend days and the named days of a stretch.
    func lines(from first: CivilDate, through last: CivilDate, namedDays: Bool) -> [String] {
        var lines: [String] = []
        let off = entries(first, last)
        if !off.isEmpty { lines += [texts.calendarLabel(.daysOff)] + off }
        let worked = days(first, last).filter { calendar.list(for: $0)?.working[$0] != nil }.flatMap { day in
            line(span(day, day), calendar.list(for: day)?.working[day] ?? "")
        }
        if !worked.isEmpty { lines += [texts.calendarLabel(.workedInExchange)] + worked }
        if namedDays {
            let named = self.named(first, last)
            if !named.isEmpty { lines += [texts.calendarLabel(.otherDays)] + named }
        }
        return lines
    }

    /// Where the days come from, and what is not known yet.
    func sources(from first: CivilDate, through last: CivilDate) -> [String] {
        (first.year...last.year).flatMap { year -> [String] in
            if let official = calendar.years[year] {
                return source(official.source)
            }
            return Typesetting.wrapped(texts.noOfficialList(of: year), indent: 2)
                + (calendar.proposals[year].map { source($0.source) } ?? [])
        }
    }

    private func source(_ text: String) -> [String] {
        Typesetting.wrapped("\(texts.calendarLabel(.source)): \(text)", indent: 2)
    }

    /// `15 working days, 13 days off`.
    func count(from first: CivilDate, through last: CivilDate) -> String {
        let working = days(first, last).count(where: calendar.isWorkingDay)
        let off = last.dayNumber - first.dayNumber + 1 - working
        return texts.workingDays(working, daysOff: off)
    }

    private func days(_ first: CivilDate, _ last: CivilDate) -> [CivilDate] {
        first <= last ? (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)) : []
    }

    /// Days off with one name in one line, over a weekend too.
    private func entries(_ first: CivilDate, _ last: CivilDate) -> [String] {
        var entries: [(first: CivilDate, last: CivilDate, name: String)] = []
        for day in days(first, last) {
            guard let name = calendar.list(for: day)?.daysOff[day] else { continue }
            if let entry = entries.last, entry.name == name,
                calendar.runs(from: entry.last, through: day).allSatisfy({ !$0.isWorking })
            {
                entries[entries.count - 1].last = day
            } else {
                entries.append((day, day, name))
            }
        }
        return entries.flatMap { line(span($0.first, $0.last), $0.name) }
    }

    private func named(_ first: CivilDate, _ last: CivilDate) -> [String] {
        var seen: Set<String> = []
        let found = (first.year...last.year).flatMap { year in
            calendar.namedDays.compactMap { key, day in day.date(in: year).map { ($0, key, day) } }
        }
        return found.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.flatMap { date, key, day -> [String] in
            let title = texts.namedDay(key)
            guard first <= date, date <= last, calendar.list(for: date)?.daysOff[date] == nil,
                seen.insert("\(date) \(title)").inserted
            else { return [] }
            guard case .lunar(let month, let number) = day else { return line(span(date, date), title) }
            return line(span(date, date), "\(title) (\(texts.lunarDay("\(number)/\(month)")))")
        }
    }

    /// `T2 16/02 – T6 20/02`, padded to the widest.
    private func span(_ first: CivilDate, _ last: CivilDate) -> String {
        func text(_ date: CivilDate) -> String { "\(texts.columnHead(date.weekday)) \(date.dayMonth)" }
        return Typesetting.padded(first == last ? text(first) : "\(text(first)) – \(text(last))", 19)
    }

    private func line(_ span: String, _ reason: String) -> [String] {
        Typesetting.wrapped("  \(span)  \(reason)", indent: 23)
    }
}
