import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// Clocks that are set, and disks that are full.
struct ClockTests {
    private let steps = Fixture.policy([
        "on assignment", "3 working days before", "2 working days before", "on the day",
    ])

    private func lab(onDisk: Bool = false, automaticMail: AutomaticMail = .alarms) async throws -> Lab {
        try await Lab(
            Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10"))],
                settings: Fixture.settings(policies: [steps])),
            at: Fixture.instant("2021-12-01 07:45"), onDisk: onDisk, automaticMail: automaticMail)
    }

    @Test func aStepBackSendsNothingTwice() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-01 09:00")
        lab.clock.set(to: Fixture.instant("2021-12-01 07:00"))
        await lab.run(until: "2021-12-07 09:00")
        lab.clock.set(to: Fixture.instant("2021-12-07 07:00"))
        try await lab.restart()
        await lab.run(until: "2021-12-11")
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email",
                "2021-12-07 08:00 3 working days before phong-tnmt email",
                "2021-12-08 08:00 2 working days before phong-tnmt email",
                "2021-12-10 08:00 on the day phong-tnmt email",
            ])
        #expect(lab.gateways.runs.count == 4)
        #expect(try lab.skips().isEmpty)
    }

    @Test func whatIsOpenedAfterAStepBackIsOnTime() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-01 12:00")
        lab.clock.set(to: Fixture.instant("2021-12-01 07:50"))
        try await lab.load(
            Fixture.configuration(
                [
                    Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10")),
                    Fixture.directive("8.2", lead: ["tt-ptqd"], (nil, "2021-12-10")),
                ], settings: Fixture.settings(policies: [steps])))
        await lab.run(until: "2021-12-01 11:00")
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email", "2021-12-01 08:00 on assignment tt-ptqd email",
            ])
    }

    @Test func whatWaitsForTheOfficeIsOnTimeWhenItsDayComesAgain() async throws {
        let lab = try await lab()
        // Down until the office has closed: what passed waits for the next morning.
        try await lab.restart(after: 10 * 3_600)
        await lab.run(until: "2021-12-01 18:00")
        #expect(lab.gateways.runs.isEmpty)
        lab.clock.set(to: Fixture.instant("2021-12-01 07:50"))
        try await lab.restart()
        await lab.run(until: "2021-12-01 12:00")
        #expect(try lab.sent() == ["2021-12-01 08:00 on assignment phong-tnmt email"])
        await lab.run(until: "2021-12-03")
        #expect(lab.gateways.runs.count == 1)
    }

    @Test(arguments: [(30, false), (25 * 3_600, true)])
    func aStepForwardFollowsTheRuleForPassedSlots(seconds: Int, late: Bool) async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-07 07:59")
        lab.clock.set(to: Fixture.instant("2021-12-07 08:00").adding(seconds: seconds))
        await lab.run(until: "2021-12-08 12:00")
        let sent = try lab.sent()
        if late {
            // Both of the 7th and the 8th have passed: the later goes, late.
            #expect(sent.last == "2021-12-08 09:00 2 working days before phong-tnmt email of 2021-12-08 08:00")
            #expect(try lab.skipped() == ["2021-12-07 08:00 3 working days before phong-tnmt superseded"])
            let bytes = String(decoding: lab.gateways.runs.last?.bytes ?? [], as: UTF8.self)
            #expect(bytes.contains("base64") || bytes.contains("quoted-printable"))
        } else {
            #expect(
                sent.dropFirst().first
                    == "2021-12-07 08:00:30 3 working days before phong-tnmt email of 2021-12-07 08:00")
            #expect(try lab.skips().isEmpty)
        }
    }

    @Test func whatGoesLateSaysSoAndWhatIsOnTimeDoesNot() async throws {
        let policy = Fixture.policy(["on assignment", "3 working days before"], via: [.sms])
        let lab = try await Lab(
            Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10"))],
                settings: Fixture.settings(policies: [policy])),
            at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-06 08:00")
        try await lab.restart(after: 30 * 3_600)
        await lab.run(until: "2021-12-08")
        let texts = lab.gateways.runs.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts.count == 2)
        #expect(!texts[0].contains("08:00") && texts[1].contains("08:00"), "\(texts)")
    }

    @Test(arguments: [1, 2 * 86_400])
    func aFullDiskStopsTheClaimsAndNothingIsLost(seconds: Int) async throws {
        let lab = try await lab(onDisk: true)
        await lab.run(until: "2021-12-07 07:59")
        lab.fill()
        await lab.run(until: Fixture.instant("2021-12-07 08:00"))
        let planned = await lab.engine.planned
        await lab.run(until: Fixture.instant("2021-12-07 08:00").adding(seconds: seconds))
        #expect(lab.gateways.runs.count == 1)
        let passes = await lab.engine.passes
        #expect(passes < 10 + seconds / 60)
        // Only the disk is looked at meanwhile.
        #expect(await lab.engine.planned == planned)
        lab.empty()
        await lab.run(until: "2021-12-11")
        #expect(lab.storageFailures.all.isEmpty)
        let sent = try lab.sent().map { String($0.dropFirst(11)) }
        if seconds == 1 {
            #expect(sent.count == 4 && sent[1].hasPrefix("08:00:59.950 3 working days before"))
        } else {
            // Two days without a disk are two days without a watch.
            #expect(sent.count == 3)
            #expect(try lab.skipped() == ["2021-12-07 08:00 3 working days before phong-tnmt superseded"])
        }
        #expect(try lab.ledger.verifyChain() == .intact(try lab.ledger.head()))
    }

    @Test func aReportThatAFullDiskPreventedIsMadeLaterThatDay() async throws {
        let lab = try await lab(onDisk: true, automaticMail: .all)
        await lab.run(until: "2021-12-06 23:00")
        let before = try lab.events(.reported).count
        lab.fill()
        await lab.run(until: "2021-12-07 09:00")
        lab.empty()
        await lab.run(until: "2021-12-07 12:00")
        #expect(try lab.events(.reported).count == before + 1)
    }

    @Test func anOutcomeThatTheFullDiskDidNotTakeIsWrittenLater() async throws {
        let lab = try await lab(onDisk: true)
        lab.gateways.follow { _ in .after(30_000) }
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 10))
        lab.fill()
        await lab.run(until: "2021-12-01 08:10")
        #expect(try lab.messages().first?.state == .claimed)
        lab.empty()
        await lab.run(until: "2021-12-01 09:00")
        #expect(try lab.messages().first?.state == .accepted)
        #expect(lab.gateways.runs.count == 1)
    }
}
