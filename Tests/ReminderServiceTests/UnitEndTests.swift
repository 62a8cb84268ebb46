import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// Obligations whose unit ends and is succeeded by nobody.
struct UnitEndTests {
    private func configuration(_ units: [Unit]) -> Configuration {
        let policy = Fixture.policy(
            ["on assignment", "on the day", "1 working day after", "3 working days after"],
            supervising: ["3 working days after"])
        return Fixture.configuration(
            [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-20"))],
            settings: Fixture.settings(units: units, policies: [policy]))
    }

    private func unit(validTo: String?, successor: UnitID? = nil) -> Unit {
        Unit(
            id: "phong-tnmt", name: "TNMT", addresses: [.email: ["tnmt@x.example"]], supervising: "van-phong",
            validTo: validTo.map(Fixture.date), successor: successor)
    }

    private let id = "tb/8.1@phong-tnmt"

    @Test func itEndsOnceWithAnEventAfterTheSupervisingUnitIsTold() async throws {
        let lab = try await Lab(configuration([unit(validTo: "2021-12-08")]), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-09 07:59")
        #expect(try lab.row(id).obligation.state == .open)
        await lab.run(until: "2022-02-01")
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email", "2021-12-09 08:00 handed over van-phong email",
            ])
        let row = try lab.row(id)
        #expect(row.obligation.state == .unitEnded && row.wake == nil && !row.held)
        let ended = try lab.events(.ended)
        #expect(ended.map(\.obligation) == [id])
        // With the claim of the last slot, some milliseconds ahead of it.
        #expect(ended.map { Lab.words($0.at).prefix(16) } == ["2021-12-09 07:59"])
        #expect(ended[0].unit == "phong-tnmt")
        #expect(try lab.skips().isEmpty)
        // A later load opens nothing again.
        try await lab.load(configuration([unit(validTo: "2021-12-08", successor: "tt-ptqd")]))
        await lab.run(until: "2022-02-02")
        #expect(try lab.row(id).obligation.state == .unitEnded)
        #expect(try lab.events(.ended).count == 1)
    }

    @Test func downtimeOverTheEndTellsTheSupervisingUnitLateAndThenEnds() async throws {
        let lab = try await Lab(
            configuration([unit(validTo: "2021-12-08")]), at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        await lab.run(until: "2021-12-02")
        try lab.kill()
        try await lab.begin(at: Fixture.instant("2021-12-10 18:00"))
        await lab.run(until: "2021-12-20")
        #expect(
            try lab.sent().last == "2021-12-13 07:30 handed over van-phong email of 2021-12-09 08:00")
        #expect(try lab.row(id).obligation.state == .unitEnded)
        #expect(try lab.events(.ended).count == 1)
    }

    @Test func whatHasNothingToComeWhenItsUnitIsFoundToHaveEndedIsHandedOverAndEnds() async throws {
        let lab = try await Lab(configuration([unit(validTo: nil)]), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2022-03-01 10:00")
        #expect(try lab.row(id).obligation.state == .open && lab.row(id).wake == nil)
        try await lab.load(configuration([unit(validTo: "2022-02-25")]))
        await lab.run(until: "2022-03-02 08:01")
        #expect(try lab.sent().last == "2022-03-02 08:00 handed over van-phong email")
        #expect(try lab.row(id).obligation.state == .unitEnded)
        await lab.run(until: "2022-03-10")
        #expect(try lab.events(.ended).count == 1)
        #expect(try lab.ledger.nextWake() == nil)
    }

    @Test func withASuccessorItGoesOn() async throws {
        let lab = try await Lab(
            configuration([unit(validTo: "2021-12-08", successor: "tt-ptqd")]), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2022-02-01")
        #expect(try lab.row(id).obligation.state == .open)
        #expect(try lab.events(.ended).isEmpty)
    }

    @Test func itCanBeDoneBefore() async throws {
        let lab = try await Lab(configuration([unit(validTo: "2021-12-08")]), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-06")
        try await lab.engine.end(DirectiveID(notice: "tb", item: "8.1"), as: .done, reason: nil, author: "x")
        await lab.run(until: "2022-02-01")
        #expect(try lab.row(id).obligation.state == .done)
        #expect(try lab.events(.ended).isEmpty)
    }
}
