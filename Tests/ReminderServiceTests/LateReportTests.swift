import Directives
import Ledger
import Reporting
import TestSupport
import Testing

@testable import ReminderService

/// What `dondoc report` answers from the ledger.
struct LateReportTests {
    private func lab() async throws -> Lab {
        let lab = try await Lab(
            Fixture.configuration(
                [
                    Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10")),
                    Directive(
                        id: DirectiveID(notice: "tb", item: "9.3"), task: "=cmd|' /C calc'!A0", lead: ["tt-ptqd"],
                        deadlines: [.init(Deadline("2021-12-13")!)], restricted: true),
                    Fixture.directive("9.4", lead: ["tt-ptqd"], (nil, "2022-01-31")),
                ], settings: Fixture.settings(limits: Fixture.unlimited)),
            at: Fixture.instant("2021-12-08 07:00"),
            gateways: ScriptedGateways { $0.channel == "sms" ? .exit(65) : .accepted })
        await lab.run(until: "2021-12-15 12:00")
        return lab
    }

    private func report(_ lab: Lab, unit: UnitID? = nil) throws -> LateReport {
        let settings = try #require(try lab.ledger.configurationInForce()).settings
        return try LateReport(
            lab.ledger, settings: settings, unit: unit,
            span: lab.at("2021-12-14 00:00")..<lab.at("2021-12-15 12:00"), now: lab.now)
    }

    @Test func whatIsLateIsToldWithDaysAndReminders() async throws {
        let lab = try await lab()
        let report = try report(lab)
        #expect(report.overdue.map(\.obligation) == ["tb/8.1@phong-tnmt", "tb/9.3@tt-ptqd"])
        #expect(report.overdue.map(\.daysOverdue.value) == [3, 2])
        #expect(report.overdue[0].overdueReminders == 2)
        #expect(report.overdue[0].lastReached.value?.hasPrefix("2021-12-15T08:00") == true)
        #expect(report.overdue[0].lastChannel.value == "email")
        // The SMS of the 14th and the 15th were refused.
        #expect(report.unsent.map(\.state).allSatisfy { $0 == "dead" })
        #expect(Set(report.unsent.map { String($0.at.prefix(10)) }) == ["2021-12-14", "2021-12-15"])
    }

    @Test func aUnitHearsOfItsOwnAndOfWhatItSeesTo() async throws {
        let lab = try await lab()
        #expect(try report(lab, unit: "tt-ptqd").overdue.map(\.obligation) == ["tb/9.3@tt-ptqd"])
        #expect(try report(lab, unit: "van-phong").overdue.count == 2)
        #expect(try report(lab, unit: "phong-gddt").overdue.isEmpty)
    }

    @Test func whatIsRestrictedIsNumberAndDateAlone() async throws {
        let report = try report(try await lab())
        let text = String(decoding: report.csv, as: UTF8.self)
        #expect(text.hasPrefix("\u{FEFF}STT,\"Số, ngày văn bản giao\""))
        let line = try #require(text.split(separator: "\r\n").last)
        #expect(line.contains("mục 9.3") && line.contains("13/12/2021"))
        #expect(!text.contains("cmd") && !line.contains("tt-ptqd"), "\(line)")
        #expect(report.overdue[1].task.value == nil)
        #expect(!report.lines.joined().contains("cmd"))
    }
}
