import Directives
import TestSupport
import Testing

/// The forms of deadlines beside days, periods and plain counts.
struct FormsTests {
    private let deriver = Deriver(Fixture.time)

    private func derivation(_ text: String, event: String? = nil) throws -> Derivation {
        let words = event?.split(separator: " ").map(String.init)
        return try deriver.derivation(
            of: try #require(Deadline(text)), in: Fixture.notice,
            event: words.map { .init(date: Fixture.date($0[0]), time: $0.count > 1 ? TimeOfDay($0[1]) : nil) })
    }

    private func due(_ text: String, event: String? = nil) throws -> Due {
        guard case .dated(let due) = try derivation(text, event: event).track else {
            throw DerivationError.outOfRange
        }
        return due
    }

    @Test(
        arguments: [
            // Civil Code 2015, art. 146.2 and 146.3.
            ("beginning of 2021-12", "2021-12-01"), ("middle of 2021-12", "2021-12-15"),
            ("end of 2022-02", "2022-02-28"), ("beginning of 2022", "2022-01-01"), ("middle of 2022", "2022-06-30"),
            ("end of 2022", "2022-12-31"), ("beginning of 2022-Q2", "2022-04-01"), ("end of 2021-Q4", "2021-12-31"),
            ("end of 2022-H1", "2022-06-30"), ("beginning of 2022-H2", "2022-07-01"), ("end of 2021-W48", "2021-12-05"),
        ])
    func aPointOfAPeriodIsItsDayAndIsNeverMoved(text: String, day: String) throws {
        let due = try due(text)
        #expect(due.dueDate == Fixture.date(day))
        #expect(due.due == Fixture.zone.end(of: Fixture.date(day)) && due.aim == due.due)
    }

    @Test func aRangeIsDueAtTheEndOfItsLastDayAndNamesItsFirst() throws {
        let derivation = try derivation("from 2021-12-01 to 2021-12-12")
        #expect(try due("from 2021-12-01 to 2021-12-12").dueDate == Fixture.date("2021-12-12"))
        #expect(derivation.steps.first == .range(Fixture.date("2021-12-01"), end: Fixture.date("2021-12-12")))
        // A Sunday, and it stays.
        #expect(derivation.steps.contains { if case .onDayOff = $0 { true } else { false } })
    }

    @Test(
        arguments: [
            // 07:30–11:30 and 13:30–17:00: seven hours and a half a day.
            ("8 working hours after receipt", "2021-12-01 07:30", "2021-12-02 08:00"),
            ("4 working hours after receipt", "2021-12-01 07:30", "2021-12-01 11:30"),
            ("1 working hour after receipt", "2021-12-01 11:00", "2021-12-01 14:00"),
            ("8 working hours after receipt", "2021-12-03 15:30", "2021-12-06 16:00"),
            // On a Saturday, in the break, before and after hours: from the next opening.
            ("1 working hour after receipt", "2021-12-04 10:00", "2021-12-06 08:30"),
            ("1 working hour after receipt", "2021-12-01 12:00", "2021-12-01 14:30"),
            ("1 working hour after receipt", "2021-12-01 05:00", "2021-12-01 08:30"),
            ("1 working hour after receipt", "2021-12-01 23:00", "2021-12-02 08:30"),
            // Friday 2021-12-31, and Monday 2022-01-03 is a day off.
            ("2 working hours after receipt", "2021-12-31 16:00", "2022-01-04 08:30"),
            ("1 working hour before receipt", "2021-12-06 08:00", "2021-12-03 16:30"),
            ("24 hours after receipt", "2021-12-03 15:30", "2021-12-04 15:30"),
        ] as [(String, String, String)])
    func hoursEndAtTheirMinute(text: String, event: String, end: String) throws {
        let due = try due(text, event: event)
        #expect(due.due == Fixture.instant(end), "\(Fixture.zone.iso8601(due.due))")
        #expect(due.aim == due.due && due.hasTime(in: Fixture.zone))
    }

