import Directives
import TestSupport
import Testing

struct DeriverTests {
    private static let calendar = WorkingCalendar(
        name: "vn", weekend: [.saturday, .sunday],
        years: [
            2021: .init(source: "test", daysOff: [Fixture.date("2021-09-02"): "Quốc khánh"], working: [:]),
            2022: .init(
                source: "test",
                daysOff: Dictionary(
                    uniqueKeysWithValues: ["01-03", "01-31", "02-01", "02-02", "02-03", "02-04"].map {
                        (Fixture.date("2022-\($0)"), "Tết")
                    }), working: [:]),
            2025: .init(
                source: "test",
                daysOff: [Fixture.date("2025-09-01"): "Quốc khánh", Fixture.date("2025-09-02"): "Quốc khánh"],
                working: [:]),
            2026: .init(
                source: "test", daysOff: [Fixture.date("2026-01-01"): "Tết", Fixture.date("2026-01-02"): "Nghỉ bù"],
                working: [Fixture.date("2026-01-10"): "Làm bù"]),
        ], namedDays: Fixture.calendar.namedDays)
    private let deriver = Deriver(OfficeTime(zone: Fixture.zone, calendar: calendar, hours: Fixture.hours))

    private func derivation(_ text: String, event: String? = nil, roll: Roll? = nil) throws -> Derivation {
        var deadline = try #require(Deadline(text))
        if let roll { deadline = deadline.rolled(roll) }
        let words = event?.split(separator: " ").map(String.init)
        return try deriver.derivation(
            of: deadline, in: Fixture.notice,
            event: words.map { .init(date: Fixture.date($0[0]), time: $0.count > 1 ? TimeOfDay($0[1]) : nil) })
    }

    private func due(_ text: String, event: String? = nil, roll: Roll? = nil) throws -> Due {
        guard case .dated(let due) = try derivation(text, event: event, roll: roll).track else {
            throw DerivationError.outOfRange
        }
        return due
    }

    @Test(arguments: [
        ("2021-11-30", "2021-11-30"), ("2021-11-28", "2021-11-28"), ("2021-09-02", "2021-09-02"),
        ("2021-11", "2021-11-30"), ("2021-W48", "2021-12-05"), ("2021-Q4", "2021-12-31"), ("2021-H2", "2021-12-31"),
        ("2022-H1", "2022-06-30"), ("2022", "2022-12-31"),
    ])
    func aDateOrPeriodWrittenAsSuchEndsItsDayAndIsNeverMoved(text: String, day: String) throws {
        let due = try due(text)
        #expect(due.dueDate == Fixture.date(day))
        #expect(due.due == Fixture.zone.end(of: Fixture.date(day)))
        #expect(due.aim == due.due && due.aimDate == due.dueDate && !due.provisional)
        #expect(!due.hasTime(in: Fixture.zone))
    }

    @Test(
        arguments: [
            // Civil Code 2015, art. 147–148; domain.md §b.
            ("15 days after notice", nil, "2021-12-15"), ("30 days after 2025-08-01", nil, "2025-09-03"),
            ("5 days after receipt", "2021-10-29", "2021-11-03"), ("5 days after receipt", "2021-12-01", "2021-12-06"),
            ("2 months after 2021-12-31", nil, "2022-02-28"), ("1 month after 2021-12-31", nil, "2022-02-07"),
            ("1 year after 2020-11-30", nil, "2021-11-30"), ("1 year after 2024-02-29", nil, "2025-02-28"),
            ("2 weeks after 2021-11-30", nil, "2021-12-14"), ("1 week after 2021-11-27", nil, "2021-12-06"),
            ("1 day after 2021-12-03", nil, "2021-12-06"),
            ("3 working days after notice", nil, "2021-12-03"),
            ("5 working days after receipt", "2021-10-29", "2021-11-05"),
            ("1 working day after 2025-08-29", nil, "2025-09-03"),
            ("2 working days after 2026-01-08", nil, "2026-01-10"),
            ("3 working days after 2026-01-08", nil, "2026-01-12"),
            // Backward counts are not rolled.
            ("10 days before tet 2022", nil, "2022-01-22"), ("3 working days before tet 2022", nil, "2022-01-26"),
            ("1 month before 2022-03-31", nil, "2022-02-28"), ("4 weeks before christmas 2021", nil, "2021-11-27"),
        ] as [(String, String?, String)])
    func aCountedDeadlineEndsWhereTheCodeSays(text: String, event: String?, day: String) throws {
        let due = try due(text, event: event)
        #expect(due.dueDate == Fixture.date(day))
        #expect(due.aim == due.due && due.due == Fixture.zone.end(of: Fixture.date(day)))
    }

