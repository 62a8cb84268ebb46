import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// A day on which the files are edited some twenty times under a running daemon.
///
/// Mistakes are made and put right, deadlines renamed, a unit ended, the calendar and the policy amended. Only what an
/// office would call news is told.
struct EditStoryTests {
    /// What the files say; each edit changes some of it.
    private struct Files {
        var deadlines: [(String?, String)] = [(nil, "2021-12-10")]
        var counted = "5 working days after notice"
        var isWithdrawn = false
        var lead = "phong-tnmt"
        var validTo: String?
        var dayOff: String?
        var zone = Fixture.zone
        var at = "08:00"
        var address = "tnmt@ubnd.example"
        var task = "Việc 8.1"

        var configuration: Configuration {
            let policy = Fixture.policy(
                at: .time(TimeOfDay(at)!), ["on assignment", "on the day", "1 working day after"])
            let unit = Unit(
                id: "phong-tnmt", name: "Phòng TN&MT", addresses: [.email: [address]], supervising: "van-phong",
                validTo: validTo.map(Fixture.date))
            var years = Fixture.calendar.years
            if let dayOff { years[2021] = .init(source: "test", daysOff: [Fixture.date(dayOff): "Nghỉ"], working: [:]) }
            let calendar = WorkingCalendar(
                name: "vn", weekend: Fixture.calendar.weekend, years: years, namedDays: Fixture.calendar.namedDays)
            let base = Fixture.settings(units: [unit], policies: [policy], limits: Fixture.unlimited)
            let settings = Settings(
                office: base.office, time: OfficeTime(zone: zone, calendar: calendar, hours: base.time.hours),
                operatorAddresses: base.operatorAddresses, limits: base.limits,
                reports: .init(exceptions: false, summary: nil), gateways: base.gateways, policies: base.policies,
                units: base.units)
            let withdrawal = Directive.Withdrawal(date: Fixture.date("2021-12-01"), reason: "Thông báo số 12")
            return Fixture.configuration(
                [
                    Directive(
                        id: DirectiveID(notice: "tb", item: "8.1"), task: task, lead: [lead],
                        deadlines: deadlines.map { .init(name: $0, Deadline($1)!) }),
                    Fixture.directive("8.2", lead: ["tt-ptqd"], (nil, counted)),
                    Fixture.directive(
                        "8.3", lead: ["doi-qlttdt"], (nil, "2021-12-20"), withdrawn: isWithdrawn ? withdrawal : nil),
                ], settings: settings)
        }
    }

    /// Each with its time; the odd ones are mistakes or changes, most of which the next one puts right.
    private static let edits: [(String, @Sendable (inout Files) -> Void)] = [
        ("09:00", { $0.deadlines = [(nil, "2041-12-10")] }), ("09:01", { $0.deadlines = [(nil, "2021-12-10")] }),
        ("09:10", { $0.deadlines = [("chinh", "2021-12-10")] }), ("09:12", { $0.deadlines = [("a", "2021-12-10")] }),
        ("09:20", { $0.deadlines = [("a", "2021-12-10"), ("b", "2021-12-24")] }),
        ("09:22", { $0.deadlines = [("b", "2021-12-24")] }),
        ("09:24", { $0.deadlines = [("a", "2021-12-10"), ("b", "2021-12-24")] }),
        ("09:30", { $0.deadlines = [("a", "2021-12-10")] }),
        ("09:40", { $0.validTo = "2021-11-01" }), ("09:42", { $0.validTo = nil }),
        ("10:00", { $0.dayOff = "2021-12-03" }), ("10:02", { $0.dayOff = nil }),
        ("10:10", { $0.zone = Zone(identifier: "Asia/Tokyo")! }), ("10:12", { $0.zone = Fixture.zone }),
        ("10:20", { $0.at = "09:00" }), ("10:22", { $0.at = "08:00" }),
        ("10:30", { $0.counted = "50 working days after notice" }),
        ("10:32", { $0.counted = "5 working days after notice" }),
        ("10:40", { $0.isWithdrawn = true }), ("10:42", { $0.isWithdrawn = false }),
        ("10:50", { $0.task = "Việc 8.1, sửa chữ" }), ("11:00", { $0.address = "moi@ubnd.example" }),
        ("11:10", { $0.deadlines = [("a", "2021-12-17")] }), ("11:20", { $0.isWithdrawn = true }),
    ]

    @Test func onlyNewsIsTold() async throws {
        var files = Files()
        let lab = try await Lab(files.configuration, at: Fixture.instant("2021-12-01 07:00"), automaticMail: .all)
        for (time, edit) in Self.edits {
            await lab.run(until: "2021-12-01 \(time)")
            edit(&files)
            try await lab.load(files.configuration)
        }
        await lab.run(until: "2021-12-31")
        let letters = try lab.ledger.messages(MessageFilter(), limit: .max).filter { $0.kind != .operator }
            .sorted { ($0.at, $0.address) < ($1.at, $1.address) }
            .map { "\(Lab.words($0.at)) \($0.address.prefix { $0 != "@" }) \($0.subject ?? "")" }
        let told = letters.map { String($0.prefix { $0 != "]" }) + "]" }
        #expect(
            told == [
                "2021-12-01 08:00 doi-qlttdt [Giao việc]", "2021-12-01 08:00 tnmt [Giao việc]",
                "2021-12-01 08:00 tt-ptqd [Giao việc]",
                // The next morning: the deadline that really moved, and the task that was really taken back.
                "2021-12-02 08:00 doi-qlttdt [Kết thúc theo dõi]", "2021-12-02 08:00 moi [Điều chỉnh thời hạn]",
                "2021-12-07 08:00 tt-ptqd [Nhắc việc]", "2021-12-08 08:00 tt-ptqd [Đôn đốc lần 1]",
                "2021-12-17 08:00 moi [Nhắc việc]", "2021-12-20 08:00 moi [Đôn đốc lần 1]",
            ], "\(letters.joined(separator: "\n"))")
        #expect(try lab.ledger.audit().isSound)
    }
}
