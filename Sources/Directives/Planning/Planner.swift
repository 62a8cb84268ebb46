/// Turns an obligation into the slots of its whole life, and a slot into deliveries.
///
/// A pure function of the settings, the directive and the obligation, used alike by `plan`, `rehearse` and the daemon.
/// The slots of a span are those of the whole life whose instant lies in it, so plans of adjoining spans add up.
public struct Planner: Sendable {
    public let settings: Settings
    let time: OfficeTime

    public init(settings: Settings) {
        self.settings = settings
        time = settings.time
    }

    /// All slots of an obligation: first those that an earlier ladder left unclaimed, then by instant and unit.
    public func slots(of obligation: Obligation, in directive: Directive) -> [Slot] {
        guard let policy = settings.policies[directive.policy] else { return [] }
        var ladder = LadderBuilder(planner: self, obligation: obligation, directive: directive, policy: policy)
        return (obligation.past?.unclaimed ?? []) + ladder.build()
    }

    /// When something new of an obligation is told that the files say: the first instant of its policy, or earlier where
    /// that is too near to its aim.
    public func firstMention(of obligation: Obligation, in directive: Directive, from instant: Instant) -> Instant {
        guard let policy = settings.policies[directive.policy] else {
            return time.nextOfficeHour(from: instant) ?? instant
        }
        return LadderBuilder(planner: self, obligation: obligation, directive: directive, policy: policy)
            .mention(from: instant)
    }

    /// The units that supervise a directive for one of its leads: those it names, else the lead's own, else the operator.
    ///
    /// A unit never supervises itself.
    public func supervisors(of directive: Directive, lead: UnitID) -> [UnitID] {
        let named =
            directive.supervising.isEmpty
            ? [settings.units[lead]?.supervising].compactMap(\.self) : directive.supervising
        let others = named.filter { $0 != lead }
        return others.isEmpty ? [Unit.operatorID] : others
    }

    /// The unit that has the work of a unit on a day: the unit itself while it exists, else the last of its successors;
    /// nil when it has none.
    public func successor(of unit: UnitID, on date: CivilDate) -> UnitID? {
        var current = unit
        // A chain longer than the directory would be a circle, which the file reader refuses.
        for _ in 0...settings.units.count {
            guard let end = settings.units[current]?.validTo, end < date else { return current }
            guard let successor = settings.units[current]?.successor else { return nil }
            current = successor
        }
        return nil
    }

    /// The last day on which a unit or a successor exists; nil where there is no such day.
    public func lastDay(of unit: UnitID) -> CivilDate? {
        var current = unit
        var last: CivilDate?
        for _ in 0...settings.units.count {
            guard let end = settings.units[current]?.validTo else { return nil }
            // A successor may end before the unit that it succeeds.
            last = max(last ?? end, end)
            guard let successor = settings.units[current]?.successor else { return last }
            current = successor
        }
        return nil
    }

    /// When an obligation ends because its lead's unit ended without a successor: after its last slot, which notifies the
    /// supervising unit.
    ///
    /// Nil where there is a successor, and for an obligation that has ended.
    public func unitEnd(of obligation: Obligation, _ slots: [Slot]) -> Instant? {
        guard obligation.state == .open, let last = lastDay(of: obligation.unit) else { return nil }
        let afterLastSlot = slots.map(\.at).max()?.adding(milliseconds: 1)
        return max(time.zone.end(of: last), obligation.opened, afterLastSlot ?? .distantPast)
    }

    /// The deliveries of a slot: each of its channels by each address of the unit.
    ///
    /// A unit without an address on the channels of the step is reminded on those that it has.
    public func deliveries(of slot: Slot) -> [Delivery] {
        let unit = settings.units[slot.key.unit]
        if unit?.external == true { return [] }
        let addresses = slot.key.unit == Unit.operatorID ? settings.operatorAddresses : unit?.addresses ?? [:]
        let served = addresses.keys.sorted().filter {
            addresses[$0]?.isEmpty == false && settings.gateway(for: $0) != nil
        }
        let wanted = slot.via.filter(served.contains)
        let channels = wanted.isEmpty ? served : wanted
        let language = unit?.language ?? settings.language
        return channels.flatMap { channel -> [Delivery] in
            guard let gateway = settings.gateway(for: channel) else { return [] }
            return (addresses[channel] ?? []).map {
                Delivery(slot: slot, gateway: gateway.name, channel: channel, address: $0, language: language)
            }
        }
    }
}