    @Test(arguments: [
        ("1 day after 2021-12-03", Roll.backward, "2021-12-03"), ("1 day after 2021-12-03", .stay, "2021-12-04"),
        ("10 days before tet 2022", .forward, "2022-01-24"), ("10 days before tet 2022", .backward, "2022-01-21"),
        ("2 days after 2021-11-29", .backward, "2021-12-01"),
    ])
    func aRollOverridesTheRule(text: String, roll: Roll, day: String) throws {
        #expect(try due(text, roll: roll).dueDate == Fixture.date(day))
    }

    @Test(arguments: [
        ("before 2021-12-15", "2021-12-14", "2021-12-15"), ("before christmas 2021", "2021-12-24", "2021-12-25"),
        ("before new-year 2022", "2021-12-31", "2022-01-01"), ("before tet 2022", "2022-01-31", "2022-02-01"),
    ])
    func beforeADayAimsAtTheDayBeforeAndIsDueAtItsEnd(text: String, aim: String, due day: String) throws {
        let due = try due(text)
        #expect(due.aimDate == Fixture.date(aim) && due.aim == Fixture.zone.end(of: Fixture.date(aim)))
        #expect(due.dueDate == Fixture.date(day) && due.due == Fixture.zone.end(of: Fixture.date(day)))
    }

    @Test func aMinuteIsThatMinute() throws {
        let due = try due("2021-11-30 16:00")
        #expect(due.aim == Fixture.instant("2021-11-30 16:00") && due.due == due.aim)
        #expect(due.hasTime(in: Fixture.zone))
    }

    @Test(arguments: [
        ("24 hours after receipt", "2021-12-03 15:30", "2021-12-04 15:30"),
        ("1 hour after receipt", "2021-12-03 23:30", "2021-12-04 00:30"),
        ("48 hours before receipt", "2021-12-03 15:30", "2021-12-01 15:30"),
    ])
    func hoursRunFromTheMinuteAndAreNotRolled(text: String, event: String, end: String) throws {
        let due = try due(text, event: event)
        #expect(due.due == Fixture.instant(end) && due.aim == due.due)
    }

