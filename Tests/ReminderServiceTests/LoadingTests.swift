import DirectiveFiles
import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// What a reload makes of what is running.
struct LoadingTests {
    private let steps = Fixture.policy([
        "on assignment", "2 working days before", "on the day", "1 working day after", "3 working days after",
        "5 working days after",
    ])

    private func configuration(
        _ deadline: String = "2021-12-07", policy: Policy? = nil, withdrawn: String? = nil,
        calendar: WorkingCalendar? = nil
    ) -> Configuration {
        Fixture.configuration(
            [
                Fixture.directive(
                    "8.1", lead: ["phong-tnmt"], (nil, deadline),
                    withdrawn: withdrawn.map { .init(date: Fixture.date($0), reason: "Thu hồi") })
            ],
            settings: Fixture.changing(Fixture.settings(policies: [policy ?? steps]), calendar: calendar))
    }

    private func lab(_ configuration: Configuration) async throws -> Lab {
        try await Lab(configuration, at: Fixture.instant("2021-12-01 07:45"))
    }

    private let id = "tb/8.1@phong-tnmt"

    @Test func theFirstLoadOpensAndTheSameAgainChangesNothing() async throws {
        let lab = try await lab(configuration())
        #expect(try lab.events(.opened).map(\.obligation) == [id])
        let before = try lab.row(id)
        let summary = try await lab.load(configuration())
        #expect(summary == LoadSummary())
        #expect(try lab.row(id) == before)
        await lab.run(until: "2021-12-02")
        #expect(try lab.sent() == ["2021-12-01 08:00 on assignment phong-tnmt email"])
    }

