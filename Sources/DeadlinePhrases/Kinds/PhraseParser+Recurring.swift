import Directives

// Deadlines that recur.
extension PhraseParser {
    /// "trước ngày 20 hằng tháng", "trước 10 giờ thứ Hai hàng tuần", "ngày 07 của tháng sau".
    func recurring() -> PhraseReading? {
        guard var parts = Parts(self) else { return nil }
        // A date with its year is one deadline, unless the phrase goes on: "và hàng tháng".
        let dated = parts.dates.first { $0.year != nil && !isOwnYear($0) }
        if let dated, let day = find(dated).date {
            guard parts.continues else { return nil }
            return continued(day, parts)
        }
        if parts.dates.contains(where: { find($0).date == nil }) {
            return noSuchDate(.recurring, printed: find(parts.dates[0]).printed)
        }
        let (rule, missing) = rule(parts)
        var reading: PhraseReading
        if let missing {
            reading = PhraseReading(.recurring, .recurring(rule, next: nil, offset: offset), flags: [missing])
        } else {
            let next = next(of: rule, isBefore: parts.isBefore)
            reading = PhraseReading(.recurring, .recurring(rule, next: next, offset: offset))
        }
        if missing == nil || !parts.isBefore { note(&parts, rule, &reading) }
        if elements.count == 1 { reading.note(.tableCell) }
        return reading
    }

    /// Whether "hằng năm" says which budget or fund, not how often something is done.
    private func qualifiesNoun(_ index: Int) -> Bool {
        let start = elements[index].tokens.lowerBound
        let nouns: [[String]] = [
            ["ngan", "sach"], ["tien", "thuong"], ["du", "toan"], ["nghi", "phep"], ["binh", "quan"], ["thu", "nhap"],
            ["loi", "nhuan"], ["huong", "luong"], ["san", "luong"], ["von", "tu"], ["phi", "hoat"],
        ]
        guard start > 1 else { return false }
        return nouns.contains([tokens[start - 2].key, tokens[start - 1].key])
    }

    private func isOwnYear(_ date: StatedDate) -> Bool {
        if case .relative = date.year { true } else { false }
    }

    /// The parts of a recurring phrase.
    private struct Parts {
        var frequency: (PhraseRule.Frequency, interval: Int)?
        var isPeriodic = false
        var dates: [StatedDate] = []
        var days: [Int] = []
        var owner: DayOwner = .unsaid
        var weekdays: [Weekday] = []
        var times: [TimeOfDay] = []
        var lastDay: (working: Bool, quarterly: Bool)?
        var before = false
        var latest = false
        var at = false
        /// Whether the frequency follows the date: "và hàng tháng".
        var continues = false
        /// Whether the frequency stands before the date with words between.
        var fromContext = false

        var isBefore: Bool { before && times.isEmpty }

        /// Nil where nothing says that it recurs.
        init?(_ parser: PhraseParser) {
            var place: Int?
            var firstDate: Int?
            var frequencies = 0
            for (index, element) in parser.elements.enumerated() {
                switch element.kind {
                case .frequency where parser.qualifiesNoun(index): continue
                case .frequency(let frequency, let interval):
                    // The last one that a date stands by; "06 tháng (…), năm (…)" has two.
                    if self.frequency == nil || !dates.isEmpty { self.frequency = (frequency, interval) }
                    place = place ?? index
                    frequencies += 1
                    if index > 0, parser.marker(at: index - 1) == .and { continues = true }
                    continue
                case .marker(.periodic): isPeriodic = true
                case .marker(.before): before = true
                case .marker(.latest): latest = true
                case .marker(.at): at = true
                case .date(let date):
                    dates.append(date)
                    firstDate = firstDate ?? index
                case .daysOfMonth(let days, let owner):
                    self.days += days
                    self.owner = owner
                case .lastDayOfMonth(let working, let quarterly): lastDay = (working, quarterly)
                case .weekday(let weekday, _): weekdays.append(weekday)
                case .time(let time):
                    if let time = TimeOfDay(hour: time.minute / 60 % 24, minute: time.minute % 60) {
                        times.append(time)
                    }
                case .officeEnd(let part):
                    if let time = parser.officeEnd(part, on: parser.reference) { times.append(time) }
                default: continue
                }
            }
            if case .everyMonth = owner {
                lastDay = lastDay ?? nil
            } else if case .quarterMonth = owner {
            } else if frequency == nil, lastDay == nil {
                // "định kỳ tháng 8/2026" is due once.
                let isOnce =
                    dates.isEmpty && days.isEmpty && weekdays.isEmpty
                    && parser.elements.contains {
                        if case .period(let period) = $0.kind { period.year != nil } else { false }
                    }
                if !isPeriodic || isOnce { return nil }
            }
            if let place, let firstDate, frequencies == 1, place < firstDate, firstDate - place > 2 {
                fromContext = true
            }
        }
    }

