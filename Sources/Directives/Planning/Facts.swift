/// What has been recorded and decides which obligations there are.
public struct Facts: Hashable, Sendable {
    /// An event that a directive waited for.
    public struct RecordedEvent: Hashable, Sendable {
        /// The name of the event, such as `receipt`.
        public let event: String
        /// The case, such as `ho-so-12`; nil where the event comes only once for its directive.
        public let occasion: String?
        /// When it happened: counting starts here.
        public let date: CivilDate
        public let time: TimeOfDay?
        /// When it was recorded: the obligation opens here.
        public let recorded: Instant

        public init(event: String, occasion: String?, date: CivilDate, time: TimeOfDay?, recorded: Instant) {
            self.event = event
            self.occasion = occasion
            self.date = date
            self.time = time
            self.recorded = recorded
        }
    }

    /// The instant at which a directive was first loaded, where it is not `usuallyLoaded`.
    public var loaded: [DirectiveID: Instant]
    public var usuallyLoaded: Instant
    public var events: [DirectiveID: [RecordedEvent]]
    /// When a directive was recorded as failed.
    public var failures: [DirectiveID: Instant]
    /// When a directive was recorded as done.
    public var completions: [DirectiveID: Instant]

    /// Recurring obligations are opened up to this instant, which is not included; nil for `usualHorizonDays` from the
    /// instant at which the directive's own condition holds.
    public var horizon: Instant?
    /// More than a year, so that a yearly duty has its next obligation in time.
    public static let usualHorizonDays = 400

    public init(
        loaded: Instant, exceptions: [DirectiveID: Instant] = [:], events: [DirectiveID: [RecordedEvent]] = [:],
        failures: [DirectiveID: Instant] = [:], completions: [DirectiveID: Instant] = [:]
    ) {
        usuallyLoaded = loaded
        self.loaded = exceptions
        self.events = events
        self.failures = failures
        self.completions = completions
    }
}