    @Test func hoursNeedAMinuteAndAnOffice() throws {
        #expect(throws: DerivationError.timeMissing(.event("receipt"))) {
            try derivation("8 working hours after receipt", event: "2021-12-01")
        }
        let idle = OfficeTime(zone: Fixture.zone, calendar: Fixture.calendar, hours: OfficeHours(spans: [:]))
        #expect(idle.adding(officeHours: 1, to: Fixture.instant("2021-12-01")) == nil)
        #expect(throws: DerivationError.noOfficeHours) {
            try Deriver(idle).derivation(
                of: try #require(Deadline("8 working hours after receipt")), in: Fixture.notice,
                event: .init(date: Fixture.date("2021-12-01"), time: .midnight))
        }
    }

    @Test(arguments: 0..<30)
    func officeHoursAddUpAndComeBack(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let time = OfficeTime(
            zone: Fixture.zone, calendar: Fixture.randomCalendar(&random), hours: Fixture.hours)
        for _ in 0..<50 {
            let start = Fixture.instant("2021-01-01").adding(seconds: 60 * Int.random(in: 0..<500_000, using: &random))
            let (first, second) = (Int.random(in: 1...20, using: &random), Int.random(in: 1...20, using: &random))
            let middle = try #require(time.adding(officeHours: first, to: start))
            let end = try #require(time.adding(officeHours: first + second, to: start))
            let place: Comment = "seed \(seed): \(first) + \(second) from \(Fixture.zone.iso8601(start))"
            #expect(time.adding(officeHours: second, to: middle) == end, place)
            #expect(start < middle && middle < end, place)
            let back = try #require(time.adding(officeHours: -(first + second), to: end))
            #expect(time.nextOfficeHour(from: start) == time.nextOfficeHour(from: back), place)
        }
    }

    @Test(
        arguments: [
            ("10 days after tb/8.1 is done", "2021-12-10 14:20", "2021-12-20"),
            ("5 working days after tb/9.6 fails", "2021-12-10 14:20", "2021-12-17"),
        ] as [(String, String, String)])
    func aChainIsCountedFromTheEndOfTheOther(text: String, event: String, day: String) throws {
        #expect(try due(text, event: event).dueDate == Fixture.date(day))
        #expect(throws: DerivationError.self) { try derivation(text) }
    }

    @Test func aRecurrenceHasADueOnlyForAPeriodOfIts() throws {
        let deadline = try #require(Deadline("every month before day 20"))
        let derivation = try deriver.derivation(of: deadline, in: Fixture.notice, event: nil, period: "2021-12")
        guard case .dated(let due) = derivation.track else { return }
        #expect(due.dueDate == Fixture.date("2021-12-20") && due.aimDate == Fixture.date("2021-12-19"))
        for period in ["2021-11", "2021-W48", "2021-12-20", "", nil] {
            #expect(throws: DerivationError.noSuchPeriod(period)) {
                try deriver.derivation(of: deadline, in: Fixture.notice, event: nil, period: period)
            }
        }
    }

    @Test(
        arguments: [
            (nil, "2022-02-20", false), (Roll.forward, "2022-02-21", false), (.backward, "2022-02-18", false),
            (Roll.stay, "2022-02-20", false),
        ] as [(Roll?, String, Bool)])
    func aRecurrenceIsMovedOnlyWhereTheFilesSaySo(roll: Roll?, day: String, provisional: Bool) throws {
        var deadline = try #require(Deadline("every month on day 20"))
        if let roll { deadline = deadline.rolled(roll) }
        let derivation = try deriver.derivation(of: deadline, in: Fixture.notice, event: nil, period: "2022-02")
        guard case .dated(let due) = derivation.track else { return }
        #expect(due.dueDate == Fixture.date(day) && due.provisional == provisional)
    }

    @Test func aDayThatDependsOnAnUnknownYearIsProvisional() throws {
        let deadline = try #require(Deadline("every year by last working day"))
        for (period, provisional) in [("2022", false), ("2023", true)] {
            let derivation = try deriver.derivation(of: deadline, in: Fixture.notice, event: nil, period: period)
            guard case .dated(let due) = derivation.track else { return }
            #expect(due.provisional == provisional)
            #expect(derivation.steps.contains(.provisional(year: 2023)) == provisional)
        }
    }
}
