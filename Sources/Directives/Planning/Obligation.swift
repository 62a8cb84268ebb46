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
        /// The dues of the versions before the one in force; a version without a due has none.
        public var dues: [Int: Due]
        /// Up to which version its end was told before it was opened again; 0 where that never happened.
        public var toldOfEnd: Int

        public init(
            until: Instant, overdue: [UnitID: Int], leadOverdueInVersion: Int, unclaimed: [Slot] = [],
            said: Set<Slot.Key> = [], dues: [Int: Due] = [:], toldOfEnd: Int = 0
        ) {
            self.until = until
            self.overdue = overdue
            self.leadOverdueInVersion = leadOverdueInVersion
            self.unclaimed = unclaimed
            self.said = said
            self.dues = dues
            self.toldOfEnd = toldOfEnd
        }
    }

    /// A later due that somebody granted.
    public struct Grant: Hashable, Sendable {
        /// What the files gave when it was granted, or have given since by an amended calendar: while they do, it holds.
        public var over: Track
        public let track: Track
        /// When it was recorded.
        public let at: Instant

        public init(over: Track, track: Track, at: Instant) {
            self.over = over
            self.track = track
            self.at = at
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
    public internal(set) var deadline: String?
    /// The case that a recorded event opened it for, such as `ho-so-12`.
    public internal(set) var occasion: String?
    /// Which of a recurring deadline's periods it is for, such as `2021-12`; nil where it does not recur.
    public internal(set) var period: String?
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
    /// The last extension, also where other dates of the files stand in its way.
    public var grant: Grant?

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

    /// The same under a key that no other obligation has: one that was renamed keeps the key that its id was.
    public func keyed(apartFrom taken: Set<String>) -> Obligation {
        guard taken.contains(key) else { return self }
        return keyed((2...).lazy.map { "\(id)#\($0)" }.first { !taken.contains($0) } ?? key)
    }

    /// The same under the key of the one whose place it takes.
    public func keyed(_ key: String) -> Obligation {
        var keyed = Obligation(
            restoring: id, key: key, directive: directive, unit: unit, deadline: deadline, occasion: occasion,
            period: period, eventDate: eventDate, eventTime: eventTime, opened: opened, track: track)
        (keyed.state, keyed.ended) = (state, ended)
        return keyed
    }

    /// The same with the id that the files give it now.
    public func renamed(as other: Obligation) -> Obligation {
        var renamed = self
        (renamed.id, renamed.deadline) = (other.id, other.deadline)
        (renamed.occasion, renamed.period) = (other.occasion, other.period)
        return renamed
    }

    /// Whether a person's order made the version in force.
    public var isExtended: Bool { grant.map { $0.at == versionSince && $0.track == track } ?? false }

    /// Whether it is a recurring one whose period has not begun.
    public func isToCome(at instant: Instant) -> Bool {
        period != nil && opened > instant
    }

    /// The due, where there is one.
    public var due: Due? { track.due }
}
