/// A due as people read it: its days, and its time where it is not the end of a day.
///
/// Two dues that read alike are the same for those who are reminded, whatever instants a time zone makes of them.
public struct DueDay: Hashable, Sendable {
    public let aimDate: CivilDate
    public let date: CivilDate
    /// Nil for the end of the day.
    public let time: TimeOfDay?

    public init(_ due: Due, in zone: Zone) {
        aimDate = due.aimDate
        date = due.dueDate
        time = due.hasTime(in: zone) ? zone.time(at: due.due) : nil
    }

    public init?(_ due: Due?, in zone: Zone) {
        guard let due else { return nil }
        self.init(due, in: zone)
    }
}
