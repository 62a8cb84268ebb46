/// A ladder of reminders for each role, and the escalation when they have no effect.
public struct Policy: Hashable, Sendable {
    /// The time of day of every slot.
    public enum At: Hashable, Sendable {
        case time(TimeOfDay)
        /// At once in office hours, else when they begin.
        case now
    }

    /// The steps of one role, and the channels of its messages.
    public struct Ladder: Hashable, Sendable {
        public let via: [Channel]
        public let steps: [Step]

        public init(via: [Channel] = [.email], steps: [Step]) {
            self.via = via
            self.steps = steps
        }
    }

    /// When the lead's overdue reminders have no effect.
    public struct Escalation: Hashable, Sendable {
        /// It comes with this overdue slot of the lead, counted from 1.
        public let after: Int
        public let to: [UnitID]
        public let via: [Channel]

        public init(after: Int, to: [UnitID], via: [Channel] = [.email]) {
            self.after = after
            self.to = to
            self.via = via
        }
    }

    public let name: String
    public let at: At
    public let lead: Ladder
    public let coordinating: Ladder?
    public let supervising: Ladder?
    public let escalation: Escalation?
    /// How often the lead is reminded of a directive without a due.
    public let review: StepCount?

    public init(
        name: String, at: At, lead: Ladder, coordinating: Ladder? = nil, supervising: Ladder? = nil,
        escalation: Escalation? = nil, review: StepCount? = nil
    ) {
        self.name = name
        self.at = at
        self.lead = lead
        self.coordinating = coordinating
        self.supervising = supervising
        self.escalation = escalation
        self.review = review
    }

    /// How many reviews there are before the directive is handed over to its supervising unit.
    public static let reviewLimit = 26
    /// How many daily slots an `at once` directive has.
    public static let dailyLimit = 10
    /// How many working days after the due a repeating ladder without `until` ends.
    public static let defaultUntilWorkingDays = 60
    /// For how many working days an acknowledgement mutes reminders.
    public static let acknowledgementWorkingDays = 5
}
