/// One thing to be done by one due by one lead unit.
public struct Obligation: Hashable, Sendable {
    /// How it ended.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case open, done, failed, withdrawn
        /// The unit ended and has no successor.
        case unitEnded = "unit-ended"
    }

    /// A unit's statement that it has read the reminder.
    public struct Acknowledgement: Hashable, Sendable {
        public let unit: UnitID
        public let at: Instant

        public init(unit: UnitID, at: Instant) {
            self.unit = unit
            self.at = at
        }
    }

    /// What an earlier ladder of this obligation, under another version or policy, has sent.
    public struct Past: Hashable, Sendable {
        /// Slots before this instant belong to the earlier ladder.
        public let until: Instant
        /// Overdue slots by unit, over all versions.
        public let overdue: [UnitID: Int]
        /// Overdue slots of the lead in the version in force.
        public let leadOverdueInVersion: Int
        /// Slots of the earlier ladder that have passed and are still to be claimed, late.
        public let unclaimed: [Slot]
        /// What the earlier ladder sent under the version in force: it is not sent again.
        public let said: Set<Slot.Key>
        /// The due of the version before the one in force; nil where it had none.
        public var previousDue: Due?

        public init(
            until: Instant, overdue: [UnitID: Int], leadOverdueInVersion: Int, unclaimed: [Slot] = [],
            said: Set<Slot.Key> = [], previousDue: Due? = nil
        ) {
            self.until = until
            self.overdue = overdue
            self.leadOverdueInVersion = leadOverdueInVersion
            self.unclaimed = unclaimed
            self.said = said
            self.previousDue = previousDue
        }
    }

    /// The id that it was first opened with, and never another one: slots, deliveries, threads and tasks come from it.
    public let key: String
    /// What people call it: `NOTICE/ITEM@UNIT`, then `@NAME`, then `@CASE`, then `@PERIOD`, where it has them.
    ///
    /// It may change when the files name a deadline otherwise; the key does not.
    public var id: String
    public let directive: DirectiveID
    public let unit: UnitID
    /// The name of the deadline, where the directive has several.
    public let deadline: String?
    /// The case that a recorded event opened it for, such as `ho-so-12`.
    public let occasion: String?
    /// Which of a recurring deadline's periods it is for, such as `2021-12`; nil where it does not recur.
    public let period: String?
    /// The date of the event, or of the end of another directive, that it is counted from.
    public let eventDate: CivilDate?
    /// The time of that event, where one was recorded.
    public let eventTime: TimeOfDay?
    public let opened: Instant
    public var version: Int
    /// When the version in force was recorded; the opening for version 1.
    public var versionSince: Instant
    public var track: Track
    public var state: State
    /// When it ended; nil while it is open.
    public var ended: Instant?
    public var acknowledgements: [Acknowledgement]
    public var past: Past?

    public init(
        directive: DirectiveID, unit: UnitID, deadline: String? = nil, occasion: String? = nil,
        period: String? = nil, eventDate: CivilDate? = nil, eventTime: TimeOfDay? = nil, opened: Instant, track: Track
    ) {
        self.init(
            restoring: Self.id(
                directive: directive, unit: unit, deadline: deadline, occasion: occasion, period: period),
            key: nil, directive: directive, unit: unit, deadline: deadline, occasion: occasion, period: period,
            eventDate: eventDate, eventTime: eventTime, opened: opened, track: track)
    }

    /// One that was stored: with an id and a key that were given to it before.
    ///
    /// - Parameter key: nil where it is the id.
    package init(
        restoring id: String, key: String?, directive: DirectiveID, unit: UnitID, deadline: String?, occasion: String?,
        period: String?, eventDate: CivilDate?, eventTime: TimeOfDay?, opened: Instant, track: Track
    ) {
        self.id = id
        self.key = key ?? id
        self.directive = directive
        self.unit = unit
        self.deadline = deadline
        self.occasion = occasion
        self.period = period
        self.eventDate = eventDate
        self.eventTime = eventTime
        self.opened = opened
        version = 1
        versionSince = opened
        self.track = track
        state = .open
        acknowledgements = []
    }

    /// The id that an obligation has.
    public static func id(
        directive: DirectiveID, unit: UnitID, deadline: String?, occasion: String?, period: String? = nil
    ) -> String {
        var id = "\(directive)@\(unit)"
        if let deadline { id += "@\(deadline)" }
        if let occasion { id += "@\(occasion)" }
        if let period { id += "@\(period)" }
        return id
    }

    /// Whether it is a recurring one whose period has not begun.
    public func isToCome(at instant: Instant) -> Bool {
        period != nil && opened > instant
    }

    /// The due, where there is one.
    public var due: Due? { track.due }
}
