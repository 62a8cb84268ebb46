import Directives
import TestSupport
import Testing

struct OfficeTimeTests {
    /// Fridays end at noon; 2022-01-08 is a worked Saturday, 2022-01-03 a day off.
    private let time = OfficeTime(
        zone: Fixture.zone,
        calendar: WorkingCalendar(
            name: "vn", weekend: [.saturday, .sunday],
            years: [
                2022: .init(
                    source: "test", daysOff: [Fixture.date("2022-01-03"): "Nghỉ bù"],
                    working: [Fixture.date("2022-01-08"): "Làm bù"])
            ], namedDays: [:]),
        hours: OfficeHours(spans: [
            .monday: [OfficeHours.Span("13:30-17:00")!, OfficeHours.Span("07:30-11:30")!],
            .tuesday: [OfficeHours.Span("07:30-11:30")!, OfficeHours.Span("13:30-17:00")!],
            .wednesday: [OfficeHours.Span("08:00-16:00")!], .thursday: [],
            .friday: [OfficeHours.Span("08:00-12:00")!],
        ]))

    @Test(arguments: [
        ("2022-01-04 07:29", false), ("2022-01-04 07:30", true), ("2022-01-04 11:29", true),
        ("2022-01-04 11:30", false), ("2022-01-04 13:30", true), ("2022-01-04 17:00", false),
        ("2022-01-03 09:00", false), ("2022-01-06 09:00", false), ("2022-01-08 09:00", true),
        ("2022-01-08 13:00", false), ("2022-01-09 09:00", false), ("2022-01-10 07:30", true),
    ])
    func theOfficeIsOpenInItsHoursOnly(instant: String, open: Bool) {
        #expect(time.isOpen(at: Fixture.instant(instant)) == open)
    }

    @Test(arguments: [
        ("2022-01-04 09:00", "2022-01-04 09:00"), ("2022-01-04 11:30", "2022-01-04 13:30"),
        ("2022-01-04 17:00", "2022-01-05 08:00"), ("2022-01-05 16:00", "2022-01-07 08:00"),
        ("2022-01-07 12:00", "2022-01-08 08:00"), ("2022-01-08 12:00", "2022-01-10 07:30"),
        ("2021-12-31 23:00", "2022-01-04 07:30"),
    ])
    func theNextOfficeHourIsFound(from: String, opening: String) {
        #expect(time.nextOfficeHour(from: Fixture.instant(from)) == Fixture.instant(opening))
    }

    @Test(
        arguments: [
            ("2022-01-04 00:00", "2022-01-04 17:00"), ("2022-01-07 20:00", "2022-01-07 12:00"),
            ("2022-01-08 09:00", "2022-01-08 12:00"), ("2022-01-10 09:00", "2022-01-10 17:00"),
            ("2022-01-09 09:00", nil), ("2022-01-06 09:00", nil), ("2022-01-03 09:00", nil),
        ] as [(String, String?)])
    func aDayClosesWithItsLastHour(instant: String, closing: String?) {
        #expect(time.endOfHours(onDayOf: Fixture.instant(instant)) == closing.map(Fixture.instant))
    }

    @Test func anOfficeThatNeverWorksHasNoOfficeHour() {
        let never = OfficeTime(zone: Fixture.zone, calendar: Fixture.calendar, hours: OfficeHours(spans: [:]))
        #expect(never.nextOfficeHour(from: Fixture.instant("2021-11-26")) == nil)
        #expect(!never.isOpen(at: Fixture.instant("2021-11-26 09:00")))
        let allOff = WorkingCalendar(name: "off", weekend: Set(Weekday.allCases), years: [:], namedDays: [:])
        let closed = OfficeTime(zone: Fixture.zone, calendar: allOff, hours: Fixture.hours)
        #expect(closed.nextOfficeHour(from: Fixture.instant("2021-11-26")) == nil)
    }

    @Test(.timeLimit(.minutes(1))) func aCalendarWithoutAWorkingDayEndsTheCount() {
        let allOff = WorkingCalendar(name: "off", weekend: Set(Weekday.allCases), years: [:], namedDays: [:])
        let day = Fixture.date("2021-11-26")
        #expect(allOff.workingDay(onOrAfter: day) >= day)
        #expect(allOff.workingDay(onOrBefore: day) <= day)
    }

    @Test(arguments: ["11:30-07:30", "07:30-07:30", "07:30", "07:30-24:00", "07:30 - 11:30", "7:30-11:30", "-", ""])
    func aTextThatIsNoSpanIsRefused(text: String) {
        #expect(OfficeHours.Span(text) == nil)
    }

    @Test func inAnotherZoneTheDayIsThatOfTheOffice() throws {
        let berlin = OfficeTime(
            zone: try #require(Zone(identifier: "Europe/Berlin")), calendar: Fixture.calendar, hours: Fixture.hours)
        let friday = berlin.zone.instant(Fixture.date("2026-03-27"), try #require(TimeOfDay("16:59")))
        #expect(berlin.isOpen(at: friday))
        // The weekend between has 23 hours of Sunday.
        let monday = try #require(berlin.nextOfficeHour(from: friday.adding(seconds: 60)))
        #expect(berlin.zone.iso8601(monday) == "2026-03-30T07:30:00+02:00")
    }
}
