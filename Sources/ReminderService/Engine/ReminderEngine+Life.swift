import Directives
import Ledger
import Logging

/// What the daemon does with the engine at its start and stop, and what it says of itself meanwhile.
extension ReminderEngine {
    /// Records the start; a daemon that was never told to stop says so.
    package func recordStart() throws {
        // Before the files are read, which must not be of a day that cannot be right.
        try judgeClock()
        var transaction = LedgerTransaction(at: likelyNow)
        transaction.noteStart(version: Version.text)
        try commit(transaction)
    }

    /// Records the stop, with the head of the chain in the journal.
    package func recordStop() throws {
        // A storage that has failed is not asked again.
        if let storageFailure { throw storageFailure }
        var transaction = LedgerTransaction(at: likelyNow)
        transaction.noteStop()
        try commit(transaction)
        try tellHead()
    }

    /// The head of the chain in the journal: whoever changes the ledger later must change the journal too.
    private func tellHead() throws {
        guard let head = try ledger.head() else { return }
        logger.notice("chain head \(head.row):\(head.hash)", metadata: ["event": "chain-head"])
    }

    /// One line for people: what comes next, and what waits for another attempt.
    ///
    /// Nothing in it is counted over all obligations or messages: a start does not grow with the ledger.
    func statusLine() throws -> String {
        let next = try ledger.nextWake().map { settings.time.zone.iso8601($0) } ?? "nothing"
        return "next \(next); \(try ledger.deferredCount()) messages deferred"
    }

    /// When something is to be said next; nil for an engine that says nothing by itself.
    func nextRoutine() throws(LedgerError) -> Instant? {
        guard voice == .all else { return nil }
        if routineIsPlanned { return plannedRoutine }
        let schedule = OperatorSchedule(settings.time)
        if lastRoutine == nil {
            // A clock that was set back, or ahead before, silences none.
            let now = clock.now
            lastRoutine = Routine(
                daily: min(try lastReport() ?? startedAt, now),
                weekly: try ledger.lastOperatorLetter(key: Self.signOfLife).map { min($0, now) })
        }
        guard let last = lastRoutine else { return nil }
        let weekly =
            last.weekly.map(schedule.nextWeekly) ?? settings.time.nextOfficeHour(from: min(startedAt, clock.now))
        plannedRoutine = [schedule.nextDaily(after: last.daily), weekly].compactMap(\.self).min()
        routineIsPlanned = true
        return plannedRoutine
    }

    /// Says what is due to be said.
    func performRoutine(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard let next = try nextRoutine(), next <= now, let last = lastRoutine else { return }
        // What passed while nobody watched waits for the office, as all that is late.
        if let opening = settings.time.nextOfficeHour(from: now), opening > now {
            plannedRoutine = opening
            return
        }
        let schedule = OperatorSchedule(settings.time)
        do {
            try tellHead()
            try deleteOldBytes(at: now)
            // The next periods of recurring duties, for a daemon that runs for years without a load.
            try openComingPeriods()
        } catch let error as LedgerError {
            throw error
        } catch {
            logger.error("coming periods cannot be opened: \(error)")
        }
        lastRoutine?.daily = now
        routineIsPlanned = false
        try report(into: &transaction, at: now)
        if last.weekly.flatMap(schedule.nextWeekly).map({ $0 <= now }) ?? true {
            lastRoutine?.weekly = now
            try signOfLife(&transaction, at: now)
        }
    }

    /// Lets the words go that were kept long enough: once a day, a bounded number of them, in small transactions.
    private func deleteOldBytes(at now: Instant) throws(LedgerError) {
        guard let end = settings.retention.bytesEnd(at: now, in: settings.time.zone) else { return }
        for _ in 0..<10 {
            let deleted = try ledger.deleteBytes(endedBefore: end, at: now)
            if deleted == 0 { return }
            logger.info("the bytes of \(deleted) old messages are deleted", metadata: ["event": "bytes-deleted"])
        }
    }

    /// What the events of the weekly letter are known by.
    private static let signOfLife = "sign-of-life"

    /// The weekly letter: silence means trouble only if calm has a voice.
    private func signOfLife(_ transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let counts = try ledger.counts()
        let facts = SignOfLife(
            since: settings.time.zone.iso8601(startedAt), open: counts.obligations[.open, default: 0],
            accepted: counts.messages[.accepted, default: 0], deferred: counts.messages[.deferred, default: 0],
            dead: counts.messages[.dead, default: 0] + counts.messages[.expired, default: 0], held: counts.held,
            next: try ledger.nextWake().map { settings.time.zone.iso8601($0) },
            head: try ledger.head().map { "\($0.row):\($0.hash)" },
            uncovered: uncoveredYears(at: now))
        let words = facts.words(in: settings.language)
        tell(words.subject, words.body, key: Self.signOfLife, &transaction, at: now)
    }

    private func uncoveredYears(at now: Instant) -> [Int] {
        settings.time.calendar.missingLists(on: settings.time.zone.date(at: now))
    }
}

/// When the daemon last spoke of itself.
struct Routine {
    var daily: Instant
    /// Nil before the first sign of life of the ledger.
    var weekly: Instant?
}
