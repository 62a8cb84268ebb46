import DirectiveFiles
import Directives
import Reporting
import TestSupport
import Testing

@testable import ReminderService

struct MissingListTests {
    @Test(arguments: [("2026-09-30", []), ("2026-10-01", [2027]), ("2027-03-01", [2027]), ("2020-12-31", [])])
    func checkAsksForTheListOfTheNextYearFromOctoberOn(day: String, missing: [Int]) throws {
        let settings = try #require(CalendarFixture.settings)
        let configuration = Configuration(settings: settings, notices: [], directives: [])
        let summary = try CheckSummary(
            of: configuration, from: settings.time.zone.instant(CalendarFixture.date(day)))
        #expect(summary.uncoveredYears == missing)
        #expect(
            summary.lines().contains { $0.contains("dondoc calendar propose \(missing.first ?? 0)") } == !missing
                .isEmpty)
    }

    @Test func statusSaysWhichListIsMissing() {
        let report = StatusReport(
            version: "1", now: "n", since: "s", clock: "c", clockFault: Nullable(nil),
            storageFault: Nullable(nil), storageFaultSince: Nullable(nil), shortSince: Nullable(nil), timezone: "z",
            timezoneData: "d", configurationAccepted: Nullable(nil), next: Nullable(nil), held: 0, holdOrder: false,
            obligations: [:], queues: [], templateFallbacks: 0, lastErrors: [], calendarYears: [2026],
            calendarMissing: [2027],
            ledgerBytes: 0, ledgerHead: Nullable(nil))
        #expect(report.lines.contains { $0.hasPrefix("CALENDAR     no official days off for 2027") })
    }
}
