import Directives

/// Where an obligation stands on the day on which a message is written.
package enum Standing: Hashable, Sendable {
    /// Past its due by so many calendar days, and so many working days where they can be counted.
    case overdue(days: Int, working: Int?)
    case today
    /// So many calendar days to the aim, and so many working days where they can be counted.
    case ahead(days: Int, working: Int?)
    case undated(Undated)

    /// What a directive without a due asks for.
    package enum Undated: Hashable, Sendable {
        case atOnce, urgent, standing, none
    }

    /// Working days are counted day by day; beyond ten years nobody wants to read them.
    private static let farthest = 3_660

    init(_ obligation: Obligation, deadline: Deadline?, at instant: Instant, in time: OfficeTime) {
        guard case .dated(let due) = obligation.track else {
            switch (obligation.track, deadline) {
            case (.atOnce, _): self = .undated(.atOnce)
            case (_, .urgent): self = .undated(.urgent)
            case (_, .standing): self = .undated(.standing)
            default: self = .undated(.none)
            }
            return
        }
        let today = time.zone.date(at: instant)
        if instant >= due.due {
            let days = today.dayNumber - due.dueDate.dayNumber
            self = .overdue(
                days: days,
                working: days <= Self.farthest ? time.calendar.workingDays(from: due.dueDate, to: today) : nil)
        } else if today >= due.aimDate {
            self = .today
        } else {
            let days = due.aimDate.dayNumber - today.dayNumber
            self = .ahead(
                days: days,
                working: days <= Self.farthest ? time.calendar.workingDays(from: today, to: due.aimDate) : nil)
        }
    }

    /// The order of several items in a digest.
    var rank: Rank {
        switch self {
        case .overdue: .overdue
        case .today: .today
        // Five working days are what the ministries' own trackers show as "sắp đến hạn".
        case .ahead(let days, let working): (working ?? days) <= 5 ? .soon : .later
        case .undated(let undated): undated == .atOnce ? .atOnce : .undated
        }
    }

    /// The same without the calendar days beside the working days, for where there is little room.
    var brief: Self {
        switch self {
        case .overdue(let days, let working?) where working > 0 && days > working:
            .overdue(days: working, working: working)
        case .ahead(let days, let working?) where working > 1 && days > working: .ahead(days: working, working: working)
        default: self
        }
    }

    /// How urgent it is within its rank; a smaller number comes first.
    var urgency: Int {
        switch self {
        case .overdue(let days, _): -days
        case .today: 0
        case .ahead(let days, _): days
        case .undated(.atOnce): 0
        case .undated(.urgent): 10_000_000
        case .undated(.none): 10_000_001
        case .undated(.standing): 10_000_002
        }
    }

    package enum Rank: Int, Hashable, Sendable, CaseIterable, Comparable {
        case overdue, today, atOnce, soon, later, undated

        package static func < (lhs: Self, rhs: Self) -> Bool {
            lhs.rawValue < rhs.rawValue
        }
    }
}
