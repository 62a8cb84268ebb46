import DirectiveFiles
import Directives
import Foundation
import TestSupport
import Testing

@testable import Reporting

struct NewOfficeTests {
    /// Days of a year with an official list and of one without, each as the day of installing.
    @Test func onEachDayItIsAcceptedAndRemindsOnTheNextOfficeMorning() throws {
        let zone = try #require(Zone(identifier: "Asia/Ho_Chi_Minh"))
        let folder = FileManager.default.temporaryDirectory.path + "/dondoc-new-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = CalendarFixture.date("2026-01-20")
        for day in (0..<400).map({ first.adding(days: $0) }) {
            let language = Language.allCases[day.dayNumber % Language.allCases.count]
            try NewFolder(NewOffice(name: nil, zone: zone, language: language, on: day).files).make(at: folder) { _ in }
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let installed = zone.instant(day, try #require(TimeOfDay("10:00")))
            let result = ConfigurationFolder(path: folder).load(.init(now: { _ in installed }))
            #expect(result.diagnostics.isEmpty, "\(day): \(result.diagnostics)")
            let configuration = try #require(result.configuration)
            let settings = configuration.settings
            let obligations = try Overview(configuration).obligations(loaded: installed)
            let (obligation, directive) = try #require(obligations.first)
            let due = try #require(obligation.due)
            let planner = Planner(settings: settings)
            let slot = try #require(planner.slots(of: obligation, in: directive).first)
            let morning = settings.time.calendar.adding(workingDays: 1, to: day)
            #expect(slot.at == zone.instant(morning, try #require(TimeOfDay("08:00"))), "\(day)")
            #expect(slot.at < due.aim && due.aimDate <= day.adding(days: 14), "\(day): due \(due.aimDate)")
            #expect(planner.deliveries(of: slot).map(\.address) == ["unit-1@office.example"])
            #expect(planner.silence(of: obligation, in: directive) == nil && obligations.count == 1)
        }
    }

    /// A name is one value of YAML whatever is in it.
    @Test(arguments: ["UBND xã 'Hoàng Đồng'", "a: b # c", "\\ \"x\" {y}", "- z"])
    func aNameIsReadBack(name: String) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/dondoc-new-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let office = NewOffice(
            name: name, zone: .utc, language: .vietnamese, on: CalendarFixture.date("2026-11-29"))
        try NewFolder(office.files).make(at: folder) { _ in }
        #expect(ConfigurationFolder(path: folder).load().configuration?.settings.office.name == name)
    }
}
