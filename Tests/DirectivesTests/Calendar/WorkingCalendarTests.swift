import Directives
import TestSupport
import Testing

struct WorkingCalendarTests {
    /// The days off of National Day 2025 and a swapped Saturday of 2026, with an uncovered year before and after.
    private let calendar = WorkingCalendar(
        name: "vn", weekend: [.saturday, .sunday],
        years: [
            2025: .init(
                source: "test",
                daysOff: [Fixture.date("2025-09-01"): "Quốc khánh", Fixture.date("2025-09-02"): "Quốc khánh"],
                working: [:]),
            2026: .init(
                source: "test", daysOff: [Fixture.date("2026-01-01"): "Tết", Fixture.date("2026-01-02"): "Nghỉ bù"],
                working: [Fixture.date("2026-01-10"): "Làm bù"]),
        ], namedDays: [:])

    @Test(arguments: [
        ("2025-08-29", 1, "2025-09-03"), ("2025-09-03", -1, "2025-08-29"), ("2025-08-31", 1, "2025-09-03"),
        ("2025-12-31", 1, "2026-01-05"), ("2026-01-09", 1, "2026-01-10"), ("2026-01-12", -1, "2026-01-10"),
        ("2026-01-10", 1, "2026-01-12"), ("2025-08-30", 0, "2025-08-30"), ("2026-12-31", 1, "2027-01-01"),
    ])
    func holidaysAreSkippedAndSwappedSaturdaysCount(start: String, count: Int, end: String) {
        #expect(calendar.adding(workingDays: count, to: Fixture.date(start)) == Fixture.date(end))
    }

    @Test func aDayOffHasItsReason() {
        #expect(calendar.reasonOff(Fixture.date("2025-09-02")) == .holiday("Quốc khánh"))
        #expect(calendar.reasonOff(Fixture.date("2026-01-11")) == .weekend(.sunday))
        #expect(calendar.reasonOff(Fixture.date("2026-01-10")) == nil)
        #expect(calendar.reasonOff(Fixture.date("2025-09-03")) == nil)
        #expect(calendar.covers(Fixture.date("2026-12-31")))
        #expect(!calendar.covers(Fixture.date("2027-01-01")))
    }

    @Test func workingDayOnOrAfterAndOnOrBeforeMoveOnlyDaysOff() {
        #expect(calendar.workingDay(onOrAfter: Fixture.date("2025-08-30")) == Fixture.date("2025-09-03"))
        #expect(calendar.workingDay(onOrBefore: Fixture.date("2025-09-02")) == Fixture.date("2025-08-29"))
        #expect(calendar.workingDay(onOrAfter: Fixture.date("2026-01-10")) == Fixture.date("2026-01-10"))
        #expect(calendar.workingDay(onOrBefore: Fixture.date("2026-01-10")) == Fixture.date("2026-01-10"))
    }

    @Test func equalCalendarsAreEqualAndHashAlike() {
        let same = WorkingCalendar(
            name: "vn", weekend: calendar.weekend, years: calendar.years, namedDays: calendar.namedDays)
        #expect(same == calendar)
        #expect(same.hashValue == calendar.hashValue)
        #expect(
            WorkingCalendar(name: "vn", weekend: [.sunday], years: calendar.years, namedDays: [:]) != calendar)
    }

    @Test(arguments: 0..<20)
    func lookingUpEqualsCountingDayByDay(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let calendar = Fixture.randomCalendar(&random)
        // The span of the look-up ends a year before and after the known years; counts cross both edges.
        for _ in 0..<60 {
            let date = Fixture.date("2018-06-01").adding(days: Int.random(in: 0..<3_000, using: &random))
            let count = Int.random(in: -300...300, using: &random)
            let (end, walked) = (calendar.adding(workingDays: count, to: date), walk(calendar, count, date))
            #expect(end == walked, "seed \(seed): \(count) working days from \(date)")
            #expect(
                calendar.workingDays(from: date, to: walked) == count || !calendar.isWorkingDay(date) || count == 0,
                "seed \(seed): counting back \(count) from \(date)")
            let other = date.adding(days: Int.random(in: 0..<900, using: &random))
            let days = (date.dayNumber..<other.dayNumber).count { calendar.isWorkingDay(CivilDate(dayNumber: $0 + 1)) }
            #expect(calendar.workingDays(from: date, to: other) == days, "seed \(seed): \(date) to \(other)")
            #expect(calendar.workingDays(from: other, to: date) == -days, "seed \(seed): \(other) to \(date)")
        }
    }

    @Test(arguments: 0..<20)
    func addingIsUndoneAndMonotone(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let calendar = Fixture.randomCalendar(&random)
        for _ in 0..<60 {
            let date = Fixture.date("2018-06-01").adding(days: Int.random(in: 0..<3_000, using: &random))
            let count = Int.random(in: 1...200, using: &random)
            let later = calendar.adding(workingDays: count, to: date)
            #expect(calendar.isWorkingDay(later))
            #expect(calendar.workingDays(from: date, to: later) == count, "seed \(seed): \(date) + \(count)")
            let back = calendar.adding(workingDays: -count, to: later)
            #expect(back == calendar.workingDay(onOrBefore: date), "seed \(seed): \(date) + \(count) - \(count)")
            #expect(calendar.adding(workingDays: count + 1, to: date) > later)
            #expect(calendar.adding(workingDays: count, to: date.adding(days: 1)) >= later)
        }
    }

    private func walk(_ calendar: WorkingCalendar, _ count: Int, _ start: CivilDate) -> CivilDate {
        var (day, left) = (start, abs(count))
        while left > 0 {
            day = day.adding(days: count < 0 ? -1 : 1)
            if calendar.isWorkingDay(day) { left -= 1 }
        }
        return day
    }
}
