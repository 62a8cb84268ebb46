/// The days off of a year as far as Vietnamese law fixes them, and what is still to be decided.
///
/// It is a proposal for a year without an official list, and never used as that list. The Labour Code 2019 fixes the
/// holidays (art. 112.1) and that one on the weekly day off moves to the next working day (art. 111.3); the Prime
/// Minister decides each year on the five days of Tết and the second of National Day (art. 112.3), and the Government
/// exchanges working days now and then.
public struct StatutoryYear: Hashable, Sendable {
    /// A weekday that is off.
    public struct Day: Hashable, Sendable {
        public let date: CivilDate
        public let holiday: StatutoryHoliday
        /// The holiday on a weekend that it makes up for; nil for the holiday itself, and where that is undecided.
        public let makesUpFor: CivilDate?
    }

    /// What is yet to be decided.
    public enum Question: Hashable, Sendable {
        /// Which days of a holiday are off: the weekdays of each choice, those aside that are off in every one.
        case choice(StatutoryHoliday, [Choice])
        /// A holiday on a weekend without a rule for making it up.
        case makingUp(StatutoryHoliday, CivilDate)
        /// A working day alone between days off, of the kind that was exchanged for a Saturday before.
        case bridge(CivilDate)
    }

    /// One way to place a holiday.
    public struct Choice: Hashable, Sendable {
        /// The days of the holiday by law, on weekends too.
        public let days: [CivilDate]
        /// The weekdays that are off under this choice only, or under some but not all choices.
        public let off: [Day]
    }

    public let year: Int
    /// The weekdays that are off whatever is decided, in order.
    public let certain: [Day]
    /// In the order of the year.
    public let questions: [Question]

    /// - Parameters:
    ///   - year: one of 2021, when the Labour Code 2019 came into force, to 2100; nil for others.
    ///   - weekend: the weekly days off.
    public init?(_ year: Int, weekend: Set<Weekday> = [.saturday, .sunday]) {
        guard (2021...2100).contains(year), weekend.count < 7,
            let newYear = StatutoryHoliday.newYear.date(in: year), let tet = StatutoryHoliday.tet.date(in: year),
            let hungKings = StatutoryHoliday.hungKings.date(in: year),
            let victory = StatutoryHoliday.victory.date(in: year), let labour = StatutoryHoliday.labour.date(in: year),
            let national = StatutoryHoliday.nationalDay.date(in: year)
        else { return nil }
        self.year = year
        var fixed: [CivilDate: StatutoryHoliday] = [
            newYear: .newYear, hungKings: .hungKings, victory: .victory, labour: .labour,
        ]
        let culture = StatutoryHoliday.culture.date(in: year)
        if let culture { fixed[culture] = .culture }

        // One or two days of the old year with four or three of the new; the day before or after 2/9.
        let tetChoices = [1, 2].map { before in (0..<5).map { tet.adding(days: $0 - before) } }
        let nationalChoices = [-1, 1].map { [national, national.adding(days: $0)].sorted() }
        var outcomes: [(tet: Int, national: Int, days: [CivilDate: Day])] = []
        for (tetIndex, tetDays) in tetChoices.enumerated() {
            for (nationalIndex, nationalDays) in nationalChoices.enumerated() {
                var holidays = fixed
                for day in tetDays { holidays[day] = .tet }
                for day in nationalDays { holidays[day] = .nationalDay }
                outcomes.append((tetIndex, nationalIndex, Self.off(holidays, weekend)))
            }
        }
        let all = outcomes.dropFirst().reduce(Set(outcomes[0].days.keys)) { $0.intersection($1.days.keys) }
        certain = all.compactMap { date in
            let days = Set(outcomes.compactMap { $0.days[date] })
            // Off in any case, though what for may depend on the choice.
            return days.count == 1
                ? days.first : days.first.map { Day(date: date, holiday: $0.holiday, makesUpFor: nil) }
        }.sorted { $0.date < $1.date }

        func choices(_ days: [[CivilDate]], _ outcome: (Int) -> [CivilDate: Day]?) -> [Choice] {
            days.indices.map { index in
                let off = outcome(index)?.values.filter { !all.contains($0.date) } ?? []
                return Choice(days: days[index], off: off.sorted { $0.date < $1.date })
            }
        }
        let tets = choices(tetChoices) { index in
            outcomes.first { $0.tet == index }?.days.filter { $0.value.holiday == .tet }
        }
        let nationals = choices(nationalChoices) { index in
            outcomes.first { $0.national == index }?.days.filter { $0.value.holiday == .nationalDay }
        }
        var questions: [Question] = []
        if Set(tets.map(\.off)).count > 1 { questions.append(.choice(.tet, tets)) }
        if Set(nationals.map(\.off)).count > 1 { questions.append(.choice(.nationalDay, nationals)) }
        if let culture, weekend.contains(culture.weekday) { questions.append(.makingUp(.culture, culture)) }
        let undecided = Set((tets + nationals).flatMap(\.off).map(\.date))
        questions += Self.bridges(of: year, weekend, certain: all, undecided: undecided).map(Question.bridge)
        self.questions = questions
    }

    /// The weekdays that are off for the holidays, with those that make up for a weekend.
    private static func off(_ holidays: [CivilDate: StatutoryHoliday], _ weekend: Set<Weekday>) -> [CivilDate: Day] {
        var off: [CivilDate: Day] = [:]
        for (date, holiday) in holidays where !weekend.contains(date.weekday) {
            off[date] = Day(date: date, holiday: holiday, makesUpFor: nil)
        }
        for (date, holiday) in holidays.sorted(by: { $0.key < $1.key })
        where weekend.contains(date.weekday) && holiday.isMadeUp {
            var next = date.adding(days: 1)
            while weekend.contains(next.weekday) || off[next] != nil { next = next.adding(days: 1) }
            off[next] = Day(date: next, holiday: holiday, makesUpFor: date)
        }
        return off
    }

    /// Working days with days off on both sides, beside a holiday.
    private static func bridges(
        of year: Int, _ weekend: Set<Weekday>, certain: Set<CivilDate>, undecided: Set<CivilDate>
    ) -> [CivilDate] {
        guard let first = CivilDate(year: year, month: 1, day: 1), let last = CivilDate(year: year, month: 12, day: 31)
        else { return [] }
        func isOff(_ day: CivilDate) -> Bool { weekend.contains(day.weekday) || certain.contains(day) }
        return (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)).filter { day in
            let (before, after) = (day.adding(days: -1), day.adding(days: 1))
            return !isOff(day) && !undecided.contains(day) && isOff(before) && isOff(after)
                && (certain.contains(before) || certain.contains(after))
        }
    }
}
