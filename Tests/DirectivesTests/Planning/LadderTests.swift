import Directives
import TestSupport
import Testing

/// The rules of "Slots", one by one.
///
/// November 2021: Friday 26, Monday 29, Tuesday 30.
struct LadderTests {
    @Test func aSlotOnADayOffMovesBackBeforeTheDueAndForthAfterIt() throws {
        // Due on Sunday 5 December; 2 days before it is Friday, 1 day before Saturday.
        let policy = Fixture.policy(["8 days before", "1 day before", "on the day", "6 days after", "1 day after"])
        #expect(
            try Fixture.ladder("2021-12-05", policy) == [
                "2021-11-26 08:00 8 days before", "2021-12-03 08:00 on the day", "2021-12-06 08:00 1 day after #1",
                "2021-12-13 08:00 6 days after #2",
            ])
    }

    @Test(arguments: [
        // Not before the aim: a working day earlier, over a weekend.
        ("2021-11-30 07:30", "2021-11-29 08:00 on the day"), ("2021-11-29 08:00", "2021-11-26 08:00 on the day"),
        ("2021-11-30 08:01", "2021-11-30 08:00 on the day"), ("2021-11-28 16:00", "2021-11-26 08:00 on the day"),
        ("2022-01-04 07:00", "2021-12-31 08:00 on the day"),
    ])
    func theLastStepLiesBeforeTheAim(deadline: String, slot: String) throws {
        #expect(try Fixture.ladder(deadline, Fixture.policy(["on the day"])) == [slot])
    }

    @Test func stepsBeforeCountFromTheAimAndStepsAfterFromTheDue() throws {
        let policy = Fixture.policy(["2 days before", "on the day", "1 day after", "2 working days after"])
        #expect(
            try Fixture.ladder("before 2021-12-16", policy) == [
                "2021-12-13 08:00 2 days before", "2021-12-15 08:00 on the day", "2021-12-17 08:00 1 day after #1",
                "2021-12-20 08:00 2 working days after #2",
            ])
    }

    @Test func repeatingStepsContinueFromTheStepBeforeThemUntilTheLastDay() throws {
        let policy = Fixture.policy([
            "3 working days after", "then every 5 working days", "until 14 working days after",
        ])
        let directive = Fixture.directive("2021-11-30")
        let slots = Fixture.planner(policy).slots(of: try Fixture.obligation(directive), in: directive)
        #expect(
            Fixture.words(slots) == [
                "2021-12-03 08:00 3 working days after phong-tnmt #1",
                "2021-12-10 08:00 every 5 working days phong-tnmt #2",
                "2021-12-17 08:00 every 5 working days phong-tnmt #3", "2021-12-20 08:00 handed over van-phong",
            ])
        #expect(slots.map(\.key.occurrence) == [nil, Fixture.date("2021-12-10"), Fixture.date("2021-12-17"), nil])
        #expect(slots.last?.key.role == .supervising)
    }

    @Test func theOccurrenceIsTheNominalDateBeforeAnyMove() throws {
        let policy = Fixture.policy(["then every 4 days", "until 8 days after"])
        let directive = Fixture.directive("2021-11-30")
        let slots = Fixture.planner(policy).slots(of: try Fixture.obligation(directive), in: directive)
        // 4 December is a Saturday.
        #expect(slots.first?.key.occurrence == Fixture.date("2021-12-04"))
        #expect(slots.first?.at == Fixture.instant("2021-12-06 08:00"))
    }

    @Test func aRepeatingLadderWithoutAnEndEndsAfterSixtyWorkingDays() throws {
        let slots = try Fixture.ladder("2021-11-30", Fixture.policy(["then every 30 working days"]))
        let last = Fixture.calendar.adding(workingDays: 60, to: Fixture.date("2021-11-30"))
        #expect(slots.count == 3)
        #expect(slots.last == "\(last) 08:00 handed over van-phong")
    }

    @Test func noSlotLiesBeforeTheOpening() throws {
        let policy = Fixture.policy(["on assignment", "7 days before", "1 working day before", "on the day"])
        #expect(
            try Fixture.ladder("2021-12-03", policy, loaded: "2021-12-01 08:00") == [
                "2021-12-01 08:00 on assignment", "2021-12-02 08:00 1 working day before",
                "2021-12-03 08:00 on the day",
            ])
        #expect(
            try Fixture.ladder("2021-12-03", policy, loaded: "2021-12-01 08:01") == [
                "2021-12-02 08:00 1 working day before", "2021-12-03 08:00 on the day",
            ])
    }

    @Test func aDeadlineAlreadyPastIsRemindedOnAssignment() throws {
        let policy = Fixture.policy(["on assignment", "on the day", "1 working day after", "8 working days after"])
        #expect(
            try Fixture.ladder("2021-11-20", policy, loaded: "2021-11-27 10:00") == [
                "2021-11-29 08:00 on assignment", "2021-12-01 08:00 8 working days after #1",
            ])
    }

    @Test(arguments: [
        // In office hours at once, else when they begin; later steps when the day's hours begin.
        ("2021-11-26 09:17", "2021-11-26 09:17"), ("2021-11-26 12:00", "2021-11-26 13:30"),
        ("2021-11-26 17:00", "2021-11-29 07:30"), ("2021-11-27 09:00", "2021-11-29 07:30"),
    ])
    func atNowIsAtOnceInOfficeHours(loaded: String, assigned: String) throws {
        let policy = Fixture.policy(at: .now, ["on assignment", "1 working day before", "1 working day after"])
        #expect(
            try Fixture.ladder("2021-12-01", policy, loaded: loaded) == [
                "\(assigned) on assignment", "2021-11-30 07:30 1 working day before",
                "2021-12-02 07:30 1 working day after #1",
            ])
    }

    @Test func onAssignmentIsForVersionOneAndChangedOnceForALaterOne() throws {
        let policy = Fixture.policy(["on assignment", "on the day", "1 working day after"])
        let slots = try Fixture.ladder("2021-11-30", policy) {
            try? Fixture.extend(&$0, to: "2021-12-10", at: "2021-12-01 09:00")
        }
        #expect(
            slots == [
                "2021-12-01 09:00 changed", "2021-12-10 08:00 on the day", "2021-12-13 08:00 1 working day after #1",
            ])
    }

    @Test func aVersionRecordedBeforeTheOpeningBeginsWithIt() throws {
        let policy = Fixture.policy(["on assignment", "10 days before", "on the day"])
        #expect(
            try Fixture.ladder("2021-12-10", policy, loaded: "2021-12-01") {
                try? Fixture.extend(&$0, to: "2021-12-07", at: "2021-11-25 09:00")
            } == ["2021-12-01 07:30 changed", "2021-12-07 08:00 on the day"])
    }

    @Test func withoutADueOnlyAssignmentChangeAndReviewHold() throws {
        let policy = Fixture.policy(
            ["on assignment", "on the day", "1 working day after", "then every 5 days"],
            coordinating: ["on assignment", "1 working day after"], supervising: ["on assignment"],
            review: "10 working days")
        let directive = Fixture.directive(
            "1", lead: ["phong-tnmt"], coordinating: ["phuong-1"], (nil, "urgent"))
        let slots = Fixture.planner(policy).slots(of: try Fixture.obligation(directive), in: directive)
        #expect(
            Fixture.words(Array(slots.prefix(5))) == [
                "2021-11-26 08:00 on assignment phong-tnmt", "2021-11-26 08:00 on assignment phuong-1",
                "2021-11-26 08:00 on assignment van-phong", "2021-12-10 08:00 review phong-tnmt",
                "2021-12-24 08:00 review phong-tnmt",
            ])
        #expect(slots.count { $0.key.step == .review } == 26)
        let last = try #require(slots.last)
        #expect(last.key.step == .handedOver && last.key.unit == "van-phong")
        #expect(slots.last { $0.key.step == .review }?.at == last.at)
        #expect(slots.allSatisfy { $0.ordinal == nil })
    }

    @Test func aLaterVersionWithoutADueIsReviewedFromItsOwnDay() throws {
        // Else a directive that had dates for years would have no review.
        let policy = Fixture.policy(["on assignment"], review: "10 working days")
        let slots = try Fixture.ladder("2021-11-30", policy) {
            try? Fixture.extend(&$0, to: "urgent", at: "2024-01-02 09:00")
        }
        #expect(slots.prefix(2) == ["2024-01-03 08:00 changed", "2024-01-16 08:00 review"])
        #expect(slots.count == 28)
    }

    @Test func atOnceIsTenDailySlotsThenReviewsFromTheLast() throws {
        let slots = try Fixture.ladder("at once", Fixture.policy(["on assignment"], review: "10 working days"))
        #expect(slots.first == "2021-11-26 08:00 on assignment")
        let daily = slots.filter { $0.hasSuffix("at once") }
        #expect(daily.count == 10)
        #expect(daily.first == "2021-11-29 08:00 at once" && daily.last == "2021-12-10 08:00 at once")
        #expect(slots.first { $0.hasSuffix("review") } == "2021-12-24 08:00 review")
    }

    @Test func anAcknowledgementEndsTheDailySlotsForGood() throws {
        let policy = Fixture.policy(["on assignment"], review: "10 working days")
        let slots = try Fixture.ladder("at once", policy) {
            $0.acknowledgements = [.init(unit: "phong-tnmt", at: Fixture.instant("2021-12-01 10:00"))]
        }
        #expect(
            slots.prefix(5) == [
                "2021-11-26 08:00 on assignment", "2021-11-29 08:00 at once", "2021-11-30 08:00 at once",
                "2021-12-01 08:00 at once", "2021-12-15 08:00 review",
            ])
        // Another unit's acknowledgement ends nothing.
        let others = try Fixture.ladder("at once", policy) {
            $0.acknowledgements = [.init(unit: "phuong-1", at: Fixture.instant("2021-12-01 10:00"))]
        }
        #expect(others.count { $0.hasSuffix("at once") } == 10)
    }

    @Test func anEarlierVersionsAcknowledgementDoesNotEndTheDailySlotsOfALaterOne() throws {
        let slots = try Fixture.ladder("2021-11-30", Fixture.policy(["on assignment"], review: "10 working days")) {
            $0.acknowledgements = [.init(unit: "phong-tnmt", at: Fixture.instant("2021-11-26 10:00"))]
            try? Fixture.extend(&$0, to: "at once", at: "2022-03-01 09:00")
        }
        #expect(slots.first == "2022-03-02 08:00 changed")
        #expect(slots.count { $0.hasSuffix("at once") } == 10)
        #expect(slots.dropFirst().first == "2022-03-03 08:00 at once")
    }

    @Test func anAcknowledgementMutesStepsBeforeTheAimForFiveWorkingDays() throws {
        let policy = Fixture.policy([
            "12 working days before", "7 working days before", "6 working days before", "1 working day before",
            "on the day", "1 working day after",
        ])
        let acknowledged = { (obligation: inout Obligation) in
            obligation.acknowledgements = [.init(unit: "phong-tnmt", at: Fixture.instant("2021-12-02 09:00"))]
        }
        // Due on 20 December; 7 working days before it is the fifth working day after the acknowledgement, 6 the sixth.
        #expect(
            try Fixture.ladder("2021-12-20", policy, acknowledged).map { $0.dropFirst(17) } == [
                "12 working days before", "6 working days before", "1 working day before", "on the day",
                "1 working day after #1",
            ])
        // Near the due: neither the day itself nor what is after it.
        #expect(
            try Fixture.ladder("2021-12-03", Fixture.policy(["1 working day before", "on the day", "1 day after"])) {
                $0.acknowledgements = [.init(unit: "phong-tnmt", at: Fixture.instant("2021-12-01 09:00"))]
            }.map { $0.dropFirst(17) } == ["on the day", "1 day after #1"])
    }

    @Test func anAcknowledgementEndsWithItsVersionAndIsForItsUnitOnly() throws {
        let policy = Fixture.policy(
            ["on assignment", "3 working days before"], coordinating: ["3 working days before"])
        let directive = Fixture.directive("1", lead: ["phong-tnmt"], coordinating: ["phuong-1"], (nil, "2021-12-03"))
        var obligation = try Fixture.obligation(directive)
        obligation.acknowledgements = [.init(unit: "phong-tnmt", at: Fixture.instant("2021-11-29 09:00"))]
        let planner = Fixture.planner(policy)
        #expect(
            Fixture.words(planner.slots(of: obligation, in: directive)) == [
                "2021-11-26 08:00 on assignment phong-tnmt", "2021-11-30 08:00 3 working days before phuong-1",
            ])
        try Fixture.extend(&obligation, to: "2021-12-06", at: "2021-11-29 10:00")
        #expect(
            Fixture.words(planner.slots(of: obligation, in: directive)) == [
                "2021-11-29 10:00 changed phong-tnmt", "2021-12-01 08:00 3 working days before phong-tnmt",
                "2021-12-01 08:00 3 working days before phuong-1",
            ])
    }

    @Test func noSlotLiesAfterTheEnd() throws {
        let policy = Fixture.policy(["on assignment", "on the day", "1 working day after"])
        #expect(
            try Fixture.ladder("2021-11-30", policy) { $0.ended = Fixture.instant("2021-11-30 08:00") } == [
                "2021-11-26 08:00 on assignment"
            ])
    }

    /// The office is open from 07:30 to 11:30 and from 13:30 to 17:00; 2021-12-01 is a Wednesday.
    @Test(arguments: [
        // Not before the aim at the policy's hour, or less than a working day before it: at once in office hours.
        ("2021-12-01 09:00", "2021-12-01 16:00", "2021-12-01 09:00"),
        ("2021-12-01 09:00", "2021-12-01", "2021-12-01 09:00"), ("2021-12-01 09:00", "2021-12-02", "2021-12-01 09:00"),
        ("2021-12-01 09:00", "2021-12-02 07:45", "2021-12-01 09:00"),
        ("2021-12-03 16:00", "2021-12-06", "2021-12-03 16:00"), ("2021-12-03 16:00", "2021-12-05", "2021-12-03 16:00"),
        // Else when they begin, unless the policy's hour follows soon and in time.
        ("2021-12-01 12:00", "2021-12-02", "2021-12-01 13:30"), ("2021-12-01 20:00", "2021-12-02", "2021-12-02 08:00"),
        ("2021-12-01 20:00", "2021-12-02 07:45", "2021-12-02 07:30"),
        // A working day or more is left: at the policy's hour.
        ("2021-12-01 09:00", "2021-12-03", "2021-12-02 08:00"), ("2021-12-01 07:00", "2021-12-01", "2021-12-01 08:00"),
        // What is overdue when it comes does not press.
        ("2021-12-01 09:00", "2021-11-30", "2021-12-02 08:00"),
    ])
    func whatComesLateIsToldBeforeItsAim(loaded: String, deadline: String, first: String) throws {
        let policy = Fixture.policy(["on assignment", "on the day", "1 working day after"])
        // What else comes at that hour is one slot with it.
        let slots = try Fixture.ladder(deadline, policy, loaded: loaded)
        #expect(slots.first?.hasPrefix(first) == true, "\(slots)")
    }
}
