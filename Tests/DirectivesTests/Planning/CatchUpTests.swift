import TestSupport
import Testing

@testable import Directives

struct CatchUpTests {
    private let watched = Fixture.instant("2021-12-06 08:00")
    private let oldest = Fixture.instant("2021-11-29 08:00")

    private func slot(_ unit: UnitID, _ at: String) -> Slot {
        Slot(
            key: .init(obligation: "tb/1@x", version: 1, role: .lead, step: .onTheDay, unit: unit, occurrence: nil),
            at: Fixture.instant(at), via: [.email])
    }

    private func settle(_ slots: Slot...) -> CatchUp.Outcome {
        CatchUp.settle(slots, onTimeSince: watched, oldest: oldest)
    }

    @Test func theLatestPassedSlotOfEachUnitIsClaimedLateAndTheOthersAreSuperseded() {
        let slots = ["2021-12-02 08:00", "2021-12-03 08:00", "2021-11-26 08:00"].map { slot("a", $0) }
        let outcome = settle(slots[0], slots[1], slots[2], slot("b", "2021-12-01 08:00"))
        #expect(outcome.due.isEmpty)
        #expect(outcome.late == [slots[1], slot("b", "2021-12-01 08:00")])
        #expect(
            outcome.skipped == [.init(slot: slots[2], reason: .tooOld), .init(slot: slots[0], reason: .superseded)])
    }

    @Test func aSlotThatCameDueInTheOrdinaryWayIsTheLatest() {
        let outcome = settle(slot("a", "2021-12-03 08:00"), slot("a", "2021-12-06 08:00"))
        #expect(outcome.due == [slot("a", "2021-12-06 08:00")])
        #expect(outcome.late.isEmpty)
        #expect(outcome.skipped == [.init(slot: slot("a", "2021-12-03 08:00"), reason: .superseded)])
    }

    /// A passed slot goes at 07:30; the next one comes as given, and the due where there is one.
    @Test(arguments: [
        ("2021-12-06 08:00", nil, true), ("2021-12-06 09:30", nil, true), ("2021-12-06 09:31", nil, false),
        // Not before the due: the reader would first hear of it when it is overdue.
        ("2021-12-06 08:00", "2021-12-06 08:00", false), ("2021-12-06 08:00", "2021-12-06 08:01", true),
        // A due that has passed presses no more.
        ("2021-12-06 08:00", "2021-12-06 07:30", true), ("2021-12-06 08:00", "2021-12-01", true),
    ])
    func oneThatComesSoonTakesThePlaceOfOneThatPassed(next: String, due: String?, supersedes: Bool) {
        let start = Fixture.instant("2021-12-06 07:30")
        let next = slot("a", next)
        #expect(CatchUp.supersedes(next, goingAt: start, due: due.map(Fixture.instant)) == supersedes)
        let passed = slot("a", "2021-12-03 08:00")
        let outcome = CatchUp.settle([passed], onTimeSince: start, oldest: oldest, isFollowed: { _ in supersedes })
        #expect(outcome.late == (supersedes ? [] : [passed]))
        #expect(outcome.skipped.map(\.reason) == (supersedes ? [.superseded] : []))
    }

    @Test(arguments: [("2021-11-29 08:00", true), ("2021-11-29 07:59", false)])
    func theWindowIncludesItsFirstInstant(at: String, late: Bool) {
        let outcome = settle(slot("a", at))
        #expect(outcome.late.isEmpty != late)
        #expect(outcome.skipped == (late ? [] : [.init(slot: slot("a", at), reason: .tooOld)]))
    }

    @Test(arguments: 0..<20)
    func everySlotIsDecidedOnceAndTheOrderOfTheInputDoesNotMatter(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var slots: [Slot] = []
        for day in 0..<14 where !random.one(in: 3) {
            for unit in ["a", "b", "c", "d"] where !random.one(in: 3) {
                slots.append(slot(unit, "\(Fixture.date("2021-11-25").adding(days: day)) 08:00"))
            }
        }
        let outcome = CatchUp.settle(slots, onTimeSince: watched, oldest: oldest)
        let settled = outcome.due + outcome.late + outcome.skipped.map(\.slot)
        #expect(settled.count == slots.count && Set(settled) == Set(slots), "seed \(seed)")
        #expect(Set(outcome.late.map(\.key.unit)).count == outcome.late.count, "seed \(seed)")
        #expect(CatchUp.settle(slots.shuffled(using: &random), onTimeSince: watched, oldest: oldest) == outcome)
    }
}
