import DirectiveFiles
import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// The fuse: what goes beyond the limits stays unclaimed, and goes when there is room by the rule for passed slots.
struct HoldingTests {
    private let once = Fixture.policy(["on assignment"])

    private func configuration(
        _ count: Int, limits: Settings.Limits, policy: Policy? = nil, hold: Bool = false, due: String = "2021-12-20"
    ) -> Configuration {
        // Each directive of a policy of its own hour, so that each is a message of its own to one address.
        let hours = (0..<count).map { index in
            Policy(
                name: "p\(index)", at: .time(TimeOfDay(hour: 8, minute: index)!), lead: (policy ?? once).lead)
        }
        return Fixture.configuration(
            (0..<count).map { index in
                Directive(
                    id: DirectiveID(notice: "tb", item: "\(index + 1)"), task: "Việc", lead: ["phong-tnmt"],
                    deadlines: [.init(Deadline(due)!)], policy: "p\(index)")
            }, settings: Fixture.settings(policies: hours, limits: limits, hold: hold))
    }

    @Test func whatIsBeyondAnAddressesDayGoesTheNextAndSaysThatItIsLate() async throws {
        let lab = try await Lab(
            configuration(5, limits: .init(perAddressPerDay: 3, perHour: 500)),
            at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-01 12:00")
        #expect(try lab.messages().count == 3)
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).count == 2)
        let held = try lab.events(.held)
        #expect(held.map { $0.detail["limit"] } == ["per-address-per-day", "per-address-per-day"])
        await lab.run(until: "2021-12-02 12:00")
        #expect(
            try lab.sent().suffix(2) == [
                "2021-12-02 07:30 on assignment phong-tnmt email of 2021-12-01 08:03",
                "2021-12-02 07:30 on assignment phong-tnmt email of 2021-12-01 08:04",
            ])
        // Both are late by the same instant: one message.
        #expect(try lab.messages().count == 4)
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).isEmpty)
        #expect(try lab.events(.held).count == 2)
        // One message to the operator a day, and these do not count.
        #expect(try lab.letters().count == 1)
        #expect(try lab.letters()[0].state == .accepted)
    }

    @Test func whatPressesGoesAtMidnightAndNobodyLooksAgainAndAgainBeforeIt() async throws {
        let lab = try await Lab(
            configuration(5, limits: .init(perAddressPerDay: 3, perHour: 500), due: "2021-12-02 16:00"),
            at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-01 12:00")
        let before = await lab.engine.passes
        await lab.run(until: "2021-12-02 07:00")
        #expect(await lab.engine.passes - before < 10)
        #expect(
            try lab.sent().suffix(2)
                == [
                    "2021-12-02 on assignment phong-tnmt email of 2021-12-01 08:03",
                    "2021-12-02 on assignment phong-tnmt email of 2021-12-01 08:04",
                ].map { $0.replacing("2021-12-02 on", with: "2021-12-02 00:00 on") })
    }

    @Test func whatTheOperatorWasToldTodayIsRememberedOverARestart() async throws {
        let lab = try await Lab(
            configuration(8, limits: .init(perAddressPerDay: 2, perHour: 500)),
            at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        for minute in 3...7 {
            await lab.run(until: "2021-12-01 08:0\(minute)")
            try await lab.restart(after: 1)
        }
        await lab.run(until: "2021-12-01 17:00")
        #expect(try lab.letters().count == 1)
    }

    @Test func whatIsBeyondAnHourGoesWithinTheHourAfter() async throws {
        let lab = try await Lab(
            configuration(6, limits: .init(perAddressPerDay: 50, perHour: 4)), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-01 09:30")
        let messages = try lab.messages()
        for message in messages {
            let hour = messages.count {
                $0.claimedAt >= message.claimedAt && $0.claimedAt < message.claimedAt.adding(seconds: 3_600)
            }
            #expect(hour <= 4)
        }
        #expect(messages.flatMap(\.deliveries).count == 6)
        #expect(try lab.skips().isEmpty)
        #expect(try lab.letters().count == 1)
    }

    @Test func whileHeldALaterSlotTakesThePlaceOfTheEarlier() async throws {
        let steps = Fixture.policy(["on assignment", "10 working days before", "9 working days before"])
        var configuration = configuration(1, limits: Fixture.unlimited, policy: steps, hold: true)
        let lab = try await Lab(configuration, at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-08 10:00")
        #expect(try lab.messages().isEmpty)
        #expect(try lab.letters().isEmpty)
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).count == 1)
        let passes = await lab.engine.passes
        configuration = Configuration(
            settings: Fixture.changing(configuration.settings, hold: false), notices: configuration.notices,
            directives: configuration.directives)
        _ = try await lab.load(configuration)
        await lab.run(until: "2021-12-08 10:01")
        #expect(
            try lab.sent() == ["2021-12-08 10:00 9 working days before phong-tnmt email of 2021-12-07 08:00"])
        #expect(
            try lab.skipped() == [
                "2021-12-01 08:00 on assignment phong-tnmt too-old",
                "2021-12-06 08:00 10 working days before phong-tnmt superseded",
            ])
        #expect(await lab.engine.passes - passes < 8)
    }

    @Test func holdOutlastsARestartAndOtherEdits() async throws {
        let held = configuration(3, limits: Fixture.unlimited, hold: true)
        let lab = try await Lab(held, at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        await lab.run(until: "2021-12-01 10:00")
        try await lab.restart(after: 60)
        let edited = Configuration(
            settings: Fixture.changing(held.settings, limits: .init(perAddressPerDay: 7, perHour: 7)),
            notices: held.notices, directives: held.directives)
        try await lab.load(edited)
        await lab.run(until: "2021-12-02 10:00")
        #expect(try lab.messages().isEmpty)
        #expect(lab.gateways.runs.isEmpty)
        let open = Configuration(
            settings: Fixture.changing(edited.settings, hold: false), notices: held.notices,
            directives: held.directives)
        try await lab.load(open)
        await lab.run(until: "2021-12-03")
        #expect(try lab.messages().flatMap(\.deliveries).count == 3)
        #expect(try lab.messages().allSatisfy { $0.state == .accepted })
    }

    @Test func aHeldSlotAndOneThatComesDueAreTheLatterOnTime() async throws {
        // Held on the first of the month, and the next slot is on the second.
        let steps = Fixture.policy(at: .time(TimeOfDay("07:30")!), ["on assignment", "3 working days before"])
        let settings = Fixture.settings(
            policies: [steps], limits: .init(perAddressPerDay: 1, perHour: 500))
        let lab = try await Lab(
            Fixture.configuration(
                [
                    Fixture.directive("1", lead: ["phong-tnmt"], (nil, "2021-12-07")),
                    Fixture.directive("2", lead: ["phuong-1"], coordinating: [], (nil, "2021-12-07")),
                ], settings: settings),
            at: Fixture.instant("2021-12-01 07:00"))
        await lab.run(until: "2021-12-03")
        #expect(
            try lab.sent() == [
                "2021-12-01 07:30 on assignment phong-tnmt email", "2021-12-01 07:30 on assignment phuong-1 email",
                "2021-12-02 07:30 3 working days before phong-tnmt email",
                "2021-12-02 07:30 3 working days before phuong-1 email",
            ])
    }

    @Test func whatTheLimitOfOneAddressHoldsDoesNotMakeTheOtherLate() async throws {
        // One e-mail a day; the telephone's one place is taken for a minute and a half.
        let both = Fixture.policy(["on assignment"], via: [.email, .sms])
        let base = configuration(2, limits: .init(perAddressPerDay: 1, perHour: 500), policy: both)
        let settings = Fixture.changing(
            base.settings,
            gateways: base.settings.gateways.map {
                $0.name == "sms" ? Gateway(name: "sms", channel: .sms, command: ["/bin/true"], concurrency: 1) : $0
            })
        let limited = Configuration(settings: settings, notices: base.notices, directives: base.directives)
        let lab = try await Lab(
            limited, at: Fixture.instant("2021-12-01 07:45"),
            gateways: ScriptedGateways { $0.channel == "sms" ? .after(90_000) : .accepted })
        await lab.run(until: Fixture.instant("2021-12-01 08:01").adding(seconds: 10))
        // The second e-mail is held; its SMS is still to come, so the obligation is not.
        #expect(try lab.events(.held).map { $0.detail["to"] } == ["phong-tnmt@ubnd.example"])
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).isEmpty)
        // The plan is made again, as after an order or a reload: what it knew is gone.
        _ = try await lab.engine.follow(AcceptClockOrder(), author: "root", folder: .init(path: "/nowhere"))
        await lab.settle()
        #expect(try lab.events(.held).count == 1)
        let passes = await lab.engine.passes
        await lab.run(until: "2021-12-01 08:10")
        #expect(await lab.engine.passes - passes < 12)
        // The telephone's own limit is one a day, too.
        #expect(try lab.events(.held).map { $0.detail["to"] } == ["phong-tnmt@ubnd.example", "+999100001001"])
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).count == 1)
        await lab.run(until: "2021-12-02 08:00")
        // What was held says so when it goes.
        let released = try lab.events(.released)
        #expect(released.map { $0.detail["to"] } == ["phong-tnmt@ubnd.example", "+999100001001"])
        #expect(
            released.allSatisfy {
                Lab.words($0.at).hasPrefix("2021-12-02 07:2") || Lab.words($0.at) == "2021-12-02 07:30"
            })
        #expect(try lab.ledger.obligations(ObligationFilter(held: true)).isEmpty)
    }

    @Test func anObligationIsHeldWhenNothingOfItIsLeftToBeClaimed() throws {
        let policy = Fixture.policy(["on assignment"], via: [.email, .sms])
        let planner = Fixture.planner(policy)
        let directive = Fixture.directive("2021-12-20")
        let obligation = try Fixture.obligation(directive, loaded: "2021-12-01 07:45")
        let at = Fixture.instant("2021-12-01 08:00")
        let row = ObligationRow(obligation: obligation, settled: obligation.opened, wake: at)
        var queue = DueQueue(
            [WakingObligation(row: row, directive: directive, notice: Fixture.notice)],
            settled: SettledKeys(),
            .init(planner: planner, now: at, horizon: at, onTimeSince: .distantPast))
        let email = try #require(queue.next(of: "email") { _ in false })
        let sms = try #require(queue.next(of: "sms") { _ in false })
        let later = at.adding(seconds: 600)
        let first = queue.held(email, until: later)
        #expect(first.isEmpty)
        #expect(queue.next == later)
        let second = queue.claimed(sms)
        #expect(
            second == [ObligationAdvance(id: obligation.id, settled: obligation.opened, wake: later, held: true)])
    }

    @Test func redirectedMessagesGoToTheOneAddressAndThoseWithoutOneAreCancelled() async throws {
        let policy = Fixture.policy(["on assignment"], via: [.email, .sms])
        let settings = Fixture.changing(
            Fixture.settings(policies: [policy]), redirect: [.email: ["toi@ubnd.example"]])
        let lab = try await Lab(
            Fixture.configuration(
                [Fixture.directive("1", lead: ["phong-tnmt"], (nil, "2021-12-20"))], settings: settings),
            at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-02")
        #expect(lab.gateways.runs.map(\.to) == ["toi@ubnd.example"])
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email",
                "2021-12-01 07:59:59.950 on assignment phong-tnmt sms of 2021-12-01 08:00 cancelled",
            ])
    }
}
