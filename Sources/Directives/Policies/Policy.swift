/// A ladder of reminders for each role, and what follows when they do not help.
public struct Policy: Hashable, Codable, Sendable {
    /// The time of day of every slot.
    public enum At: Hashable, Codable, Sendable {
        case time(TimeOfDay)
        /// At once in office hours, else when they begin.
        case now
    }

    /// The steps of one role and the channels they go by.
    public struct Ladder: Hashable, Codable, Sendable {
        public let via: [Channel]
        public let steps: [Step]

        public init(via: [Channel] = [.email], steps: [Step]) {
            self.via = via
            self.steps = steps
        }
    }

    /// When the lead's overdue reminders do not help.
    public struct Escalation: Hashable, Codable, Sendable {
        /// After so many overdue slots of the lead.
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
    /// How often the lead hears of a directive without a due, 26 times at most.
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
    /// How many working days after the due a repeating ladder ends that does not say `until`.
    public static let defaultUntilWorkingDays = 60
    /// For how many working days an acknowledgement quiets.
    public static let acknowledgementWorkingDays = 5
}
