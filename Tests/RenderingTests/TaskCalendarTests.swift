import Directives
import Testing

@testable import Rendering

@Suite struct TaskCalendarTests {
    private static func settings(_ hours: [Weekday: [OfficeHours.Span]]) -> Settings {
        let time = OfficeTime(
            zone: Sample.settings.time.zone, calendar: Sample.settings.time.calendar, hours: OfficeHours(spans: hours))
        return Settings(
            office: Sample.settings.office, time: time, gateways: Sample.settings.gateways,
            policies: Sample.settings.policies, units: Sample.settings.units, groups: Sample.settings.groups)
    }

    private static let weekdays: [Weekday: [OfficeHours.Span]] = [
        Weekday.monday, .tuesday, .wednesday, .thursday, .friday,
    ]
    .reduce(into: [:]) { $0[$1] = [OfficeHours.Span("07:30-11:30")!] }

    private func calendar(_ items: [ReminderContent.Item], on date: String = "2021-11-26") -> String? {
        let renderer = Renderer(settings: Self.settings(Self.weekdays), templates: .builtIn)
        let text = ParsedMail(renderer.render(Sample.letter(items, on: date)).bytes).part("text/calendar")
        return text?.replacing("\n ", with: "")
    }

    private func lines(_ items: [ReminderContent.Item], on date: String = "2021-11-26") -> [String] {
        calendar(items, on: date)?.split(separator: "\n").map(String.init) ?? []
    }

    @Test func anObligationIsATaskWithItsDueAndAnAlarm() {
        let lines = lines([Sample.item()])
        for line in [
            "METHOD:PUBLISH", "SEQUENCE:0", "DTSTAMP:20211126T010000Z", "DUE:20211130T165959Z",
            "ORGANIZER;CN=\"VP UBND\":mailto:van-phong@ubnd.example", "STATUS:NEEDS-ACTION", "PRIORITY:3",
            "SUMMARY:bàn giao sản phẩm đo đạc cho Sở Tài nguyên và Môi trường – TB 12/TB-UBND mục 8.1",
            "TRIGGER;VALUE=DATE-TIME:20211130T003000Z",
        ] { #expect(lines.contains(line), "\(line) is not in \(lines)") }
        #expect(lines.contains { $0.hasPrefix("DESCRIPTION:") && $0.contains("(“xong trong tháng 11/2021”)\\n") })
    }

    @Test func aDueOnADayOffAlarmsOnTheLastWorkingMorningBefore() {
        let lines = lines([Sample.item(track: Sample.due("2021-12-05"))])
        #expect(lines.contains("DUE:20211205T165959Z"))
        #expect(lines.contains("TRIGGER;VALUE=DATE-TIME:20211203T003000Z"))
    }

    @Test func aDueAtAMinuteIsThatMinute() {
        #expect(lines([Sample.item(track: Sample.due("2021-11-30", time: "16:00"))]).contains("DUE:20211130T090000Z"))
    }

    @Test func whatMustBeDoneBeforeADayIsDueTheDayBefore() {
        let lines = lines([Sample.item(track: Sample.due("2021-12-15", aim: "2021-12-14"))])
        #expect(lines.contains("DUE:20211214T165959Z"))
    }

    @Test func anAlarmThatHasPassedIsLeftOut() {
        #expect(calendar([Sample.item()], on: "2021-12-02")?.contains("VALARM") == false)
        #expect(calendar([Sample.item()], on: "2021-12-02")?.contains("PRIORITY:1\n") == true)
    }

    @Test func theUIDStaysAndTheSequenceGrowsWithTheVersion() throws {
        let first = lines([Sample.item()])
        let later = lines([Sample.item(track: Sample.due("2021-12-10"), version: 2)], on: "2021-12-01")
        let other = lines([Sample.item(Sample.directive("9.3"))])
        let uid = try #require(first.first { $0.hasPrefix("UID:") })
        #expect(later.contains(uid))
        #expect(!other.contains(uid))
        #expect(later.contains("SEQUENCE:2"))
        #expect(later.contains("DUE:20211210T165959Z"))
    }

    @Test func aDigestHasATaskForEachObligationOnce() {
        let items = [
            Sample.item(), Sample.item(role: .supervising, unit: "van-phong"), Sample.item(Sample.directive("9.3")),
        ]
        #expect(lines(items).count { $0 == "BEGIN:VTODO" } == 2)
        #expect(lines(items).count { $0 == "BEGIN:VCALENDAR" } == 1)
    }

    @Test func whatHasNoDueHasNoneInTheTask() {
        let urgent = lines([Sample.item(Sample.directive(deadline: .urgent), track: .undated)])
        #expect(urgent.contains("BEGIN:VTODO") && !urgent.contains { $0.hasPrefix("DUE") || $0 == "BEGIN:VALARM" })
    }

    @Test func whatIsToBeDoneForEverIsNoTask() {
        #expect(calendar([Sample.item(Sample.directive(deadline: .standing), track: .undated)]) == nil)
    }

    @Test func aTaskNeverStartsAfterItsDue() {
        let lines = lines([Sample.item(track: Sample.due("2021-11-10"))])
        #expect(lines.contains("DTSTART:20211109T170000Z"))
        #expect(lines.contains("DUE:20211110T165959Z"))
    }

    /// RFC 5545, section 3.8.2.3: a DUE is later than its DTSTART.
    @Test(arguments: [
        ("00:00", "DTSTART:20211108T170000Z", "DUE:20211109T170000Z"),
        ("00:01", "DTSTART:20211109T170000Z", "DUE:20211109T170100Z"),
        ("23:59", "DTSTART:20211109T170000Z", "DUE:20211110T165900Z"),
    ])
    func aDueThatHasPassedIsLaterThanTheStart(_ time: String, _ start: String, _ due: String) {
        let lines = lines([Sample.item(track: Sample.due("2021-11-10", time: time))])
        #expect(lines.contains(start) && lines.contains(due), "\(lines)")
    }

    @Test(arguments: [
        ("00:00", "TRIGGER;VALUE=DATE-TIME:20211129T003000Z"), ("06:00", "TRIGGER;VALUE=DATE-TIME:20211129T003000Z"),
        ("07:30", "TRIGGER;VALUE=DATE-TIME:20211129T003000Z"), ("07:31", "TRIGGER;VALUE=DATE-TIME:20211130T003000Z"),
    ])
    func anAlarmComesBeforeTheDue(_ time: String, _ alarm: String) {
        let lines = lines([Sample.item(track: Sample.due("2021-11-30", time: time))])
        #expect(lines.contains(alarm), "\(lines)")
    }

    @Test(arguments: MailFormTests.nasty)
    func linesAreFoldedAndSignsEscaped(text: String) throws {
        let letter = Sample.letter([Sample.item(Sample.directive(task: text, quote: text))])
        let calendar = try #require(ParsedMail(Sample.renderer.render(letter).bytes).part("text/calendar"))
        let lines = calendar.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.isEmpty })
        let names = Set(
            calendar.replacing("\n ", with: "").split(separator: "\n").map { line in
                String(String.UnicodeScalarView(line.unicodeScalars.prefix { $0 != ":" && $0 != ";" }))
            })
        #expect(
            names.isSubset(of: [
                "BEGIN", "VERSION", "PRODID", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "ORGANIZER", "DTSTART", "DUE",
                "SUMMARY", "DESCRIPTION", "PRIORITY", "STATUS", "END",
            ]), "\(names)")
    }

    @Test func signsOfATextAreEscaped() {
        #expect(ICalendarText.escaped("a\\b;c,d\ne:f") == "a\\\\b\\;c\\,d\\ne:f")
    }
}
