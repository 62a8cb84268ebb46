/// The part that a unit has in a directive.
public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
    /// *Chủ trì*: answers for it.
    case lead
    /// *Phối hợp*: works with the lead.
    case coordinating
    /// *Đôn đốc*: sees that it is done.
    case supervising
    /// Those to whom an escalation goes.
    case leadership

    /// Whether it is told of the reminders before: those who supervise ask whether the lead was reached.
    public var hearsHistory: Bool { self == .supervising || self == .leadership }

    /// Stronger roles come first where two meet in one slot.
    var strength: Int {
        switch self {
        case .lead: 3
        case .coordinating: 2
        case .supervising: 1
        case .leadership: 0
        }
    }
}