    @Test func hoursNeedATime() throws {
        #expect(throws: DerivationError.timeMissing(.event("receipt"))) {
            try due("24 hours after receipt", event: "2021-12-03")
        }
        #expect(throws: DerivationError.timeMissing(.notice)) { try due("24 hours after notice") }
    }

    @Test func aDeadlineThatCannotBeDerivedSaysWhy() {
        #expect(throws: DerivationError.eventMissing("receipt")) { try due("5 days after receipt") }
        #expect(throws: DerivationError.noSuchDay("easter", year: 2022)) { try due("before easter 2022") }
        #expect(throws: DerivationError.outOfRange) { try due("9999 years after notice") }
        #expect(throws: DerivationError.outOfRange) { try due("9000 years before notice") }
    }

    @Test(arguments: [
        ("at once", Track.atOnce), ("urgent", .undated), ("standing", .undated), ("none", .undated),
    ])
    func noDateIsInvented(text: String, track: Track) throws {
        let derivation = try derivation(text)
        #expect(derivation.track == track)
        #expect(derivation.steps == [.noDue(Deadline(text)!)])
    }

    @Test(
        arguments: [
            ("5 working days after 2022-12-28", 2023), ("30 days after 2022-12-10", 2023),
            // The count passes through a year without data although it ends in one with.
            ("5 working days before 2023-01-03", 2023), ("600 working days after 2022-12-30", 2023),
            ("1 day after 2022-12-30", 2023),
        ] as [(String, Int)])
    func aYearWithoutDataMakesADueProvisional(text: String, year: Int) throws {
        let derivation = try derivation(text)
        guard case .dated(let due) = derivation.track else { throw DerivationError.outOfRange }
        #expect(due.provisional, "\(due)")
        #expect(derivation.steps.last == .provisional(year: year))
    }

    @Test(arguments: [
        "5 working days after 2022-12-20", "2024-05-01", "2023-Q1", "before tet 2024", "10 days before tet 2024",
        // Not a day of 2020 is counted.
        "1 working day after 2020-12-31", "1 working day before 2023-01-01",
    ])
    func aDueThatDoesNotDependOnTheCalendarIsNotProvisional(text: String) throws {
        let derivation = try derivation(text)
        guard case .dated(let due) = derivation.track else { throw DerivationError.outOfRange }
        #expect(!due.provisional)
        #expect(!derivation.steps.contains { if case .provisional = $0 { true } else { false } })
    }

    @Test func theStepsAreInOrder() throws {
        let date = Fixture.date
        #expect(
            try derivation("2021-11-28").steps == [
                .stated(date("2021-11-28"), nil),
                .onDayOff(date("2021-11-28"), .weekend(.sunday), lastWorkingDay: date("2021-11-26")),
                .endOfDay(date("2021-11-28")),
            ])
        #expect(
            try derivation("2021-W48").steps == [
                .wholePeriod(.week(year: 2021, week: 48), end: date("2021-12-05")),
                .onDayOff(date("2021-12-05"), .weekend(.sunday), lastWorkingDay: date("2021-12-03")),
                .endOfDay(date("2021-12-05")),
            ])
        #expect(
            try derivation("before tet 2022").steps == [
                .namedDay("tet", date("2022-02-01")), .before(date("2022-02-01"), aim: date("2022-01-31")),
                .onDayOff(date("2022-01-31"), .holiday("Tết"), lastWorkingDay: date("2022-01-28")),
                .endOfDay(date("2022-02-01")),
            ])
        #expect(
            try derivation("30 days after 2025-08-01").steps == [
                .countedFrom(.day(.date(date("2025-08-01"))), date("2025-08-01"), nil),
                .firstDayNotCounted(date("2025-08-01")), .counted(Count(30, .days)!, .after, date("2025-08-31")),
                .rolled(from: date("2025-08-31"), .weekend(.sunday), to: date("2025-09-03"), .forward),
                .endOfDay(date("2025-09-03")),
            ])
        #expect(
            try derivation("2 working days after 2025-08-29").steps == [
                .countedFrom(.day(.date(date("2025-08-29"))), date("2025-08-29"), nil),
                .firstDayNotCounted(date("2025-08-29")),
                .skipped(["2025-08-30", "2025-08-31", "2025-09-01", "2025-09-02"].map(date)),
                .counted(Count(2, .workingDays)!, .after, date("2025-09-04")), .endOfDay(date("2025-09-04")),
            ])
    }

    @Test(
        arguments: [("2021-11-28 16:00", nil), ("24 hours after receipt", "2021-11-27 16:00")] as [(String, String?)])
    func aMinuteOnADayOffHasAStep(text: String, event: String?) throws {
        let day = Fixture.date("2021-11-28")
        #expect(
            try derivation(text, event: event).steps.last
                == .onDayOff(day, .weekend(.sunday), lastWorkingDay: Fixture.date("2021-11-26")))
    }

    @Test(arguments: 0..<20)
    func anotherHolidayNeverMakesAForwardCountEarlier(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<30 {
            let calendar = Fixture.randomCalendar(&random)
            let start = Fixture.date("2020-12-01").adding(days: Int.random(in: 0..<600, using: &random))
            let count = Count(Int.random(in: 1...60, using: &random), random.one(in: 2) ? .workingDays : .days)!
            let holiday = start.adding(days: Int.random(in: -10...100, using: &random))
            var years = calendar.years
            let year = years[holiday.year]
            years[holiday.year] = .init(
                source: "more", daysOff: (year?.daysOff ?? [:]).merging([holiday: "Nghỉ thêm"]) { old, _ in old },
                working: (year?.working ?? [:]).filter { $0.key != holiday })
            let amended = WorkingCalendar(
                name: "more", weekend: calendar.weekend, years: years, namedDays: calendar.namedDays)
            let dues = try [calendar, amended].map { calendar in
                try Deriver(OfficeTime(zone: Fixture.zone, calendar: calendar, hours: Fixture.hours)).derivation(
                    of: .counted(count, .after, .day(.date(start)), roll: nil), in: Fixture.notice, event: nil
                ).track
            }
            guard case .dated(let before) = dues[0], case .dated(let after) = dues[1] else { continue }
            #expect(after.due >= before.due, "seed \(seed): \(count) after \(start), holiday \(holiday)")
        }
    }
}
