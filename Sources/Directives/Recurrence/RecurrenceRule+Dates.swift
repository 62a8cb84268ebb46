extension RecurrenceRule {
    /// The last year of the calendar.
    private static let lastYear = 9_998

    /// Calls the body with each date of the rule, ascending, until it returns false or there are no more.
    ///
    /// What the rule does not give (the weekday, the day of the month, the month) is taken from the start. The start itself
    /// is an occurrence only where the rule matches it: for any other start the RFC defines nothing.
    func forEachDate(from start: CivilDate, until last: CivilDate? = nil, _ body: (CivilDate) -> Bool) {
        let until = [until, last].compactMap(\.self).min()
        var left = count ?? .max
        let expansion = Expansion(self, start)
        var index = 0
        while let period = expansion.period(index), (period.first?.year ?? 0) <= Self.lastYear {
            index += 1
            for date in chosen(expansion.dates(period)) where date >= start {
                if let until, date > until { return }
                guard left > 0, body(date) else { return }
                left -= 1
            }
            if left == 0 { return }
            if let until, let first = period.first, first > until { return }
        }
    }

    /// The dates of one period that BYSETPOS selects.
    private func chosen(_ dates: [CivilDate]) -> [CivilDate] {
        if positions.isEmpty { return dates }
        let indices = Set(positions.map { $0 > 0 ? $0 - 1 : dates.count + $0 }.filter(dates.indices.contains))
        return indices.sorted().map { dates[$0] }
    }
}

/// The periods of a rule and the dates in them, completed with what the start gives.
private struct Expansion {
    private let rule: RecurrenceRule
    private let start: CivilDate
    private let months: Set<Int>
    private let monthDays: Set<Int>
    private let days: [RecurrenceRule.Day]

    init(_ rule: RecurrenceRule, _ start: CivilDate) {
        self.rule = rule
        self.start = start
        let namesDay =
            !(rule.monthDays.isEmpty && rule.yearDays.isEmpty && rule.weekNumbers.isEmpty && rule.days.isEmpty)
        var (months, monthDays, days) = (Set(rule.months), Set(rule.monthDays), rule.days)
        if !namesDay {
            switch rule.frequency {
            case .daily: break
            case .weekly: days = [.init(ordinal: nil, weekday: start.weekday)]
            case .monthly: monthDays = [start.day]
            case .yearly:
                monthDays = [start.day]
                if months.isEmpty { months = [start.month] }
            }
        }
        (self.months, self.monthDays, self.days) = (months, monthDays, days)
    }

    /// The days of the n-th period from the one that holds the start; nil beyond the calendar's end.
    func period(_ index: Int) -> [CivilDate]? {
        let steps = index * rule.interval
        switch rule.frequency {
        case .daily: return [start.adding(days: steps)]
        case .weekly:
            let back = (start.weekday.rawValue - rule.weekStart.rawValue + 7) % 7
            return days(from: start.adding(days: steps * 7 - back), count: 7)
        case .monthly:
            guard let first = start.firstOfMonth.adding(months: steps) else { return nil }
            return days(from: first, count: CivilDate.length(ofMonth: first.month, year: first.year))
        case .yearly:
            guard let first = CivilDate(year: start.year + steps, month: 1, day: 1),
                let last = CivilDate(year: start.year + steps, month: 12, day: 31)
            else { return nil }
            return days(from: first, count: last.dayNumber - first.dayNumber + 1)
        }
    }

    private func days(from first: CivilDate, count: Int) -> [CivilDate] {
        (0..<count).map(first.adding(days:))
    }

    func dates(_ period: [CivilDate]) -> [CivilDate] {
        if rule.frequency == .monthly, !months.isEmpty, let first = period.first, !months.contains(first.month) {
            return []
        }
        return period.filter(isNamed)
    }

    private func isNamed(_ date: CivilDate) -> Bool {
        let (year, month, day) = date.components
        if !months.isEmpty, !months.contains(month) { return false }
        let length = CivilDate.length(ofMonth: month, year: year)
        if !monthDays.isEmpty, !monthDays.contains(day), !monthDays.contains(day - length - 1) { return false }
        if !days.isEmpty, !days.contains(where: { matches($0, date, year, day, length) }) { return false }
        if !rule.yearDays.isEmpty {
            let (number, total) = dayOfYear(date, year)
            if !rule.yearDays.contains(number), !rule.yearDays.contains(number - total - 1) { return false }
        }
        if !rule.weekNumbers.isEmpty {
            let (number, total) = week(of: date)
            if !rule.weekNumbers.contains(number), !rule.weekNumbers.contains(number - total - 1) { return false }
        }
        return true
    }

    /// Whether a date is a weekday of the rule; its number counts in the month, or in the year where no month is named.
    private func matches(_ rule: RecurrenceRule.Day, _ date: CivilDate, _ year: Int, _ day: Int, _ length: Int) -> Bool
    {
        guard date.weekday == rule.weekday else { return false }
        guard let ordinal = rule.ordinal else { return true }
        let (number, total) =
            self.rule.frequency == .yearly && months.isEmpty ? dayOfYear(date, year) : (day, length)
        return ordinal == (number - 1) / 7 + 1 || ordinal == -((total - number) / 7 + 1)
    }

    private func dayOfYear(_ date: CivilDate, _ year: Int) -> (number: Int, total: Int) {
        let start = firstDay(of: year)
        return (date.dayNumber - start + 1, firstDay(of: year + 1) - start)
    }

    private func firstDay(of year: Int) -> Int {
        CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
    }

    /// The week of a date and how many its week-year has; week 1 is the first with four days in the year.
    private func week(of date: CivilDate) -> (number: Int, total: Int) {
        let back = (date.weekday.rawValue - rule.weekStart.rawValue + 7) % 7
        let middle = date.adding(days: 3 - back)
        let year = middle.year
        let (number, _) = dayOfYear(middle, year)
        let total = (firstWeek(of: year + 1) - firstWeek(of: year)) / 7
        return ((number - 1) / 7 + 1, total)
    }

    private func firstWeek(of year: Int) -> Int {
        let fourth = CivilDate(dayNumber: firstDay(of: year) + 3)
        return fourth.dayNumber - (fourth.weekday.rawValue - rule.weekStart.rawValue + 7) % 7
    }
}
