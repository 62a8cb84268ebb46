import DirectiveFiles
import Directives
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// What those who supervise receive besides their slots.
struct ReportTests {
    /// 8.1 is due on Friday 10/12; the lead's SMS is refused, its mail goes.
    private func lab(
        _ reports: Settings.Reports = .init(), start: String = "2021-12-01 07:00", onDisk: Bool = false,
        redirect: [Channel: [String]]? = nil, units: [Unit] = [], directives: [Directive]? = nil
    ) async throws -> Lab {
        let settings = Fixture.changing(
            Fixture.settings(units: units, limits: Fixture.unlimited), reports: reports, redirect: redirect)
        let directives =
            directives ?? [
                Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10")),
                Fixture.directive("9.3", lead: ["tt-ptqd"], (nil, "2022-01-31")),
            ]
        return try await Lab(
            Fixture.configuration(directives, settings: settings), at: Fixture.instant(start), onDisk: onDisk,
            gateways: ScriptedGateways { $0.channel == "sms" ? .exit(65) : .accepted }, automaticMail: .all)
    }

    private struct Report {
        let at: String
        let to: String
        let subject: String
        let text: String
    }

    private func reports(_ lab: Lab) throws -> [Report] {
        try lab.ledger.messages(MessageFilter(kind: .report)).reversed().map { message in
            let bytes = try #require(try lab.ledger.message(message.id)?.bytes)
            return Report(
                at: Lab.words(message.claimedAt), to: message.recipient, subject: message.subject ?? "",
                text: ReadableMail(bytes).text)
        }
    }

    @Test func nothingToTellIsNotTold() async throws {
        let lab = try await lab(
            .init(summary: nil),
            directives: [
                Fixture.directive("8.1", lead: ["phong-1"], (nil, "2022-01-31"))
            ])
        lab.gateways.follow { _ in .accepted }
        await lab.run(until: "2021-12-10 17:00")
        #expect(try reports(lab).isEmpty)
        #expect(try lab.events(.reported).count == 8)
    }

    @Test func whatDidNotGoIsToldOnTheNextWorkingMorningAndOnce() async throws {
        let lab = try await lab(.init(summary: nil))
        // The assignments of Wednesday 08:00: each lead's SMS is refused.
        await lab.run(until: "2021-12-03 17:00")
        let reports = try reports(lab)
        #expect(reports.map(\.at) == ["2021-12-02 07:30"])
        #expect(reports[0].to == "van-phong@ubnd.example")
        #expect(reports[0].subject == "[Báo cáo ngày 02/12/2021] 2 tin nhắc không gửi được")
        #expect(reports[0].text.contains("Tin nhắn SMS gửi Đơn vị phong-tnmt"), "\(reports[0].text)")
        #expect(reports[0].text.contains("bị từ chối, không gửi được"))
    }

    @Test func aReportThatIsLateWaitsForTheOffice() async throws {
        let lab = try await lab(.init(summary: nil), onDisk: true)
        // Down from Wednesday noon to Saturday night.
        await lab.run(until: "2021-12-01 12:00")
        try await lab.restart(after: (3 * 24 + 10) * 3_600)
        await lab.run(until: "2021-12-06 17:00")
        #expect(try reports(lab).map(\.at) == ["2021-12-06 07:30"])
    }

    @Test func whatWaitedForAGatewayThatIsTakenAwayIsToldAsUnsent() async throws {
        let lab = try await lab(.init(summary: nil))
        lab.gateways.follow { $0.channel == "sms" ? .exit(75) : .accepted }
        await lab.run(until: "2021-12-01 08:30")
        let configuration = try #require(try lab.ledger.configurationInForce())
        let other = Fixture.changing(
            configuration.settings,
            gateways: configuration.settings.gateways.map {
                $0.name == "sms" ? Gateway(name: "sms2", channel: .sms, command: ["/bin/echo"]) : $0
            })
        try await lab.load(
            Fixture.configuration(
                [
                    Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10")),
                    Fixture.directive("9.3", lead: ["tt-ptqd"], (nil, "2022-01-31")),
                ], settings: other))
        await lab.run(until: "2021-12-02 12:00")
        #expect(try lab.messages().filter { $0.gateway == "sms" }.allSatisfy { $0.state == .dead })
        #expect(try reports(lab).count == 1)
        #expect(try reports(lab)[0].subject == "[Báo cáo ngày 02/12/2021] 2 tin nhắc không gửi được")
    }

    @Test func whatDidNotGoOnDaysWithoutAReportIsToldByTheNext() async throws {
        let weekly = try await lab(.init(exceptions: false, summary: .monday))
        await weekly.run(until: "2021-12-06 17:00")
        #expect(try reports(weekly).map(\.at) == ["2021-12-06 07:30"])
        #expect(try reports(weekly)[0].text.contains("bị từ chối, không gửi được"))

        let held = try await lab(.init(summary: nil))
        await held.run(until: "2021-12-01 10:00")
        let nowhere = ConfigurationFolder(path: "/nowhere")
        _ = try await held.engine.follow(HoldOrder(true, reason: nil), author: "root", folder: nowhere)
        await held.run(until: "2021-12-02 17:00")
        #expect(try reports(held).isEmpty)
        _ = try await held.engine.follow(HoldOrder(false, reason: nil), author: "root", folder: nowhere)
        await held.run(until: "2021-12-03 17:00")
        #expect(try reports(held).map(\.at) == ["2021-12-03 07:30"])
        #expect(try reports(held)[0].text.contains("bị từ chối, không gửi được"))
    }

