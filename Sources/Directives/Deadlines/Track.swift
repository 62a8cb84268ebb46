/// What a deadline yields: a due, or one of the two ways to remind of work that has none.
public enum Track: Hashable, Sendable {
    case dated(Due)
    /// No due: reminded daily until acknowledged, then reviewed.
    case atOnce
    /// No due: reviewed.
    case undated

    /// The due, where there is one.
    public var due: Due? {
        if case .dated(let due) = self { due } else { nil }
    }

    /// The track as people read it: neither the time zone nor whether it is provisional counts.
    enum Reading: Hashable {
        case dated(DueDay), atOnce, undated
    }

    func asRead(in zone: Zone) -> Reading {
        switch self {
        case .dated(let due): .dated(DueDay(due, in: zone))
        case .atOnce: .atOnce
        case .undated: .undated
        }
    }

    /// The same days and times in another time zone.
    func moved(from old: Zone, to new: Zone) -> Track {
        guard case .dated(let due) = self else { return self }
        func moved(_ instant: Instant, _ date: CivilDate) -> Instant {
            instant == old.end(of: date) ? new.end(of: date) : new.instant(date, old.time(at: instant))
        }
        return .dated(
            Due(
                aim: moved(due.aim, due.aimDate), due: moved(due.due, due.dueDate), aimDate: due.aimDate,
                dueDate: due.dueDate, provisional: due.provisional))
    }
}
