import Directives
import TestSupport
import Testing

@testable import ReminderService

/// A reload says what it took up, each with its kind and its name, and what nobody is told of in time.
struct LoadSummaryTests {
    private func summary(_ before: Configuration, _ after: Configuration) async throws -> String {
        let lab = try await Lab(before, at: Fixture.instant("2021-12-01 07:00"))
        return try await lab.load(after).description
    }

    private let directives = [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10"))]

    @Test func eachChangeOfTheSettingsIsNamed() async throws {
        let unit = Unit(
            id: "phong-tnmt", name: "Đơn vị phong-tnmt", addresses: [.email: ["moi@ubnd.example"]],
            supervising: "van-phong", validTo: Fixture.date("2030-01-01"))
        let before = Fixture.settings()
        let unitChanged = Fixture.settings(units: [unit])
        let cases: [(Settings, String)] = [
            (unitChanged, "settings: unit phong-tnmt: email sms valid-to"),
            (Fixture.settings(units: [Unit(id: "moi", name: "Mới")]), "settings: +unit moi"),
            (Fixture.changing(before, limits: .init(perHour: 7)), "settings: limits"),
            (Fixture.changing(before, hold: true), "settings: hold: true"),
            (Fixture.changing(before, catchUpDays: 3), "settings: catch-up"),
            (Fixture.changing(before, gateways: before.gateways.reversed()), "settings: order of gateways"),
            (Fixture.changing(before, gateways: [before.gateways[0]]), "settings: -gateway sms"),
            (
                Fixture.changing(
                    before,
                    calendar: WorkingCalendar(
                        name: "vn", weekend: [.saturday, .sunday],
                        years: Fixture.calendar.years.merging(
                            [2021: .init(source: "test", daysOff: [:], working: [:])]) { $1 },
                        namedDays: Fixture.calendar.namedDays)), "settings: calendar vn: 2021"
            ),
        ]
        for (after, words) in cases {
            let text = try await summary(
                Fixture.configuration(directives, settings: before), Fixture.configuration(directives, settings: after))
            #expect(text.hasPrefix(words), "\(text)")
        }
    }

    @Test func whatNobodyIsToldOfInTimeIsSaid() async throws {
        let settings = Fixture.settings(policies: [Fixture.policy(["1 working day after"])])
        let text = try await summary(
            Fixture.configuration([], settings: settings), Fixture.configuration(directives, settings: settings))
        #expect(
            text.hasSuffix(
                "1 told to nobody in time, as no step of their policy comes in time: tb/8.1@phong-tnmt"),
            "\(text)")
    }
}
