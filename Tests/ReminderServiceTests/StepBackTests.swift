import DirectiveFiles
import Directives
import Gateways
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// P7, a clock that is set back: nothing is delayed by what was put off to an instant that comes a second time.
struct StepBackTests {
    private func configuration(
        _ units: Int = 1, via: [Channel] = [.sms], limits: Settings.Limits = Fixture.unlimited,
        reports: Settings.Reports = .init(exceptions: false, summary: nil)
    ) -> Configuration {
        let leads = (1...units).map { index in
            Unit(
                id: "u\(index)", name: "u\(index)",
                addresses: [.email: ["u\(index)@x.example"], .sms: ["+9991000\(2_000 + index)"]],
                supervising: "van-phong")
        }
        let settings = Fixture.settings(
            units: leads, policies: [Fixture.policy(["on assignment"], via: via)], limits: limits)
        return Fixture.configuration(
            leads.enumerated().map { Fixture.directive("\($0 + 1)", lead: [$1.id], (nil, "2021-12-20")) },
            settings: Fixture.changing(settings, reports: reports))
    }

    /// Sets the clock back by so many seconds; as when the kernel reports it, the engine looks at it at once.
    private func setBack(_ lab: Lab, by seconds: Int) async throws {
        lab.clock.set(to: lab.now.adding(seconds: -seconds))
        _ = try await lab.engine.follow(StatusOrder(), author: "root", folder: ConfigurationFolder(path: "/nowhere"))
        await lab.settle()
    }

    @Test(arguments: [false, true])
    func aRetryIsNotPutOffByTheHoursThatComeAgain(restarts: Bool) async throws {
        let gateways = ScriptedGateways { _ in .exit(75) }
        let lab = try await Lab(configuration(), at: Fixture.instant("2021-12-03 07:45"), gateways: gateways)
        await lab.run(until: "2021-12-03 10:00")
        let tried = gateways.runs.count
        gateways.follow { _ in .accepted }
        if restarts {
            try await lab.restart(after: -25 * 3_600)
        } else {
            try await setBack(lab, by: 25 * 3_600)
        }
        await lab.run(until: lab.now.adding(seconds: 60))
        #expect(gateways.runs.count == tried + 1)
        #expect(try lab.messages().map(\.state) == [.accepted])
    }

    @Test func aSuspendedGatewayIsProbedAndServedAtOnce() async throws {
        let gateways = ScriptedGateways { _ in .exit(75) }
        let lab = try await Lab(configuration(12), at: Fixture.instant("2021-12-03 07:45"), gateways: gateways)
        await lab.run(until: "2021-12-03 10:00")
        #expect(await lab.engine.attempts.capacities["sms"]?.breaker.isClosed == false)
        gateways.follow { _ in .accepted }
        try await setBack(lab, by: 25 * 3_600)
        await lab.run(until: lab.now.adding(seconds: 60))
        #expect(await lab.engine.attempts.capacities["sms"]?.breaker.isClosed == true)
        // What was tried is tried again; the others are on time when their instant comes again.
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
        await lab.run(until: "2021-12-03 10:00")
        #expect(try lab.messages().count == 12)
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
    }

    @Test func theLimitsCountNoMessageOfALaterInstant() async throws {
        let lab = try await Lab(
            configuration(4, limits: .init(perAddressPerDay: 100, perHour: 4)), at: Fixture.instant("2021-12-02 07:45"))
        await lab.run(until: "2021-12-02 08:45")
        #expect(try lab.messages().count == 4)
        try await setBack(lab, by: 25 * 3_600)
        try await lab.load(configuration(6, limits: .init(perAddressPerDay: 100, perHour: 4)))
        await lab.run(until: "2021-12-01 08:30")
        #expect(try lab.messages().count == 6)
        #expect(try lab.events(.held).isEmpty)
    }

    @Test func theDaysReportGoesOnTheDayThatComesAgainAndTellsWhatCameMeanwhile() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .exit(65) : .accepted }
        let lab = try await Lab(
            configuration(reports: .init(summary: nil)), at: Fixture.instant("2021-12-01 07:00"), gateways: gateways,
            automaticMail: .all)
        await lab.run(until: "2021-12-08 09:00")
        let before = try lab.events(.reported).count
        // To Monday: the reports of two days have gone, and had nothing to say.
        try await setBack(lab, by: 47 * 3_600)
        _ = try await lab.load(configuration(2, reports: .init(summary: nil)))
        await lab.run(until: "2021-12-09 12:00")
        #expect(try lab.events(.reported).count == before + 3)
        let reports = try lab.ledger.messages(MessageFilter(kind: .report)).reversed()
        // The SMS of the second unit died on a day of which the report had gone: the first one that can say it does.
        #expect(reports.map { Lab.words($0.claimedAt) } == ["2021-12-02 07:30", "2021-12-08 07:30"])
    }

    @Test func whatCannotBeToldOnADayThatComesAgainIsToldOnTheNext() async throws {
        let gateways = ScriptedGateways { $0.channel == "sms" ? .exit(65) : .accepted }
        let lab = try await Lab(
            configuration(reports: .init(summary: nil)), at: Fixture.instant("2021-12-01 07:40"), gateways: gateways,
            automaticMail: .all)
        await lab.run(until: "2021-12-02 08:45")
        // The report of the 2nd has gone; what dies on the 1st now is no part of it.
        try await setBack(lab, by: 25 * 3_600)
        _ = try await lab.load(configuration(2, reports: .init(summary: nil)))
        await lab.run(until: "2021-12-03 12:00")
        let reports = try lab.ledger.messages(MessageFilter(kind: .report)).reversed()
        #expect(reports.map { Lab.words($0.claimedAt) } == ["2021-12-02 07:30", "2021-12-03 07:30"])
    }

    @Test func theWeeklyMessageGoesOnceOnADayThatComesTwice() async throws {
        let lab = try await Lab(
            configuration(), at: Fixture.instant("2021-12-06 07:00"), automaticMail: .all)
        await lab.run(until: "2021-12-06 09:00")
        try await setBack(lab, by: 25 * 3_600)
        await lab.run(until: "2021-12-13 09:00")
        let told = try lab.events(.operatorTold).map { Lab.words($0.at) }
        #expect(told == ["2021-12-06 07:30", "2021-12-13 07:30"])
    }
}
