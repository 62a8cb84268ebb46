/// The part that a unit has in a directive.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// *Chủ trì*: responsible for the work.
    case lead
    /// *Phối hợp*: works with the lead.
    case coordinating
    /// *Đôn đốc*: supervises that it is done.
    case supervising
    /// The units to which an escalation goes.
    case leadership

    /// Whether its messages tell how often the lead was reminded, and whether that reached it.
    public var receivesHistory: Bool { self == .supervising || self == .leadership }

    /// Of several roles in one slot, the one with the largest strength names it.
    var strength: Int {
        switch self {
        case .lead: 3
        case .coordinating: 2
        case .supervising: 1
        case .leadership: 0
        }
    }
}
