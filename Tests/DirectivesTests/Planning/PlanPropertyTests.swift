import Directives
import TestSupport
import Testing

/// Laws that hold for any configuration: random policies, calendars, deadlines and openings by seed.
struct PlanPropertyTests {
    private struct World {
        let planner: Planner
        let obligations: [(Obligation, Directive)]
    }

    private func world(_ random: inout SplitMix64) throws -> World {
        let base = Fixture.settings()
        var units = base.units
        if random.one(in: 3) {
            units["phuong-1"] = Unit(
                id: "phuong-1", name: "P1", addresses: [.email: ["p1@x.example"]], supervising: "van-phong",
                validTo: Fixture.date("2021-12-01").adding(days: Int.random(in: 0..<60, using: &random)),
                successor: random.one(in: 2) ? nil : ["phuong-2", "van-phong"].randomElement(using: &random))
        }
        let policy = Fixture.randomPolicy(&random)
        let time = OfficeTime(
            zone: Fixture.zone, calendar: Fixture.randomCalendar(&random),
            hours: OfficeHours(
                spans: Dictionary(
                    uniqueKeysWithValues: Weekday.allCases.map { ($0, [OfficeHours.Span("07:30-17:00")!]) })))
        let settings = Settings(
            office: base.office, time: time, operatorAddresses: base.operatorAddresses, gateways: base.gateways,
            policies: [policy.name: policy], units: units)
        let directives = (1...5).map { index in
            Directive(
                id: DirectiveID(notice: "tb", item: "\(index)"), task: "Việc", lead: ["phuong-1", "phuong-3"],
                coordinating: ["phuong-2", "van-phong"],
                supervising: random.one(in: 3) ? ["lanh-dao", "phuong-1"] : [],
                deadlines: [.init(Fixture.randomDeadline(&random))])
        }
        let loaded = Fixture.instant("2021-11-01").adding(seconds: Int.random(in: 0..<5_000_000, using: &random))
        let configuration = Configuration(settings: settings, notices: [Fixture.notice], directives: directives)
        var facts = Facts(loaded: loaded)
        facts.horizon = loaded.adding(seconds: 90 * 86_400)
        var obligations = try configuration.obligations(facts: facts)
        for index in obligations.indices {
            let at = loaded.adding(seconds: Int.random(in: 0..<3_000_000, using: &random))
            if random.one(in: 4) {
                obligations[index].0.acknowledgements = [.init(unit: obligations[index].0.unit, at: at)]
            }
            if random.one(in: 4) {
                obligations[index].0.version = 2
                obligations[index].0.versionSince = at
            }
            if random.one(in: 8) { obligations[index].0.ended = at.adding(seconds: 1_000_000) }
        }
        return World(planner: Planner(settings: settings), obligations: obligations)
    }

