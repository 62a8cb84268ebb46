import Directives
import Ledger
import Logging

/// What the daemon has the engine record at its start and stop.
extension ReminderEngine {
    /// Records the start; a daemon whose stop is not recorded was killed.
    package func recordStart() throws {
        // Before the files are read, which must not be of a day that cannot be right.
        clockAssessment.judge(clock.reading, newestEntry: try newestEntry())
        var transaction = LedgerTransaction(at: likelyNow)
        transaction.noteStart(version: Version.text)
        try commit(transaction)
    }

    /// Records the stop, with the head of the chain in the journal.
    package func recordStop() throws {
        // A storage that has failed is not asked again.
        if let failure = lifecycle.failure { throw failure }
        var transaction = LedgerTransaction(at: likelyNow)
        transaction.noteStop()
        try commit(transaction)
        // The close would do it, but tell nobody of its failure.
        try ledger.checkpoint()
        try logHead()
    }

    /// The newest entry of the ledger that can be right.
    func newestEntry() throws(LedgerError) -> Instant? {
        try ledger.newestEntry(before: ClockSanity.end)
    }
}
