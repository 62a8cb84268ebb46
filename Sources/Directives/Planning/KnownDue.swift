/// What a unit knows of an obligation from the messages that reached it, or may have.
public enum KnownDue: Hashable, Sendable {
    /// No message about it.
    case nothing
    /// That it had ended, though it has been opened again.
    case ended
    /// The due that its last message named; nil where that named none.
    case due(Due?)
}

extension Obligation {
    /// What a unit knows when a slot of it is claimed; nil for the first version, of which nothing has changed.
    ///
    /// - Parameter told: the slots of messages that a gateway took, or may have taken. Other messages of the same slot say
    ///   the same and do not count.
    public func known(before slot: Slot.Key, told: Set<Slot.Key>) -> KnownDue? {
        guard version > 1 else { return nil }
        let versions = told.lazy.filter { $0.unit == slot.unit && $0 != slot }.map(\.version)
        guard let last = versions.max() else { return .nothing }
        if last <= past?.toldOfEnd ?? 0 { return .ended }
        return .due(last == version ? due : past?.dues[last])
    }

    /// Whether a slot has nothing to say: it is about a change of the due, and the unit knows the due in force.
    public func isKnown(_ slot: Slot.Key, told: Set<Slot.Key>, in zone: Zone) -> Bool {
        guard slot.step == .changed, case .due(let known) = known(before: slot, told: told) else { return false }
        return DueDay(known, in: zone) == DueDay(due, in: zone)
    }

    /// The due before the one in force that somebody was told of; nil where there is none.
    public func formerDue(told: Set<Slot.Key>, in zone: Zone) -> Due? {
        let versions = told.map(\.version).filter { DueDay(past?.dues[$0], in: zone) != DueDay(due, in: zone) }
        return versions.filter { $0 < version }.max().flatMap { past?.dues[$0] }
    }
}