    @Test(arguments: 0..<60)
    func theLawsOfSlotsHold(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let world = try world(&random)
        let (planner, time) = (world.planner, world.planner.settings.time)
        guard case .time(let at)? = planner.settings.policies["standard"]?.at else { return }
        for (obligation, directive) in world.obligations {
            let slots = planner.slots(of: obligation, in: directive)
            let place: Comment = "seed \(seed): \(obligation.id), \(obligation.track)"
            #expect(Set(slots.map(\.key)).count == slots.count, place)
            #expect(Set(slots.map { "\($0.key.unit) \($0.at.milliseconds)" }).count == slots.count, place)
            #expect(slots.map(\.at) == slots.map(\.at).sorted(), place)
            #expect(slots.allSatisfy { $0.at >= max(obligation.opened, obligation.versionSince) }, place)
            #expect(slots.allSatisfy { $0.at < obligation.ended ?? .distantFuture }, place)
            #expect(slots.allSatisfy { time.calendar.isWorkingDay(time.zone.date(at: $0.at)) }, place)
            #expect(
                slots.allSatisfy { slot in
                    time.zone.time(at: slot.at) == at
                        // What would else be told too late goes in the first office hour.
                        || [.onAssignment, .changed].contains(slot.key.step)
                            && time.nextOfficeHour(from: max(obligation.opened, obligation.versionSince)) == slot.at
                }, place)
            #expect(slots.allSatisfy { $0.key.step.repeats == ($0.key.occurrence != nil) }, place)
            #expect(slots.allSatisfy { ($0.ordinal != nil) == $0.key.step.isOverdue }, place)
            #expect(slots.count { $0.key.step == .escalation } <= 2, place)
            for slot in slots {
                // Each slot is for a unit that exists on that day.
                #expect(planner.successor(of: slot.key.unit, on: time.zone.date(at: slot.at)) == slot.key.unit, place)
                if case .before = slot.key.step { #expect(slot.at < obligation.due?.aim ?? .distantPast, place) }
                if slot.key.step == .onTheDay { #expect(slot.at < obligation.due?.aim ?? .distantPast, place) }
                if slot.key.step.isOverdue { #expect(slot.at >= obligation.due?.due ?? .distantFuture, place) }
                if slot.key.role == .supervising { #expect(slot.key.unit != obligation.unit, place) }
            }
            for (_, ofUnit) in Dictionary(grouping: slots, by: \.key.unit) {
                let ordinals = ofUnit.compactMap(\.ordinal)
                #expect(ordinals == Array(1..<(ordinals.count + 1)), place)
            }
        }
    }

    @Test(arguments: 0..<25)
    func plansOfAdjoiningSpansAddUp(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let world = try world(&random)
        let start = Fixture.instant("2021-11-01")
        let cuts = (0..<2).map { _ in start.adding(seconds: Int.random(in: 0..<15_000_000, using: &random)) }.sorted()
        let end = Fixture.instant("2022-06-01")
        let lines = { (span: Range<Instant>) in
            Plan(world.obligations, settings: world.planner.settings, span: span).lines
        }
        let whole = lines(start..<end)
        let parts = lines(start..<cuts[0]) + lines(cuts[0]..<cuts[1]) + lines(cuts[1]..<end)
        #expect(parts == whole, "seed \(seed): cut at \(cuts)")
        #expect(Set(whole.map(\.delivery.key)).count == whole.count, "seed \(seed)")
    }

    @Test(arguments: 0..<25)
    func aReloadOfTheSameLadderAtAnotherHourKeepsEachSlotOnce(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let world = try world(&random)
        let old = world.planner.settings
        guard let policy = old.policies["standard"] else { return }
        let later = Policy(
            name: policy.name, at: .time(TimeOfDay(hour: 16, minute: 0)!), lead: policy.lead,
            coordinating: policy.coordinating, supervising: policy.supervising, escalation: policy.escalation,
            review: policy.review)
        let planner = Planner(
            settings: Settings(
                office: old.office, time: old.time, operatorAddresses: old.operatorAddresses, gateways: old.gateways,
                policies: [later.name: later], units: old.units))
        // At noon, between the two hours.
        let day = Fixture.date("2021-11-20").adding(days: Int.random(in: 0..<70, using: &random))
        let now = Fixture.instant("\(day) 12:00")
        for (obligation, directive) in world.obligations where obligation.versionSince <= now {
            let change = try Reconciliation(at: now).change(
                of: obligation, from: .init(planner: world.planner, directive: directive, notice: Fixture.notice),
                to: .init(planner: planner, directive: directive, notice: Fixture.notice), unclaimed: [])
            guard case .replanned(let replanned) = change else { continue }
            let said = world.planner.slots(of: obligation, in: directive).filter { $0.at < now }
            let coming = planner.slots(of: replanned, in: directive)
            #expect(coming.allSatisfy { $0.at >= now }, "seed \(seed): \(obligation.id) at \(now)")
            let keys = (said + coming).map(\.key)
            #expect(Set(keys).count == keys.count, "seed \(seed): \(obligation.id) at \(now)")
            for (unit, ofUnit) in Dictionary(grouping: said + coming, by: \.key.unit) {
                let ordinals = ofUnit.compactMap(\.ordinal)
                #expect(ordinals == Array(1..<(ordinals.count + 1)), "seed \(seed): \(obligation.id) \(unit)")
            }
        }
    }
}
