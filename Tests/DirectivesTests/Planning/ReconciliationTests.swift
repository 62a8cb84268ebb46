import TestSupport
import Testing

@testable import Directives

/// How an accepted load changes an open obligation.
struct ReconciliationTests {
    private let now = Fixture.instant("2021-12-06 10:00")

    private func side(
        _ deadline: String = "2021-11-30", policy: Policy = Fixture.standard, lead: [UnitID] = ["phong-tnmt"],
        withdrawn: String? = nil, units: [Unit] = [], notice: Notice = Fixture.notice,
        calendar: WorkingCalendar? = nil
    ) -> Reconciliation.Side {
        let settings = Fixture.settings(units: units, policies: [policy])
        let time = OfficeTime(zone: Fixture.zone, calendar: calendar ?? Fixture.calendar, hours: Fixture.hours)
        let amended = Settings(
            office: settings.office, time: time, gateways: settings.gateways, policies: settings.policies,
            units: settings.units)
        let directive = Fixture.directive(
            "8.1", lead: lead, (nil, deadline),
            withdrawn: withdrawn.map { .init(date: Fixture.date($0), reason: "Thu hồi") })
        return .init(planner: Planner(settings: amended), directive: directive, notice: notice)
    }

    private func obligation(_ deadline: String = "2021-11-30") throws -> Obligation {
        try Fixture.obligation(Fixture.directive(deadline))
    }

    private func change(
        _ obligation: Obligation, from old: Reconciliation.Side, to new: Reconciliation.Side, unclaimed: [Slot] = []
    ) throws -> Reconciliation.Change {
        try Reconciliation(at: now).change(of: obligation, from: old, to: new, unclaimed: unclaimed)
    }

    private func replanned(_ change: Reconciliation.Change) throws -> Obligation {
        guard case .replanned(let obligation) = change else { throw Unexpected(change: change) }
        return obligation
    }

    private func versioned(_ change: Reconciliation.Change) throws -> (Obligation, from: Due?, dropped: [Slot]) {
        guard case .versioned(let obligation, let from, let dropped) = change else { throw Unexpected(change: change) }
        return (obligation, from, dropped)
    }

    private struct Unexpected: Error {
        let change: Reconciliation.Change
    }

    private func slots(
        _ obligation: Obligation, _ side: Reconciliation.Side, from: String = "2021-12-06 10:00"
    ) -> [String] {
        let slots = side.planner.slots(of: obligation, in: Fixture.directive("2021-11-30"))
        return Fixture.words(slots.filter { $0.at >= Fixture.instant(from) })
    }

    @Test func theSameFilesChangeNothing() throws {
        #expect(try change(try obligation(), from: side(), to: side()) == .same)
        // An address is no part of a slot.
        let moved = Unit(
            id: "phong-tnmt", name: "TNMT", addresses: [.email: ["new@x.example"]], supervising: "van-phong")
        #expect(try change(try obligation(), from: side(), to: side(units: [moved])) == .same)
    }

    @Test func unclaimedSlotsStayAsPlannedWhereNoneIsToCome() throws {
        let old = side(policy: Fixture.policy(["on assignment", "1 working day after", "2 working days after"]))
        let new = side(policy: Fixture.policy(["on assignment", "3 days after"]))
        let unclaimed = old.planner.slots(of: try obligation(), in: old.directive).filter { $0.key.step.isOverdue }
        #expect(unclaimed.count == 2)
        let changed = try replanned(change(try obligation(), from: old, to: new, unclaimed: unclaimed))
        #expect(changed.past?.unclaimed == unclaimed)
        #expect(slots(changed, new, from: "2021-12-01") == Fixture.words(unclaimed))
    }

