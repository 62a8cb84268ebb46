import Directives
import ReminderService
import Testing

/// What `explain` says of each form of deadline.
struct DerivationWordsTests {
    private static let time = OfficeTime(
        zone: Zone(identifier: "Asia/Ho_Chi_Minh")!,
        calendar: WorkingCalendar(
            name: "vn", weekend: [.saturday, .sunday],
            years: [2021: .init(source: "Công văn 9895", daysOff: [:], working: [:])], namedDays: [:]),
        hours: OfficeHours(
            spans: Dictionary(
                uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [OfficeHours.Span("07:30-11:30")!]) })))

    private func sentences(_ text: String, event: String? = nil, period: String? = nil) throws -> [String] {
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: CivilDate("2021-11-01")!)
        let words = event?.split(separator: " ").map(String.init)
        let derivation = try Deriver(Self.time).derivation(
            of: try #require(Deadline(text)), in: notice,
            event: words.map { .init(date: CivilDate($0[0])!, time: TimeOfDay($0[1])) }, period: period)
        return DerivationWords(Self.time).sentences(derivation)
    }

    private let endOfSunday = "the last day ends at 24:00: Sun 12/12/2021 24:00 (Civil Code 2015, art. 148.6)"
    private let onSunday =
        "Sun 12/12/2021 is a day off (sunday) and stays; the last working day before is Fri 10/12/2021"

    @Test func aPointOfAMonthNamesItsArticleAndOneOfAQuarterNone() throws {
        #expect(
            try sentences("middle of 2021-11").first
                == "the middle of 2021-11, Mon 15/11/2021: it is never moved (Civil Code 2015, art. 146.2)")
        #expect(try sentences("end of 2021-Q4").first == "the end of 2021-Q4, Fri 31/12/2021: it is never moved")
    }

    @Test func aRangeSaysBothDays() throws {
        #expect(
            try sentences("from 2021-12-01 to 2021-12-12") == [
                "from Wed 01/12/2021 to Sun 12/12/2021, dates written as such: due at the end of the last day, never moved",
                onSunday, endOfSunday,
            ])
    }

    @Test func workingHoursSayWhatTheyPassOver() throws {
        #expect(
            try sentences("3 working hours after receipt", event: "2021-12-03 10:30") == [
                "counted from receipt, Fri 03/12/2021 10:30",
                "days off that are passed over: Sat 04/12/2021 (saturday), Sun 05/12/2021 (sunday) "
                    + "(calendar 'vn': Công văn 9895)",
                "3 working hours run from Fri 03/12/2021 10:30 within office hours (07:30-11:30) and end Mon 06/12/2021 "
                    + "09:30",
            ])
    }

    @Test func aChainNamesWhatItIsCountedFrom() throws {
        #expect(
            try sentences("9 days after tb/8.1 is done", event: "2021-12-03 10:30") == [
                "counted from tb/8.1 is done, Fri 03/12/2021 10:30",
                "Fri 03/12/2021 itself is not counted (Civil Code 2015, art. 147.2)",
                "9 days after it is Sun 12/12/2021",
                "Sun 12/12/2021 is a day off (sunday, calendar 'vn': Công văn 9895): it ends on the next working day, "
                    + "Mon 13/12/2021 (Civil Code 2015, art. 148.5)",
                "the last day ends at 24:00: Mon 13/12/2021 24:00 (Civil Code 2015, art. 148.6)",
            ])
    }

    @Test func aRecurrenceSaysItsRuleItsPeriodAndWhyAnotherDayStands() throws {
        #expect(
            try sentences("every month on day 31", period: "2021-11") == [
                "'every month on day 31': for 2021-11 it is Tue 30/11/2021",
                "there is no day 31 then: its last day, Tue 30/11/2021, stands for it (as in Civil Code 2015, art. 148.3)",
                "the last day ends at 24:00: Tue 30/11/2021 24:00 (Civil Code 2015, art. 148.6)",
            ])
        #expect(
            try sentences("every week on sunday 16:00", period: "2021-W49") == [
                "'every week on sunday 16:00': for 2021-W49 it is Sun 12/12/2021", onSunday,
                "it ends at that minute: Sun 12/12/2021 16:00",
            ])
        #expect(
            try sentences("every year by last working day", period: "2022").last
                == "provisional: the calendar has no official dates for 2022")
    }
}
