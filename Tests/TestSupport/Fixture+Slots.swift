package import Directives

extension Fixture {
    /// A policy of the lead's steps alone unless more is said; at 08:00 by e-mail.
    package static func policy(
        at: Policy.At = .time(TimeOfDay("08:00")!), _ lead: [String], via: [Channel] = [.email],
        coordinating: [String]? = nil, supervising: [String]? = nil, escalation: Policy.Escalation? = nil,
        review: String? = nil
    ) -> Policy {
        let ladder = { (steps: [String], via: [Channel]) in Policy.Ladder(via: via, steps: steps.map { Step($0)! }) }
        return Policy(
            name: "standard", at: at, lead: ladder(lead, via), coordinating: coordinating.map { ladder($0, [.email]) },
            supervising: supervising.map { ladder($0, [.email]) }, escalation: escalation,
            review: review.flatMap { StepCount($0) })
    }

    /// The one obligation of a directive, loaded at an instant.
    package static func obligation(
        _ directive: Directive, loaded: String = "2021-11-26", _ change: (inout Obligation) -> Void = { _ in }
    ) throws -> Obligation {
        let found = try Opening(time).obligations(of: directive, in: notice, facts: Facts(loaded: instant(loaded)))
        var obligation = found[0]
        change(&obligation)
        return obligation
    }

    /// A lead's directive with a deadline.
    package static func directive(_ deadline: String) -> Directive {
        directive("8.1", lead: ["phong-tnmt"], (nil, deadline))
    }

    /// So many units u1, u2… with an e-mail address and a telephone each, below the office.
    package static func units(_ count: Int) -> [Unit] {
        (1...count).map { index in
            Unit(
                id: "u\(index)", name: "u\(index)",
                addresses: [.email: ["u\(index)@x.example"], .sms: ["+9991000\(2_000 + index)"]],
                supervising: "van-phong")
        }
    }

    package static func planner(_ policy: Policy = standard, units: [Unit] = []) -> Planner {
        Planner(settings: settings(units: units, policies: [policy]))
    }

    /// Slots in words: `2021-11-30 08:00 on the day phong-tnmt`, with the ordinal where there is one.
    package static func words(_ slots: [Slot]) -> [String] {
        slots.map { slot in
            let ordinal = slot.ordinal.map { " #\($0)" } ?? ""
            return "\(zone.date(at: slot.at)) \(zone.time(at: slot.at)) \(slot.key.step) \(slot.key.unit)\(ordinal)"
        }
    }

    /// The same without the unit, for ladders of one.
    package static func ladder(
        _ deadline: String, _ policy: Policy, loaded: String = "2021-11-26",
        _ change: (inout Obligation) -> Void = { _ in }
    ) throws -> [String] {
        let directive = directive(deadline)
        let slots = planner(policy).slots(of: try obligation(directive, loaded: loaded, change), in: directive)
        return words(slots).map { $0.replacing(" phong-tnmt", with: "") }
    }

    /// A version that an extension makes.
    package static func extend(_ obligation: inout Obligation, to deadline: String, at now: String) throws {
        let track = try Deriver(time).derivation(of: Deadline(deadline)!, in: notice, event: nil).track
        // A person grants a date; what has none comes from the files.
        if track.due != nil { obligation.grant = .init(over: obligation.track, track: track, at: instant(now)) }
        obligation.track = track
        obligation.version += 1
        obligation.versionSince = instant(now)
    }
}