    @Test func whatIsOverdueIsToldEachWorkingDayWithDaysAndReminders() async throws {
        let lab = try await lab(.init(summary: nil), start: "2021-12-10 07:00")
        await lab.run(until: "2021-12-15 17:00")
        let reports = try reports(lab)
        #expect(reports.map(\.at) == ["2021-12-13 07:30", "2021-12-14 07:30", "2021-12-15 07:30"])
        let last = try #require(reports.last)
        #expect(last.text.contains("quá hạn 3 ngày làm việc (5 ngày kể cả ngày nghỉ)"), "\(last.text)")
        #expect(last.text.contains("đã nhắc đơn vị chủ trì"), "\(last.text)")
        #expect(last.text.contains("qua thư điện tử"))
        let head = try #require(last.text.split(separator: " ").last { $0.contains(":") })
        #expect(try lab.ledger.hash(ofRow: String(head.filter { !$0.isNewline })))
    }

    @Test func anAddressHasOneReportADayWhateverRestarts() async throws {
        let lab = try await lab(start: "2021-12-10 07:00", onDisk: true)
        for day in ["2021-12-13", "2021-12-14"] {
            await lab.run(until: "\(day) 07:20")
            try await lab.restart(after: 60)
            await lab.run(until: "\(day) 09:00")
            try await lab.restart(after: 60)
            await lab.run(until: "\(day) 14:00")
            try await lab.restart(after: 60)
        }
        // Down over the hour of the report: it comes when the daemon does.
        await lab.run(until: "2021-12-14 17:30")
        try lab.kill()
        try await lab.begin(at: Fixture.instant("2021-12-15 10:00"))
        await lab.run(until: "2021-12-15 17:00")
        #expect(
            try reports(lab).filter { $0.to == "van-phong@ubnd.example" }.map(\.at) == [
                "2021-12-13 07:30", "2021-12-14 07:30", "2021-12-15 10:00",
            ])
    }

    @Test func theSummaryComesOnMondayOrTheFirstWorkingDayAfter() async throws {
        let lab = try await lab(.init(exceptions: false), start: "2021-12-24 07:00")
        await lab.run(until: "2022-01-11 17:00")
        let summaries = try reports(lab)
        // Monday 03/01/2022 is a day off.
        #expect(summaries.map(\.at) == ["2021-12-27 07:30", "2022-01-04 07:30", "2022-01-10 07:30"])
        let first = try #require(summaries.first)
        #expect(first.subject.hasPrefix("[Tổng hợp tuần, 27/12/2021] 2 nhiệm vụ: 1 nhiệm vụ quá hạn"))
        #expect(
            first.text.contains("- Tổng số giao: 1; đang thực hiện quá hạn: 1; tỷ lệ hoàn thành (%): 0"),
            "\(first.text)")
    }

    @Test func neverMeansNever() async throws {
        let lab = try await lab(.init(exceptions: false, summary: nil), start: "2021-12-10 07:00")
        await lab.run(until: "2021-12-21")
        #expect(try reports(lab).isEmpty)
    }

    @Test func reportsFollowTheRedirectionAndAreHeldByNoFuse() async throws {
        let lab = try await lab(
            .init(summary: nil), start: "2021-12-10 07:00", redirect: [.email: ["toi@ubnd.example"]])
        try await lab.load(
            Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10"))],
                settings: Fixture.changing(
                    Fixture.settings(limits: .init(perAddressPerDay: 1, perHour: 1)), reports: .init(summary: nil),
                    redirect: [.email: ["toi@ubnd.example"]])))
        await lab.run(until: "2021-12-14 07:31")
        let reports = try reports(lab)
        #expect(reports.count == 2)
        #expect(reports.allSatisfy { $0.to == "toi@ubnd.example" && $0.text.contains("lẽ ra gửi tới van-phong") })
        let states = try lab.ledger.messages(MessageFilter(kind: .report)).map(\.state)
        #expect(states == [.accepted, .accepted])
    }

    @Test func aSuccessorOfTheSupervisorHearsInItsPlace() async throws {
        let lab = try await lab(
            .init(summary: nil), start: "2021-12-10 07:00",
            units: [
                Unit(
                    id: "van-phong", name: "Văn phòng", addresses: [.email: ["van-phong@ubnd.example"]],
                    supervising: "lanh-dao", validTo: Fixture.date("2021-12-12"), successor: "lanh-dao")
            ])
        await lab.run(until: "2021-12-14")
        #expect(try reports(lab).map(\.to) == ["lanh-dao@ubnd.example"])
    }
}

extension Ledger {
    /// Whether a head as a report names it is that of one of its rows.
    fileprivate func hash(ofRow head: String) throws -> Bool {
        let parts = head.split(separator: ":")
        guard parts.count == 2, let row = Int64(parts[0]) else { return false }
        return try events(after: row - 1, limit: 1).first?.hash == String(parts[1])
    }
}
