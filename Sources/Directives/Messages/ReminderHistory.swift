/// How often those who lead an obligation have been reminded, and whether that reached them.
public struct ReminderHistory: Hashable, Sendable {
    /// A message that a gateway took.
    public struct Reach: Hashable, Sendable {
        public let at: Instant
        public let channel: Channel

        public init(at: Instant, channel: Channel) {
            self.at = at
            self.channel = channel
        }
    }

    /// A message that was not sent.
    public struct Failure: Hashable, Sendable {
        /// The instant that it was planned for.
        public let at: Instant
        public let channel: Channel
        /// A terminal state other than `accepted`.
        public let state: MessageState

        public init(at: Instant, channel: Channel, state: MessageState) {
            self.at = at
            self.channel = channel
            self.state = state
        }
    }

    /// The instants at which a message was sent or planned, each counted once for all its channels and addresses.
    public let reminders: Int
    /// How many of them came after the due.
    public let overdueReminders: Int
    /// The last message that a gateway took; whether anyone read it cannot be known.
    public let lastReached: Reach?
    /// The last message that was not sent; nil where one was sent after it.
    public let failure: Failure?

    public init(reminders: Int = 0, overdueReminders: Int = 0, lastReached: Reach? = nil, failure: Failure? = nil) {
        self.reminders = reminders
        self.overdueReminders = overdueReminders
        self.lastReached = lastReached
        self.failure = failure
    }
}