    @Test func passedSlotsStayThoseOfTheLadderOfTheirInstant() throws {
        let old = side(policy: Fixture.policy(["on assignment", "1 working day after", "2 working days after"]))
        let new = side(policy: Fixture.policy(["on assignment", "3 days after"]))
        // All is claimed; without that rule the new step of 3 December would replace the old ones.
        let changed = try replanned(change(try obligation(), from: old, to: new))
        #expect(changed.past?.unclaimed.isEmpty == true && changed.past?.until == now)
        #expect(slots(changed, new, from: "2021-11-01").isEmpty)
        // The same files once more change nothing.
        #expect(try change(changed, from: new, to: new) == .same)
    }

    @Test func aDeadlineThatNowWaitsForAnEventEndsTheObligationThatDidNot() throws {
        let change = try change(try obligation(), from: side(), to: side("5 days after receipt"))
        guard case .ended(let obligation, let reason, _) = change else { throw Unexpected(change: change) }
        #expect(obligation.state == .withdrawn && reason == "the deadline now waits for what has not been recorded")
    }

    @Test func anEndedObligationStaysEnded() throws {
        var done = try obligation()
        done.state = .done
        #expect(try change(done, from: side(), to: side("2021-12-31")) == .same)
    }

    @Test func anEditedPolicyAppliesFromItsLoadOnAndContinuesTheCount() throws {
        let policy = Fixture.policy(
            ["on assignment", "2 working days after", "5 working days after", "8 working days after"],
            escalation: .init(after: 3, to: ["lanh-dao"]))
        let new = side(policy: policy)
        let late = try #require(
            side().planner.slots(of: try obligation(), in: side().directive).first { $0.key.step == .onTheDay })
        let obligation = try replanned(try change(try obligation(), from: side(), to: new, unclaimed: [late]))
        // Two overdue slots (1 and 3 December) were sent before; 2 December has passed and is not planned.
        #expect(obligation.version == 1)
        #expect(obligation.past?.unclaimed == [late])
        #expect(new.planner.slots(of: obligation, in: new.directive).first == late)
        #expect(
            slots(obligation, new) == [
                "2021-12-07 08:00 escalation lanh-dao", "2021-12-07 08:00 5 working days after phong-tnmt #3",
                "2021-12-10 08:00 8 working days after phong-tnmt #4",
            ])
    }

    @Test func aStepThatWasSentIsNotSentAgainAtAnotherInstant() throws {
        // The third working day after the due is the day of the load: it was sent at 08:00, the new hour is 15:00.
        let steps = ["3 working days after", "4 working days after", "5 working days after"]
        let old = side("2021-12-01", policy: Fixture.policy(steps))
        let new = side("2021-12-01", policy: Fixture.policy(at: .time(TimeOfDay("15:00")!), steps))
        let obligation = try replanned(try change(try obligation("2021-12-01"), from: old, to: new))
        #expect(
            slots(obligation, new) == [
                "2021-12-07 15:00 4 working days after phong-tnmt #2",
                "2021-12-08 15:00 5 working days after phong-tnmt #3",
            ])
        // And a second edit keeps both.
        let third = side("2021-12-01", policy: Fixture.policy(at: .time(TimeOfDay("16:00")!), steps))
        let later = Fixture.instant("2021-12-07 15:30")
        let again = try Reconciliation(at: later).change(of: obligation, from: new, to: third, unclaimed: [])
        #expect(slots(try replanned(again), third) == ["2021-12-08 16:00 5 working days after phong-tnmt #3"])
    }

    @Test func aDeadlineThatMovesMakesAVersion() throws {
        let late = try #require(side().planner.slots(of: try obligation(), in: side().directive).first)
        let (obligation, from, dropped) = try versioned(
            try change(try obligation(), from: side(), to: side("2021-12-31"), unclaimed: [late]))
        #expect(obligation.version == 2)
        #expect(obligation.versionSince == now)
        #expect(obligation.due?.dueDate == Fixture.date("2021-12-31"))
        #expect(from?.dueDate == Fixture.date("2021-11-30"))
        #expect(dropped == [late])
        #expect(obligation.past?.overdue == ["phong-tnmt": 2, "van-phong": 1])
        #expect(obligation.past?.leadOverdueInVersion == 0)
        let words = slots(obligation, side("2021-12-31"))
        #expect(words.first == "2021-12-07 08:00 changed phong-tnmt")
        #expect(words.contains("2022-01-04 08:00 1 working day after phong-tnmt #3"))
        #expect(words.contains("2022-01-04 08:00 1 working day after van-phong #2"))
    }

    @Test func aDeadlineMayBecomeUndatedAndBack() throws {
        let (urgent, from, _) = try versioned(try change(try obligation(), from: side(), to: side("urgent")))
        #expect(urgent.track == .undated && from != nil)
        let back = try Reconciliation(at: now.adding(seconds: 60)).change(
            of: urgent, from: side("urgent"), to: side("2021-12-31"), unclaimed: [])
        #expect(try versioned(back).0.version == 3)
    }

    private func amended(_ years: [Int: WorkingCalendar.Year]) -> WorkingCalendar {
        WorkingCalendar(
            name: "vn", weekend: Fixture.calendar.weekend,
            years: Fixture.calendar.years.merging(years) { _, new in new }, namedDays: Fixture.calendar.namedDays)
    }

    @Test func aCalendarAmendmentThatMovesTheDueMakesAVersion() throws {
        let counted = "10 working days after notice"
        let calendar = amended([2021: .init(source: "2", daysOff: [Fixture.date("2021-12-10"): "Nghỉ"], working: [:])])
        let (obligation, from, _) = try versioned(
            try change(try obligation(counted), from: side(counted), to: side(counted, calendar: calendar)))
        #expect(from?.dueDate == Fixture.date("2021-12-14"))
        #expect(obligation.due?.dueDate == Fixture.date("2021-12-15"))
    }

    @Test func aCalendarAmendmentThatMovesOnlySlotsReplans() throws {
        let calendar = amended([2021: .init(source: "2", daysOff: [Fixture.date("2021-12-10"): "Nghỉ"], working: [:])])
        let new = side(calendar: calendar)
        let obligation = try replanned(try change(try obligation(), from: side(), to: new))
        #expect(obligation.version == 1)
        #expect(slots(obligation, new).contains("2021-12-13 08:00 every 5 working days phong-tnmt #3"))
    }

    @Test func officialDatesThatConfirmADueMakeNoVersion() throws {
        let counted = "25 working days after 2022-12-01"
        let before = try obligation(counted)
        #expect(before.due?.provisional == true)
        let confirmed = side(counted, calendar: amended([2023: .init(source: "2", daysOff: [:], working: [:])]))
        let after = try replanned(try change(before, from: side(counted), to: confirmed))
        #expect(after.version == 1)
        #expect(after.due?.provisional == false)
        #expect(after.due?.dueDate == before.due?.dueDate)
    }

    @Test func anExtensionHoldsUntilTheFilesGiveAnotherDate() throws {
        var extended = try obligation()
        try Fixture.extend(&extended, to: "2021-12-20", at: "2021-12-01 09:00")
        #expect(try change(extended, from: side(), to: side()) == .same)
        // The files now give the same date: nothing moves.
        #expect(try change(extended, from: side(), to: side("2021-12-20")) == .same)
        // The files give another date: the extension ends.
        let (obligation, from, _) = try versioned(try change(extended, from: side(), to: side("2021-12-24")))
        #expect(obligation.version == 3)
        #expect(from?.dueDate == Fixture.date("2021-12-20"))
        #expect(obligation.due?.dueDate == Fixture.date("2021-12-24"))
    }

    @Test func anAmendedCalendarDoesNotUndoAnExtension() throws {
        let counted = "10 working days after notice"
        var extended = try obligation(counted)
        try Fixture.extend(&extended, to: "2021-12-24", at: "2021-12-01 09:00")
        let calendar = amended([2021: .init(source: "2", daysOff: [Fixture.date("2021-12-10"): "Nghỉ"], working: [:])])
        let new = side(counted, calendar: calendar)
        switch try change(extended, from: side(counted), to: new) {
        case .same: break
        case .replanned(let obligation): #expect(obligation.due == extended.due && obligation.version == 2)
        case let other: Issue.record("\(other)")
        }
    }

    @Test func aNoticeIssuedAnotherDayMovesWhatIsCountedFromIt() throws {
        let counted = "10 working days after notice"
        var extended = try obligation(counted)
        try Fixture.extend(&extended, to: "2021-12-24", at: "2021-12-01 09:00")
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: Fixture.date("2021-12-01"),
            assigned: Fixture.date("2021-11-26"))
        let (obligation, _, _) = try versioned(
            try change(extended, from: side(counted), to: side(counted, notice: notice)))
        #expect(obligation.due?.dueDate == Fixture.date("2021-12-15"))
    }

    @Test func aLeadThatIsRemovedEndsItsObligation() throws {
        let late = try #require(side().planner.slots(of: try obligation(), in: side().directive).first)
        let change = try change(
            try obligation(), from: side(), to: side(lead: ["tt-ptqd"]), unclaimed: [late])
        guard case .ended(let ended, _, let dropped) = change else { throw Unexpected(change: change) }
        #expect(ended.state == .withdrawn && ended.ended == now)
        #expect(dropped == [late])
    }

    @Test(arguments: [("2021-12-01", true), ("2021-12-06", true), ("2021-12-20", false)])
    func aWithdrawalEndsItOnItsDayAndNotBeforeItIsKnown(date: String, atOnce: Bool) throws {
        let change = try change(try obligation(), from: side(), to: side(withdrawn: date))
        guard case .ended(let ended, let reason, _) = change else { throw Unexpected(change: change) }
        #expect(reason == "Thu hồi")
        #expect(ended.state == (atOnce ? .withdrawn : .open))
        #expect(ended.ended == (atOnce ? now : Fixture.instant(date)))
        // The same files once more change nothing.
        #expect(try self.change(ended, from: side(withdrawn: date), to: side(withdrawn: date)) == .same)
    }

    @Test func aWithdrawalWhoseDayCameBetweenLoadsEndedOnThatDay() throws {
        var obligation = try obligation()
        obligation.ended = Fixture.instant("2021-12-03")
        let change = try change(obligation, from: side(withdrawn: "2021-12-03"), to: side(withdrawn: "2021-12-03"))
        guard case .ended(let ended, let reason, _) = change else { throw Unexpected(change: change) }
        #expect(ended.state == .withdrawn && ended.ended == Fixture.instant("2021-12-03") && reason == "Thu hồi")
    }

    @Test func aWithdrawalRemovedBeforeItsDayHasNoEffect() throws {
        var obligation = try obligation()
        obligation.ended = Fixture.instant("2021-12-08")
        let again = try replanned(try change(obligation, from: side(withdrawn: "2021-12-08"), to: side()))
        #expect(again.ended == nil && again.state == .open)
        #expect(slots(again, side()).first == "2021-12-10 08:00 escalation lanh-dao")
    }

    @Test func aLaterWithdrawalKeepsUnclaimedSlotsThoughTheLadderChangesWithIt() throws {
        let obligation = try obligation()
        let old = side()
        let unclaimed = old.planner.slots(of: obligation, in: Fixture.directive("2021-11-30")).filter {
            $0.at < now && $0.at > Fixture.instant("2021-12-02")
        }
        #expect(!unclaimed.isEmpty)
        let new = side(policy: Fixture.policy(["on assignment"], via: [.email]), withdrawn: "2021-12-20")
        guard case .ended(let ended, _, let dropped) = try change(obligation, from: old, to: new, unclaimed: unclaimed)
        else {
            Issue.record("the withdrawal is no end")
            return
        }
        #expect(ended.state == .open && dropped.isEmpty)
        #expect(ended.past?.unclaimed == unclaimed)
        // The same withdrawal with another policy again.
        let later = try replanned(
            try change(ended, from: new, to: side(withdrawn: "2021-12-20"), unclaimed: unclaimed))
        #expect(later.past?.unclaimed == unclaimed && later.ended == ended.ended)
    }
}
