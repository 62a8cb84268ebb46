/// What the daemon notes of itself and of orders about all of it.
extension LedgerTransaction {
    public mutating func noteStart(version: String) {
        note(.started(version: version))
    }

    public mutating func noteStop() {
        note(.stopped)
    }

    /// Holds everything, or nothing any more, also after a restart.
    public mutating func setHold(_ isHeld: Bool, reason: String, author: String) {
        hold = isHeld
        note(.holdSet(isHeld, reason: reason), author: author)
    }

    /// Releases what the limits hold, of so many obligations: they count anew from here.
    public mutating func releaseLimits(obligations: Int, author: String) {
        releasesLimits = true
        note(.limitsReleased(obligations: obligations), author: author)
    }

    /// Notes by which revision of the planner the past has been settled.
    public mutating func adopt(plannerRevision revision: Int) {
        plannerRevision = revision
    }

    public mutating func noteClockStep(milliseconds: Int64) {
        note(.clockStepped(milliseconds: milliseconds))
    }

    /// Takes a clock as right on the word of a person: entries before count no more against it.
    public mutating func acceptClock(author: String) {
        acceptsClock = true
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
