/// What a deadline yields: the instant by which the work must be done.
public struct Due: Hashable, Sendable {
    /// Reminders before and on the day count back from this instant, the end of the last day on which the work is in time.
    public let aim: Instant
    /// Overdue from this instant on: exclusive, so the end of 30/11 is 00:00 of 1/12.
    public let due: Instant
    /// The day that ends with the aim or contains it.
    public let aimDate: CivilDate
    /// The day that ends with the due or contains it: the date that people read.
    public let dueDate: CivilDate
    /// Whether it depends on a year for which the calendar has no official dates.
    public let provisional: Bool

    public init(aim: Instant, due: Instant, aimDate: CivilDate, dueDate: CivilDate, provisional: Bool = false) {
        self.aim = aim
        self.due = due
        self.aimDate = aimDate
        self.dueDate = dueDate
        self.provisional = provisional
    }

    /// Whether it falls at a minute of the day rather than at its end.
    public func hasTime(in zone: Zone) -> Bool {
        zone.end(of: dueDate) != due
    }
}