    @Test func anEditedPolicyHoldsFromItsLoadOnAndRepeatsNothing() async throws {
        let lab = try await lab(configuration())
        await lab.run(until: "2021-12-08 12:00")
        let later = Fixture.policy(
            at: .time(TimeOfDay("15:00")!),
            ["on assignment", "on the day", "1 working day after", "2 working days after"])
        #expect(try await lab.load(configuration(policy: later)).replanned == 1)
        await lab.run(until: "2021-12-31")
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email",
                "2021-12-03 08:00 2 working days before phong-tnmt email",
                "2021-12-07 08:00 on the day phong-tnmt email",
                "2021-12-08 08:00 1 working day after phong-tnmt email",
                "2021-12-09 15:00 2 working days after phong-tnmt email",
            ])
        #expect(try lab.skips().isEmpty)
    }

    @Test func aMovedDeadlineMakesAVersionAndGoesOnCounting() async throws {
        let lab = try await lab(configuration())
        await lab.run(until: "2021-12-08 12:00")
        let summary = try await lab.load(configuration("2021-12-15"))
        #expect(summary.moved.map(\.to) == [Fixture.date("2021-12-15")])
        #expect(try lab.row(id).obligation.version == 2)
        await lab.run(until: "2021-12-17")
        #expect(
            try lab.sent().suffix(4) == [
                "2021-12-09 08:00 changed phong-tnmt email", "2021-12-13 08:00 2 working days before phong-tnmt email",
                "2021-12-15 08:00 on the day phong-tnmt email", "2021-12-16 08:00 1 working day after phong-tnmt email",
            ])
        let last = try #require(try lab.messages().last?.deliveries.first)
        #expect(last.slot.ordinal == 2 && last.slot.key.version == 2)
        #expect(try lab.events(.versioned).map { $0.detail["from"] } == ["2021-12-07"])
    }

    @Test func whatThePassedSlotsOfAMovedDeadlineWouldSayIsNoLongerTrue() async throws {
        let lab = try await lab(configuration())
        await lab.run(until: "2021-12-07 07:00")
        try lab.kill()
        // Back after hours: the slot of the 7th waits for the morning, and by then the deadline has moved.
        try await lab.begin(at: Fixture.instant("2021-12-08 06:00"))
        try await lab.load(configuration("2021-12-15"))
        await lab.run(until: "2021-12-09")
        #expect(try lab.skipped() == ["2021-12-07 08:00 on the day phong-tnmt no-longer-true"])
        #expect(try lab.sent().last == "2021-12-08 08:00 changed phong-tnmt email")
    }

    @Test func passedSlotsOfTheOldConfigurationAreCaughtUpAfterAReload() async throws {
        let lab = try await lab(configuration())
        await lab.run(until: "2021-12-03 07:00")
        try lab.kill()
        try await lab.begin(at: Fixture.instant("2021-12-06 05:00"))
        try await lab.load(configuration(policy: Fixture.policy(["on assignment", "on the day"])))
        await lab.run(until: "2021-12-08 12:00")
        #expect(
            try lab.sent().suffix(2) == [
                "2021-12-06 07:30 2 working days before phong-tnmt email of 2021-12-03 08:00",
                "2021-12-07 08:00 on the day phong-tnmt email",
            ])
    }

    @Test func whoJoinsHearsNothingOfStepsThatHadPassedWhenTheLeadsOwnIsStillLate() async throws {
        let policy = Policy(
            name: "standard", at: .time(TimeOfDay("08:00")!),
            lead: .init(via: [.email], steps: steps.lead.steps),
            coordinating: .init(via: [.email], steps: [.before(StepCount(3, working: true)!)]))
        func configuration(_ coordinating: [UnitID]) -> Configuration {
            Fixture.configuration(
                [Fixture.directive("8.1", lead: ["phong-tnmt"], coordinating: coordinating, (nil, "2021-12-07"))],
                settings: Fixture.settings(policies: [policy]))
        }
        let lab = try await lab(configuration([]))
        await lab.run(until: "2021-12-02 07:00")
        try lab.kill()
        // The lead's slot of Friday waits for Monday; that of 2 December was no slot of anybody.
        try await lab.begin(at: Fixture.instant("2021-12-04 10:00"))
        try await lab.load(configuration(["tt-ptqd"]))
        await lab.run(until: "2021-12-07 12:00")
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email",
                "2021-12-06 07:30 2 working days before phong-tnmt email of 2021-12-03 08:00",
                "2021-12-07 08:00 on the day phong-tnmt email",
            ])
        #expect(try lab.skips().isEmpty)
    }

    @Test func aWithdrawalEndsOnItsDay() async throws {
        let lab = try await lab(configuration())
        await lab.run(until: "2021-12-02")
        let summary = try await lab.load(configuration(withdrawn: "2021-12-08"))
        #expect(summary.ended == [id])
        #expect(try lab.row(id).obligation.state == .open)
        await lab.run(until: "2021-12-07 23:00")
        #expect(try lab.row(id).obligation.state == .open)
        await lab.run(until: "2021-12-08 01:00")
        #expect(try lab.row(id).obligation.state == .withdrawn)
        #expect(try lab.row(id).wake == nil)
        await lab.run(until: "2021-12-31")
        #expect(try lab.sent().last == "2021-12-07 08:00 on the day phong-tnmt email")
        #expect(try lab.events(.withdrawn).allSatisfy { $0.detail["reason"] == "Thu hồi" })
    }

    @Test func whatAnOrderWithdrewStaysSoWhateverIsLoaded() async throws {
        let lab = try await lab(configuration())
        let order = WithdrawOrder(Target(id: id), reason: "Thu hồi")
        _ = try await lab.engine.follow(order, author: "a", folder: ConfigurationFolder(path: "/nowhere"))
        let later = Fixture.policy(["on the day"])
        #expect(try await lab.load(configuration(policy: later)).moved.isEmpty)
        #expect(try await lab.load(configuration("2021-12-10")).moved.isEmpty)
        #expect(try lab.row(id).obligation.state == .withdrawn)
        await lab.run(until: "2021-12-31")
        #expect(lab.gateways.runs.count == 0)
    }

    @Test func aDirectiveThatComesWithItsWithdrawalIsOpenUntilThen() async throws {
        let lab = try await lab(configuration(withdrawn: "2021-12-04"))
        #expect(try lab.row(id).obligation.state == .open)
        await lab.run(until: "2021-12-31")
        #expect(try lab.row(id).obligation.state == .withdrawn)
        #expect(try lab.sent().count == 2)
    }

    @Test func whatPassedBeforeAWithdrawalWhileNobodyWatchedHasItsReason() async throws {
        let lab = try await lab(configuration(withdrawn: "2021-12-08"))
        await lab.run(until: "2021-12-03 07:00")
        try await lab.restart(after: 10 * 86_400)
        await lab.run(until: "2021-12-31")
        #expect(
            try lab.skipped() == [
                "2021-12-03 08:00 2 working days before phong-tnmt no-longer-true",
                "2021-12-07 08:00 on the day phong-tnmt no-longer-true",
            ])
        #expect(try lab.row(id).obligation.state == .withdrawn)
    }

    @Test func aWithdrawalToComeLosesNoSlotThatWaits() async throws {
        let lab = try await lab(configuration())
        await lab.run(until: "2021-12-03 07:00")
        try lab.kill()
        try await lab.begin(at: Fixture.instant("2021-12-04 10:00"))
        try await lab.load(configuration(withdrawn: "2021-12-20"))
        await lab.run(until: "2021-12-06 09:00")
        #expect(
            try lab.sent().last == "2021-12-06 07:30 2 working days before phong-tnmt email of 2021-12-03 08:00")
    }

    @Test func aCalendarAmendmentMovesWhatIsCountedInWorkingDays() async throws {
        let counted = "5 working days after notice"
        let lab = try await lab(configuration(counted))
        let due = try #require(try lab.row(id).obligation.due?.dueDate)
        var years = Fixture.calendar.years
        years[2021] = .init(source: "2", daysOff: [Fixture.date("2021-12-03"): "Nghỉ"], working: [:])
        let amended = WorkingCalendar(
            name: "vn", weekend: Fixture.calendar.weekend, years: years, namedDays: Fixture.calendar.namedDays)
        let summary = try await lab.load(configuration(counted, calendar: amended))
        #expect(summary.moved.map(\.from) == [due])
        #expect(try lab.row(id).obligation.due?.dueDate == due.adding(days: 1))
    }
}
