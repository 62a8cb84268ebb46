import Directives
import TestSupport
import Testing

struct CycleTests {
    /// The first occurrences of a deadline in words: `PERIOD DATE`.
    private func occurrences(
        _ text: String, from start: String = "2021-11-26", count: Int = 3,
        _ calendar: WorkingCalendar = Fixture.calendar
    ) throws -> [Recurrence.Occurrence] {
        guard case .every(let recurrence)? = Deadline(text) else {
            Issue.record("'\(text)' does not recur")
            return []
        }
        var found: [Recurrence.Occurrence] = []
        recurrence.forEachOccurrence(from: Fixture.date(start), calendar) {
            found.append($0)
            return found.count < count
        }
        return found
    }

    @Test(
        arguments: [
            ("every month on day 20", "2021-12 2021-12-20, 2022-01 2022-01-20, 2022-02 2022-02-20"),
            ("every month before day 20", "2021-12 2021-12-20, 2022-01 2022-01-20, 2022-02 2022-02-20"),
            // A short month has its last day instead.
            ("every month on day 31", "2021-11 2021-11-30, 2021-12 2021-12-31, 2022-01 2022-01-31"),
            ("every month on day 29 from 2022-01-30", "2022-02 2022-02-28, 2022-03 2022-03-29, 2022-04 2022-04-29"),
            ("every month", "2021-11 2021-11-30, 2021-12 2021-12-31, 2022-01 2022-01-31"),
            ("every month by last working day", "2021-11 2021-11-30, 2021-12 2021-12-31, 2022-01 2022-01-31"),
            // 2022-01-03 is a day off in lieu.
            ("every month on first working day", "2021-12 2021-12-01, 2022-01 2022-01-04, 2022-02 2022-02-01"),
            ("every month on working day 5", "2021-12 2021-12-07, 2022-01 2022-01-10, 2022-02 2022-02-07"),
            ("every month on first monday", "2021-12 2021-12-06, 2022-01 2022-01-03, 2022-02 2022-02-07"),
            ("every month on last friday", "2021-11 2021-11-26, 2021-12 2021-12-31, 2022-01 2022-01-28"),
            ("every 2 months on day 20", "2022-01 2022-01-20, 2022-03 2022-03-20, 2022-05 2022-05-20"),
            ("every quarter by last working day", "2021-Q4 2021-12-31, 2022-Q1 2022-03-31, 2022-Q2 2022-06-30"),
            ("every quarter on day 30 of first month", "2022-Q1 2022-01-30, 2022-Q2 2022-04-30, 2022-Q3 2022-07-30"),
            ("every quarter before day 15 of last month", "2021-Q4 2021-12-15, 2022-Q1 2022-03-15, 2022-Q2 2022-06-15"),
            ("every quarter on day 30 of second month", "2021-Q4 2021-11-30, 2022-Q1 2022-02-28, 2022-Q2 2022-05-30"),
            ("every half-year", "2021-H2 2021-12-31, 2022-H1 2022-06-30, 2022-H2 2022-12-31"),
            ("every half-year on day 20 of last month", "2021-H2 2021-12-20, 2022-H1 2022-06-20, 2022-H2 2022-12-20"),
            ("every week on monday", "2021-W48 2021-11-29, 2021-W49 2021-12-06, 2021-W50 2021-12-13"),
            ("every 2 weeks on friday", "2021-W47 2021-11-26, 2021-W49 2021-12-10, 2021-W51 2021-12-24"),
            ("every week by last working day", "2021-W47 2021-11-26, 2021-W48 2021-12-03, 2021-W49 2021-12-10"),
            ("every year on 12-25", "2021 2021-12-25, 2022 2022-12-25, 2023 2023-12-25"),
            ("every year on 02-29", "2022 2022-02-28, 2023 2023-02-28, 2024 2024-02-29"),
            ("every year on day 15 of month 6", "2022 2022-06-15, 2023 2023-06-15, 2024 2024-06-15"),
            ("every day", "2021-11-26 2021-11-26, 2021-11-27 2021-11-27, 2021-11-28 2021-11-28"),
            ("every 3 days", "2021-11-26 2021-11-26, 2021-11-29 2021-11-29, 2021-12-02 2021-12-02"),
            ("every working day", "2021-11-26 2021-11-26, 2021-11-29 2021-11-29, 2021-11-30 2021-11-30"),
            ("every month on day 20 from 2022-03-01 until 2022-04-30", "2022-03 2022-03-20, 2022-04 2022-04-20"),
            (
                "every month on day 20 except 2022-01 2022-02-20",
                "2021-12 2021-12-20, 2022-03 2022-03-20, 2022-04 2022-04-20"
            ),
            ("rrule FREQ=MONTHLY;BYDAY=-1FR", "2021-11 2021-11-26, 2021-12 2021-12-31, 2022-01 2022-01-28"),
            ("rrule FREQ=WEEKLY;BYDAY=MO,TH", "2021-11-29 2021-11-29, 2021-12-02 2021-12-02, 2021-12-06 2021-12-06"),
            (
                "rrule FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=1",
                "2022-06-01 2022-06-01, 2022-11-01 2022-11-01, 2023-06-01 2023-06-01"
            ),
        ] as [(String, String)])
    func wordsNameOneDayAPeriod(text: String, expected: String) throws {
        let found = try occurrences(text).map { "\($0.period) \($0.date)" }
        #expect(found.joined(separator: ", ") == expected)
        #expect(Deadline(text)?.description == text)
    }

