import TestSupport
import Testing

@testable import Directives

/// A task is told before it is overdue, or `check` names the reason why not (design §4, Opening).
struct SilenceTests {
    private func silence(
        _ deadline: String, _ steps: [String] = ["on assignment", "on the day"], loaded: String = "2021-12-01 09:00",
        units: [Unit] = []
    ) throws -> Silence? {
        let directive = Fixture.directive(deadline)
        let planner = Fixture.planner(Fixture.policy(steps, review: "10 working days"), units: units)
        return planner.silence(of: try Fixture.obligation(directive, loaded: loaded), in: directive)
    }

    @Test(arguments: [
        "2021-12-01", "2021-12-01 16:00", "2021-12-02 07:45", "2021-12-10", "2029-01-01", "urgent", "at once",
    ])
    func aTaskIsToldBeforeItsAim(deadline: String) throws {
        #expect(try silence(deadline) == nil)
    }

    @Test func whereItCannotBeTheReasonIsSaid() throws {
        #expect(try silence("2021-11-30") == .past)
        #expect(try silence("2021-12-10", ["1 working day after"]) == .noStep)
        let ended = Unit(
            id: "phong-tnmt", name: "A", addresses: [.email: ["a@x.example"]], validTo: Fixture.date("2021-11-01"))
        #expect(try silence("2021-12-10", units: [ended]) == .unitEnded)
    }

    /// Random offices, directives, policies and instants of the load: whoever is not told in time has a reason.
    @Test(arguments: 0..<200)
    func whoeverIsNotToldHasAReason(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let configuration = Fixture.randomConfiguration(&random)
        let planner = Planner(settings: configuration.settings)
        let loaded = Fixture.instant("2021-11-20").adding(seconds: Int.random(in: 0..<5_000_000, using: &random))
        var facts = Facts(loaded: loaded)
        facts.horizon = loaded.adding(seconds: 90 * 86_400)
        for (obligation, directive) in try configuration.obligations(facts: facts)
        where !obligation.isToCome(at: loaded) {
            let slots = planner.slots(of: obligation, in: directive)
            let place: Comment = "seed \(seed): \(obligation.id), \(obligation.track), opened \(obligation.opened)"
            switch planner.silence(of: obligation, in: directive) {
            case nil:
                #expect(obligation.state != .open || !slots.isEmpty, place)
                if let aim = obligation.due?.aim, obligation.state == .open { #expect(slots[0].at < aim, place) }
            case .past: #expect(obligation.due.map { $0.aim <= obligation.opened } == true, place)
            case .unitEnded: #expect(planner.lastDay(of: obligation.unit) != nil, place)
            case .noStep:
                // With an assignment, only what ends before the next office hour cannot be told.
                let steps = planner.settings.policies[directive.policy]?.lead.steps ?? []
                let opening = planner.time.nextOfficeHour(from: obligation.opened) ?? .distantFuture
                #expect(!steps.contains(.onAssignment) || obligation.due.map { $0.aim <= opening } == true, place)
            }
        }
    }
}
