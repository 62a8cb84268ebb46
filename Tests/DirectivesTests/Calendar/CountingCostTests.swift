import Directives
import Foundation
import TestSupport
import Testing

/// What "N working days after D" costs with ten years of calendar, beside a plain loop over days.
///
/// A figure, not a limit: `DONDOC_COST=1 swift test -c release --filter CountingCostTests` prints it.
struct CountingCostTests {
    private static let isAsked = ProcessInfo.processInfo.environment["DONDOC_COST"] != nil

    private static let calendar: WorkingCalendar = {
        var random = SplitMix64(seed: 10)
        var years: [Int: WorkingCalendar.Year] = [:]
        for year in 2020...2029 {
            var daysOff: [CivilDate: String] = [:]
            for _ in 0..<14 {
                daysOff[Fixture.date("\(year)-01-01").adding(days: Int.random(in: 0..<365, using: &random))] = "Nghỉ"
            }
            years[year] = .init(source: "test", daysOff: daysOff, working: [:])
        }
        return WorkingCalendar(name: "ten", weekend: [.saturday, .sunday], years: years, namedDays: [:])
    }()

    private func plainly(_ count: Int, after date: CivilDate) -> CivilDate {
        var (day, left) = (date, count)
        while left > 0 {
            day = day.adding(days: 1)
            let isOff = day.weekday == .saturday || day.weekday == .sunday
            if !isOff, Self.calendar.years[day.year]?.daysOff[day] == nil { left -= 1 }
        }
        return day
    }

    @Test(arguments: [1, 5, 22, 250, 2_000])
    func countingAgreesWithAPlainLoopAndSaysWhatItCosts(count: Int) {
        let start = Fixture.date("2020-03-01")
        let rounds = Self.isAsked ? 1_000 : 20
        let clock = ContinuousClock()
        var sums = (0, 0)
        let ours = clock.measure {
            for round in 0..<rounds {
                sums.0 += Self.calendar.adding(workingDays: count, to: start.adding(days: round % 300)).dayNumber
            }
        }
        let loop = clock.measure {
            for round in 0..<rounds { sums.1 += plainly(count, after: start.adding(days: round % 300)).dayNumber }
        }
        #expect(sums.0 == sums.1)
        if Self.isAsked { print("\(count) working days: \(ours / rounds) each; plain loop \(loop / rounds)") }
    }
}
