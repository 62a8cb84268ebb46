import Directives

extension Fixture {
    /// A calendar of 2020 to 2023 with a score of days off and a few worked weekend days.
    static func randomCalendar(_ random: inout SplitMix64) -> WorkingCalendar {
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
