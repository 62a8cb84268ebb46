import Directives
import TestSupport
import Testing

struct CivilDateTests {
    @Test func daysFollowEachOtherFromTheFirstToTheLast() throws {
        let first = try #require(CivilDate(year: 1, month: 1, day: 1))
        let last = try #require(CivilDate(year: 9999, month: 12, day: 31))
        #expect(last.dayNumber - first.dayNumber == 3_652_058)
        #expect(first.weekday == .monday)
        // A stride prime to 7 and 146,097 meets every weekday, month end and leap rule.
        for number in stride(from: first.dayNumber, through: last.dayNumber, by: 37) {
            let date = CivilDate(dayNumber: number)
            let (year, month, day) = date.components
            guard CivilDate(year: year, month: month, day: day) == date, CivilDate(date.description) == date,
                date.adding(days: 1).weekday.rawValue == date.weekday.rawValue % 7 + 1
            else {
                Issue.record("\(date)")
                return
            }
        }
    }

    @Test(arguments: [1, 4, 100, 1600, 1900, 1969, 1970, 2000, 2021, 2024, 2100, 9999])
    func everyDayOfAYearFollowsTheDayBefore(year: Int) throws {
        var expected = try #require(CivilDate(year: year, month: 1, day: 1))
        for month in 1...12 {
            for day in 1...CivilDate.length(ofMonth: month, year: year) {
                #expect(CivilDate(year: year, month: month, day: day) == expected)
                expected = expected.adding(days: 1)
            }
        }
        #expect(expected.year == year + 1)
    }

    @Test(arguments: [
        "2026-02-30", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "0000-01-01",
        "10000-01-01", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", "20260101", "2026-01-01 ", " 2026-01-01",
        "+026-01-01", "-001-01-01", "٢٠٢٦-٠١-٠١", "２０２６-01-01", "2026-01-01T00:00", "2026‑01‑01", "",
    ])
    func aTextThatIsNoDayIsRefused(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(arguments: [
        ("2021-12-31", 2, "2022-02-28"), ("2023-12-31", 2, "2024-02-29"), ("2021-01-31", 1, "2021-02-28"),
        ("2021-08-31", 1, "2021-09-30"), ("2021-11-15", 2, "2022-01-15"), ("2022-03-31", -1, "2022-02-28"),
        ("2022-01-15", -1, "2021-12-15"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -12, "2023-02-28"),
        ("2021-05-31", 0, "2021-05-31"), ("0001-01-31", 1, "0001-02-28"),
    ])
    func monthsEndOnTheLastDayWhereTheDayIsMissing(start: String, months: Int, end: String) {
        #expect(Fixture.date(start).adding(months: months) == Fixture.date(end))
    }

    @Test func monthsBeyondTheYearsAreRefused() {
        #expect(Fixture.date("9999-12-01").adding(months: 1) == nil)
        #expect(Fixture.date("0001-01-01").adding(months: -1) == nil)
        #expect(Fixture.date("0001-01-01").adding(months: -40) == nil)
    }

    @Test(arguments: [
        ("2021-11", "2021-11-01", "2021-11-30"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-W48", "2021-11-29", "2021-12-05"), ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-W01", "2021-01-04", "2021-01-10"), ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2021-Q1", "2021-01-01", "2021-03-31"), ("2021-Q2", "2021-04-01", "2021-06-30"),
        ("2021-Q3", "2021-07-01", "2021-09-30"), ("2021-Q4", "2021-10-01", "2021-12-31"),
        ("2021-H1", "2021-01-01", "2021-06-30"), ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021", "2021-01-01", "2021-12-31"), ("0001-W01", "0001-01-01", "0001-01-07"),
    ])
    func aPeriodHasItsFirstAndLastDay(text: String, start: String, end: String) throws {
        let period = try #require(Period(text))
        #expect(period.start == Fixture.date(start))
        #expect(period.end == Fixture.date(end))
        #expect(period.description == text)
    }

    @Test(arguments: [
        "2021-13", "2021-00", "2021-1", "2021-011", "2021-Q5", "2021-Q0", "2021-Q04", "2021-q4", "2021-H3", "2021-H0",
        "2021-W53", "2021-W00", "2021-W1", "2021-w48", "2021W48", "2021-", "202", "20211", "0000", "2021-11-30", "",
    ])
    func aTextThatIsNoPeriodIsRefused(text: String) {
        #expect(Period(text) == nil)
    }

    @Test func longYearsAreThoseOfISO8601() {
        // Years of 2000 to 2050 with 53 weeks, as the standard's calendar has them.
        let long = (2000...2050).filter { Period("\($0)-W53") != nil }
        #expect(long == [2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048])
    }

    @Test(arguments: ["24:00", "23:60", "7:30", "07:3", "0730", "07:30:00", "-1:00", "07.30", "٠٧:٣٠", " 07:30", ""])
    func aTextThatIsNoTimeIsRefused(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test func everyMinuteOfTheDayIsWrittenAndRead() {
        for minute in 0..<1_440 {
            let time = TimeOfDay(hour: minute / 60, minute: minute % 60)
            #expect(time?.minute == minute)
            #expect(time.flatMap { TimeOfDay($0.description) } == time)
        }
    }
}
