import Directives
import TestSupport
import Testing

struct DayRunTests {
    private let calendar = WorkingCalendar(
        name: "vn", weekend: [.saturday, .sunday],
        years: [
            2026: .init(
                source: "test",
                daysOff: [Fixture.date("2026-02-16"): "Tết", Fixture.date("2026-02-17"): "Tết"],
                working: [Fixture.date("2026-02-21"): "Làm bù"])
        ], namedDays: [:])

    @Test func aSpanIsDividedIntoRunsOfWorkAndRest() {
        let runs = calendar.runs(from: Fixture.date("2026-02-13"), through: Fixture.date("2026-02-22"))
        #expect(
            runs.map { "\($0.first) \($0.last) \($0.isWorking)" } == [
                "2026-02-13 2026-02-13 true", "2026-02-14 2026-02-17 false", "2026-02-18 2026-02-21 true",
                "2026-02-22 2026-02-22 false",
            ])
        #expect(runs.map(calendar.holidays) == [[], ["Tết"], [], []])
    }

    @Test func anEmptySpanHasNoRun() {
        #expect(calendar.runs(from: Fixture.date("2026-02-13"), through: Fixture.date("2026-02-12")).isEmpty)
    }

    @Test func aProposedYearCountsButIsNotOfficial() {
        let date = Fixture.date("2027-01-01")
        let year = WorkingCalendar.Year(source: "proposal", daysOff: [date: "Tết Dương lịch"], working: [:])
        let expecting = WorkingCalendar(
            name: "vn", weekend: calendar.weekend, years: calendar.years, proposals: [2027: year, 2026: year],
            namedDays: [:])
        #expect(!expecting.isWorkingDay(date))
        #expect(expecting.reasonOff(date) == .holiday("Tết Dương lịch"))
        #expect(!expecting.covers(date))
        #expect(expecting.proposals.keys.sorted() == [2027], "what is official needs no proposal")
        #expect(expecting.missingLists(on: Fixture.date("2026-09-30")) == [])
        #expect(expecting.missingLists(on: Fixture.date("2026-10-01")) == [2027])
        #expect(expecting.missingLists(on: Fixture.date("2027-01-01")) == [2027])
    }
}
