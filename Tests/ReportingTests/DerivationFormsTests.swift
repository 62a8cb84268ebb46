import Directives
import Rendering
import Testing

@testable import Reporting

/// What `explain` says of the forms of deadlines beside days, periods and plain counts.
struct DerivationFormsTests {
    private static let time = OfficeTime(
        zone: Zone(identifier: "Asia/Ho_Chi_Minh")!,
        calendar: WorkingCalendar(
            name: "vn", weekend: [.saturday, .sunday],
            years: [2021: .init(source: "Công văn 9895", daysOff: [:], working: [:])], namedDays: [:]),
        hours: OfficeHours(
            spans: Dictionary(
                uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [OfficeHours.Span("07:30-11:30")!]) })))

    /// Whether a step is one of points, ranges, working hours and recurrences.
    private static func isOfAForm(_ step: Derivation.Step) -> Bool {
        switch step {
        case .pointOf, .range, .recurs, .clamped, .atTime, .countedWorkingHours: true
        default: false
        }
    }

    private func derivation(_ text: String, _ event: String?, _ period: String?) throws -> Derivation {
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: CivilDate("2021-11-01")!)
        let words = event?.split(separator: " ").map(String.init)
        var derivation = try Deriver(Self.time).derivation(
            of: try #require(Deadline(text)), in: notice,
            event: words.map { .init(date: CivilDate($0[0])!, time: TimeOfDay($0[1])) }, period: period)
        derivation.steps = derivation.steps.filter(Self.isOfAForm)
        return derivation
    }

    @Test(
        arguments: [
            (
                "middle of 2021-11", nil, nil,
                ["the middle of 2021-11, Mon 15/11/2021: it is never moved (Civil Code 2015, art. 146.2)"],
                "giữa tháng 11/2021 là"
            ),
            (
                "end of 2021-Q4", nil, nil, ["the end of 2021-Q4, Fri 31/12/2021: it is never moved"],
                "cuối quý IV/2021 là"
            ),
            (
                "from 2021-12-01 to 2021-12-12", nil, nil,
                [
                    "from Wed 01/12/2021 to Sun 12/12/2021, dates written as such: due at the end of the last day, never "
                        + "moved"
                ], "hết hạn khi hết ngày cuối"
            ),
            (
                "3 working hours after receipt", "2021-12-03 10:30", nil,
                [
                    "3 working hours run from Fri 03/12/2021 10:30 within office hours (07:30-11:30) and end "
                        + "Mon 06/12/2021 09:30"
                ], "3 giờ làm việc tính từ 10:30"
            ),
            (
                "every month on day 31", nil, "2021-11",
                [
                    "'every month on day 31': for 2021-11 it is Tue 30/11/2021",
                    "there is no day 31 then: its last day, Tue 30/11/2021, stands for it (as in Civil Code 2015, art. "
                        + "148.3)",
                ], "định kỳ 'every month on day 31': kỳ 2021-11 là"
            ),
            (
                "every week on friday 16:00", nil, "2021-W49",
                [
                    "'every week on friday 16:00': for 2021-W49 it is Fri 10/12/2021",
                    "it ends at that minute: Fri 10/12/2021 16:00",
                ], "kỳ 2021-W49 là"
            ),
        ] as [(String, String?, String?, [String], String)])
    func eachFormIsExplained(
        text: String, event: String?, period: String?, english: [String], vietnamese: String
    ) throws {
        let derivation = try derivation(text, event, period)
        #expect(Language.english.texts.sentences(derivation, in: Self.time) == english)
        let told = Language.vietnamese.texts.sentences(derivation, in: Self.time)
        #expect(told.count == english.count && told[0].contains(vietnamese), "\(told)")
    }
}
