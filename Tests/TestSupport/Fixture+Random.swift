package import Directives

extension Fixture {
    /// A calendar of 2020 to 2023 with a score of days off and a few worked weekend days.
    package static func randomCalendar(_ random: inout SplitMix64) -> WorkingCalendar {
        let weekends: [Set<Weekday>] = [[.saturday, .sunday], [.sunday], [.friday, .saturday], []]
        let weekend = random.one(in: 2) ? weekends[0] : weekends.randomElement(using: &random) ?? []
        var years: [Int: WorkingCalendar.Year] = [:]
        for year in 2020...2023 where !random.one(in: 6) {
            var daysOff: [CivilDate: String] = [:]
            var working: [CivilDate: String] = [:]
            for _ in 0..<24 {
                let day = date("\(year)-01-01").adding(days: Int.random(in: 0..<365, using: &random))
                if weekend.contains(day.weekday) {
                    if random.one(in: 3) { working[day] = "Làm bù" }
                } else {
                    daysOff[day] = "Nghỉ"
                }
            }
            // The edges of the year, where the look-up meets the next one.
            if random.one(in: 2) { daysOff[date("\(year)-01-01")] = "Tết" }
            if random.one(in: 2) { daysOff[date("\(year)-12-31")] = "Nghỉ" }
            years[year] = .init(source: "random", daysOff: daysOff, working: working)
        }
        return WorkingCalendar(name: "random", weekend: weekend, years: years, namedDays: calendar.namedDays)
    }
}

extension Fixture {
    /// Any deadline that a file can state.
    package static func randomDeadline(_ random: inout SplitMix64) -> Deadline {
        let day = date("2021-06-01").adding(days: Int.random(in: 0..<500, using: &random))
        let reference: DayReference =
            random.one(in: 2)
            ? .date(day) : .named(["christmas", "tet", "new-year"].randomElement(using: &random)!, year: 2022)
        switch Int.random(in: 0..<11, using: &random) {
        case 0: return .on(day)
        case 1: return .at(day, TimeOfDay(hour: Int.random(in: 0..<24, using: &random), minute: 30)!)
        case 2:
            let periods: [Period] = [
                .month(year: 2021, month: Int.random(in: 6...12, using: &random)), .quarter(year: 2021, quarter: 4),
                .week(year: 2021, week: Int.random(in: 25...52, using: &random)), .half(year: 2022, half: 1),
                .year(2021),
            ]
            return .within(periods.randomElement(using: &random)!)
        case 3: return .before(reference)
        case 8:
            let positions: [PeriodPoint.Position] = [.beginning, .middle, .end]
            return .point(PeriodPoint(positions.randomElement(using: &random)!, of: .month(year: 2021, month: 11))!)
        case 9: return .range(day, day.adding(days: Int.random(in: 0..<60, using: &random)))
        case 10:
            guard case .every(let recurrence) = randomRecurrence(&random) else { return .none }
            // A rule for days off is not written in the text.
            return .every(
                Recurrence(
                    recurrence.pattern, time: recurrence.time, from: recurrence.from, until: recurrence.until,
                    except: recurrence.except))
        case 4: return [.atOnce, .urgent, .standing, .none].randomElement(using: &random)!
        default:
            let units: [Count.Unit] = [.days, .workingDays, .weeks, .months]
            let anchors: [Anchor] = [.notice, .day(reference)]
            return .counted(
                Count(Int.random(in: 1...40, using: &random), units.randomElement(using: &random)!)!,
                random.one(in: 4) ? .before : .after, anchors.randomElement(using: &random)!, roll: nil)
        }
    }
}

extension Fixture {
    /// Any policy; its reminders go at a quarter past some hour of the morning.
    package static func randomPolicy(_ random: inout SplitMix64) -> Policy {
        func steps(_ random: inout SplitMix64) -> [String] {
            var steps = random.one(in: 4) ? [] : ["on assignment"]
            for kind in ["before", "after"] {
                if kind == "after", random.one(in: 2) { steps.append("on the day") }
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    let count = StepCount(Int.random(in: 1...12, using: &random), working: random.one(in: 2))!
                    steps.append("\(count) \(kind)")
                }
            }
            if random.one(in: 2) {
                steps.append(
                    "then every \(StepCount(Int.random(in: 1...9, using: &random), working: random.one(in: 2))!)")
            }
            if random.one(in: 2) { steps.append("until \(Int.random(in: 2...40, using: &random)) working days after") }
            return steps
        }
        return policy(
            at: .time(TimeOfDay(hour: Int.random(in: 8...10, using: &random), minute: 15)!), steps(&random),
            coordinating: random.one(in: 3) ? nil : steps(&random),
            supervising: random.one(in: 3) ? nil : steps(&random),
            escalation: random.one(in: 3)
                ? nil : .init(after: Int.random(in: 1...4, using: &random), to: ["lanh-dao", "van-phong"]),
            review: random.one(in: 3) ? nil : "10 working days")
    }
}
