/// One instant at which one unit is reminded of one obligation.
public struct Slot: Hashable, Sendable {
    /// A step of the same instant, which the message mentions beside the slot's own.
    public struct Merged: Hashable, Sendable {
        public let role: Role
        public let step: SlotStep

        public init(role: Role, step: SlotStep) {
            self.role = role
            self.step = step
        }
    }

    /// The identity of a slot, which stays the same when its instant moves.
    public struct Key: Hashable, Sendable {
        public let obligation: String
        public let version: Int
        public let role: Role
        public let step: SlotStep
        public let unit: UnitID
        /// The nominal date, before any move, of a repeating step; nil for a single one.
        public let occurrence: CivilDate?

        public init(
            obligation: String, version: Int, role: Role, step: SlotStep, unit: UnitID, occurrence: CivilDate? = nil
        ) {
            self.obligation = obligation
            self.version = version
            self.role = role
            self.step = step
            self.unit = unit
            self.occurrence = occurrence
        }
    }

    public let key: Key
    public let at: Instant
    /// The number of this overdue slot of the obligation and unit, from 1; nil on other steps.
    public let ordinal: Int?
    public let via: [Channel]
    public let merged: [Merged]

    public init(key: Key, at: Instant, ordinal: Int? = nil, via: [Channel], merged: [Merged] = []) {
        self.key = key
        self.at = at
        self.ordinal = ordinal
        self.via = via
        self.merged = merged
    }
}

extension Slot.Key: LosslessStringConvertible {
    /// Parses what `description` gives.
    public init?(_ description: String) {
        // Only the id of the obligation, which comes first, might hold the separator.
        let parts = description.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count >= 6, let version = Int(parts[parts.count - 5]),
            let role = Role(rawValue: String(parts[parts.count - 4])),
            let step = SlotStep(String(parts[parts.count - 3]))
        else { return nil }
        let occurrence = String(parts[parts.count - 1])
        guard occurrence == "0" || CivilDate(occurrence) != nil else { return nil }
        self.init(
            obligation: parts[..<(parts.count - 5)].joined(separator: "|"), version: version, role: role, step: step,
            unit: String(parts[parts.count - 2]), occurrence: CivilDate(occurrence))
    }

    /// The key in one line, the parts separated by `|`.
    public var description: String {
        "\(obligation)|\(version)|\(role.rawValue)|\(step)|\(unit)|\(occurrence?.description ?? "0")"
    }
}
