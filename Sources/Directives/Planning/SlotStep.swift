/// What a slot is: a step of the policy, or one that follows from the state of the obligation.
public enum SlotStep: Hashable, Sendable {
    case onAssignment
    /// A later version of the obligation, in place of `on assignment`.
    case changed
    case before(StepCount)
    case onTheDay
    case after(StepCount)
    case every(StepCount)
    /// The daily reminder of a directive to be done at once.
    case atOnce
    case review
    case escalation
    /// The ladder has ended; the supervising unit takes the work over.
    case handedOver

    /// Whether it reminds a lead, coordinating or supervising unit after the due: the slots that ordinals count.
    public var isOverdue: Bool {
        switch self {
        case .after, .every: true
        default: false
        }
    }

    /// Whether an acknowledgement mutes it: what comes before the aim's day, and `at once`.
    public var isMutedByAcknowledgement: Bool {
        switch self {
        case .onAssignment, .changed, .before, .atOnce: true
        case .onTheDay, .after, .every, .review, .escalation, .handedOver: false
        }
    }

    /// Whether it repeats, so that its nominal date is part of its identity.
    public var repeats: Bool {
        switch self {
        case .every, .atOnce, .review: true
        default: false
        }
    }

    /// Of several steps at one instant, the one with the largest strength names the slot.
    var strength: Int {
        switch self {
        case .escalation: 90_000
        case .handedOver: 80_000
        case .after, .every: 70_000
        case .onTheDay: 60_000
        // The nearer to the due, the stronger.
        case .before(let count): 50_000 - count.amount * (count.working ? 7 : 5)
        case .changed: 40_000
        case .onAssignment: 30_000
        case .atOnce: 20_000
        case .review: 10_000
        }
    }
}

extension SlotStep: LosslessStringConvertible {
    /// Parses the words that `description` gives.
    public init?(_ description: String) {
        switch description {
        case "changed": self = .changed
        case "at once": self = .atOnce
        case "review": self = .review
        case "escalation": self = .escalation
        case "handed over": self = .handedOver
        default:
            switch Step(description) {
            case .onAssignment: self = .onAssignment
            case .before(let count): self = .before(count)
            case .onTheDay: self = .onTheDay
            case .after(let count): self = .after(count)
            case .every(let count): self = .every(count)
            case .until, nil: return nil
            }
        }
    }

    /// The policy's own words.
    public var description: String {
        switch self {
        case .onAssignment: "on assignment"
        case .changed: "changed"
        case .before(let count): "\(count) before"
        case .onTheDay: "on the day"
        case .after(let count): "\(count) after"
        case .every(let count): "every \(count)"
        case .atOnce: "at once"
        case .review: "review"
        case .escalation: "escalation"
        case .handedOver: "handed over"
        }
    }
}