    @Test(
        arguments: [
            ("every month on day 1", "2021-11-02 2021-12-02 2022-01-02"),
            ("every month by last working day", "2021-10-30 2021-12-01 2022-01-01"),
            ("every week on monday", "2021-11-23 2021-11-30 2021-12-07"),
            ("rrule FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5", "2021-11-06 2022-01-06 2022-03-06"),
            // The gap that an exception leaves belongs to no period.
            ("every month on day 20 except 2021-12", "2021-12-21 2022-01-21 2022-02-21"),
        ] as [(String, String)])
    func aPeriodBeginsWhenTheOneBeforeHasEnded(text: String, expected: String) throws {
        #expect(try occurrences(text).map(\.opens.description).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        "every", "every moon", "every month on", "every month day 20", "every month at day 20", "every month on day 0",
        "every month on day 32", "every month on 12-25", "every 0 months", "every 100 months", "every month on monday",
        "every week on first monday", "every week on day 3", "every quarter on day 30",
        "every month on day 3 of first month",
        "every quarter on day 3 of month 4", "every year on day 3", "every year on 02-30", "every day on monday",
        "every 2 working days", "every month on working day 0", "every month on working day 21",
        "every month on fifth monday",
        "every month on day 20 until", "every month on day 20 until 2022", "every month on day 20 except",
        "every month on day 20 from 2022-02-01 until 2022-01-01", "every month before day 20 10:00", "rrule",
        "rrule FREQ=SECONDLY", "every  month", "every month on day 20 ",
    ])
    func aTextThatIsNoRecurrenceIsRefused(text: String) {
        #expect(Deadline(text) == nil)
    }

    @Test(arguments: 0..<60)
    func theLawsOfRecurrencesHold(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let calendar = Fixture.randomCalendar(&random)
        let deadline = Fixture.randomRecurrence(&random)
        let place: Comment = "seed \(seed): \(deadline)"
        #expect(Deadline(deadline.description) == deadline.unrolled, place)
        guard case .every(let recurrence) = deadline else { return }
        let start = Fixture.date("2020-06-01").adding(days: Int.random(in: 0..<600, using: &random))
        var found: [Recurrence.Occurrence] = []
        recurrence.forEachOccurrence(from: start, calendar, until: start.adding(days: 900)) {
            found.append($0)
            return true
        }
        let dates = found.map(\.date)
        #expect(zip(dates, dates.dropFirst()).allSatisfy { $0.0 < $0.1 }, place)
        #expect(dates.allSatisfy { $0 >= recurrence.from ?? start && $0 <= recurrence.until ?? $0 }, place)
        #expect(Set(found.map(\.period)).count == found.count, place)
        #expect(found.allSatisfy { $0.opens <= $0.date }, place)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.0.date < $0.1.opens }, place)
        let time = OfficeTime(zone: Fixture.zone, calendar: calendar, hours: Fixture.hours)
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: start, met: nil, assigned: start)
        for occurrence in found.prefix(40) {
            #expect(recurrence.occurrence(occurrence.period, from: start, calendar) == occurrence, place)
            let derivation = try Deriver(time).derivation(
                of: deadline, in: notice, event: nil, period: occurrence.period)
            guard case .dated(let due) = derivation.track else { continue }
            switch recurrence.roll {
            case .forward?: #expect(due.dueDate == calendar.workingDay(onOrAfter: occurrence.date), place)
            case .backward?: #expect(due.dueDate == calendar.workingDay(onOrBefore: occurrence.date), place)
            case Roll.stay?, nil: #expect(due.dueDate == occurrence.date, place)
            }
            #expect(due.aimDate == (recurrence.isBefore ? due.dueDate.adding(days: -1) : due.dueDate), place)
        }
    }
}

extension Deadline {
    /// As it is written, without the rule for days off.
    fileprivate var unrolled: Deadline {
        guard case .every(let recurrence) = self else { return self }
        return .every(
            Recurrence(
                recurrence.pattern, time: recurrence.time, from: recurrence.from, until: recurrence.until,
                except: recurrence.except))
    }
}