    private func rule(_ parts: Parts) -> (PhraseRule, missing: PhraseFlag?) {
        var rule = PhraseRule(parts.frequency?.0 ?? .unknown)
        rule.interval = parts.frequency?.interval ?? 1
        rule.times = parts.times
        if !parts.dates.isEmpty {
            rule.frequency = .yearly
            rule.interval = 1
            rule.yearDays = parts.dates.map { .init(month: $0.month, day: $0.day) }
        } else if let last = parts.lastDay {
            if last.quarterly || rule.frequency == .monthly && rule.interval == 3 {
                rule.frequency = .yearly
                rule.interval = 1
                rule.quarterly = true
                rule.yearDays = [3, 6, 9, 12].map { .init(month: $0, day: $0 == 3 || $0 == 12 ? 31 : 30) }
            } else {
                rule.frequency = .monthly
                rule.interval = 1
                if last.working { rule.lastWorkingDay = true } else { rule.monthDays = [-1] }
            }
        } else if case .quarterMonth(let month) = parts.owner {
            rule.frequency = .yearly
            rule.interval = 1
            rule.quarterly = true
            rule.yearDays = (0..<4).flatMap { quarter in
                parts.days.map { .init(month: quarter * 3 + month, day: $0) }
            }
        } else if !parts.days.isEmpty {
            if rule.frequency == .yearly || rule.frequency == .weekly || rule.interval > 1 {
                return (rule, .dayMissing)
            }
            rule.frequency = .monthly
            rule.monthDays = parts.days.map { $0 == 31 ? -1 : $0 }
        } else if !parts.weekdays.isEmpty {
            rule.frequency = .weekly
            rule.weekdays = parts.weekdays
        } else if rule.frequency == .daily {
            return (rule, rule.interval > 1 ? .dayMissing : nil)
        } else {
            return (rule, rule.frequency == .unknown ? .periodMissing : .dayMissing)
        }
        return (rule, nil)
    }

    private func note(_ parts: inout Parts, _ rule: PhraseRule, _ reading: inout PhraseReading) {
        if parts.isBefore,
            !rule.monthDays.isEmpty || !rule.yearDays.isEmpty || !rule.weekdays.isEmpty || rule.lastWorkingDay
        {
            reading.note(.before)
        }
        if rule.yearDays.count == 2, !rule.quarterly { reading.note(.twoDates) }
        if parts.fromContext { reading.note(.yearlyFromContext) }
        if !parts.before, !parts.latest, parts.times.isEmpty, !rule.monthDays.isEmpty,
            parts.isPeriodic || (parts.at && rule.weekdays.isEmpty)
        {
            reading.note(.at)
        }
        for day in [29, 30, 31] where parts.days.contains(day) && !rule.quarterly {
            reading.note(.init(rawValue: "day_\(day)_missing_in_some_months"))
        }
    }

    /// A date with its year and what follows: "trước ngày 20 tháng 11 năm 2025 và hàng tháng".
    private func continued(_ day: CivilDate, _ parts: Parts) -> PhraseReading {
        var rule = PhraseRule(parts.frequency?.0 ?? .monthly)
        rule.interval = parts.frequency?.interval ?? 1
        rule.times = parts.times
        switch rule.frequency {
        case .yearly: rule.yearDays = [.init(month: day.month, day: day.day)]
        case .weekly: rule.weekdays = [day.weekday]
        case .monthly: rule.monthDays = [day.day == 31 ? -1 : day.day]
        case .daily, .unknown: break
        }
        rule.from = (day.year, day.month)
        let start = max(reference, day.adding(days: -2))
        let first = parts.isBefore ? day.adding(days: -1) : day
        let next =
            first > reference
            ? Moment(first, parts.times.first) : next(of: rule, isBefore: parts.isBefore, after: start)
        var reading = PhraseReading(.recurring, .recurring(rule, next: next, offset: offset))
        if parts.isBefore { reading.note(.before) }
        return reading
    }

    /// The first due after the reference date.
    private func next(of rule: PhraseRule, isBefore: Bool, after start: CivilDate? = nil) -> Moment? {
        let start = start ?? reference
        let lead = isBefore ? 1 : 0
        for distance in 1...3_660 {
            let day = start.adding(days: distance + lead)
            if occurs(rule, on: day) { return Moment(day.adding(days: -lead), rule.times.min()) }
        }
        return nil
    }

    private func occurs(_ rule: PhraseRule, on day: CivilDate) -> Bool {
        let (year, month, number) = day.components
        let length = CivilDate.length(ofMonth: month, year: year)
        switch rule.frequency {
        case .daily: return true
        case .weekly: return rule.weekdays.contains(day.weekday)
        case .monthly where rule.lastWorkingDay:
            return day == calendar.workingDay(onOrBefore: day.lastOfMonth)
        case .monthly: return rule.monthDays.contains { number == ($0 == -1 ? length : min($0, length)) }
        case .yearly: return rule.yearDays.contains { $0.month == month && number == min($0.day, length) }
        case .unknown: return false
        }
    }
}
