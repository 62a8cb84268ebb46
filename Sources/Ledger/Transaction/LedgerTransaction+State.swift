/// What the daemon notes of itself and of orders about all of it.
extension LedgerTransaction {
    public mutating func noteStart(version: String) {
        note(.started(version: version))
    }

    public mutating func noteStop() {
        note(.stopped)
    }

    /// Holds everything, or nothing any more: it outlasts a restart.
    public mutating func setHold(_ isHeld: Bool, reason: String, author: String) {
        note(.holdSet(isHeld, reason: reason), author: author)
    }

    /// Notes that what the limits held, of so many obligations, is released by an order.
    public mutating func noteRelease(obligations: Int, author: String) {
        note(.limitsReleased(obligations: obligations), author: author)
    }

    /// Notes by which revision of the planner the past has been settled.
    public mutating func adopt(plannerRevision revision: Int) {
        plannerRevision = revision
    }

    public mutating func noteClockStep(milliseconds: Int64) {
        note(.clockStepped(milliseconds: milliseconds))
    }

    /// Notes that a person says that the clock is right: entries before count no more against it.
    public mutating func acceptClock(author: String) {
        note(.clockAccepted, author: author)
    }

    /// Notes that the day's report is made, so that a restart neither repeats nor leaves out any.
    public mutating func noteReport(_ report: Event.Report) {
        note(.reported(report))
    }

    /// Notes what a message that it claims tells the operator.
    public mutating func noteOperatorLetter(_ letter: Event.OperatorLetter, message: String) {
        note(.operatorNotified(letter), message: message)
    }

    /// Notes that a configuration is refused, with the number of mistakes and the first of them.
    public mutating func refuseConfiguration(mistakes: Int, first: String) {
        note(.configurationRefused(mistakes: mistakes, first: first))
    }
}
