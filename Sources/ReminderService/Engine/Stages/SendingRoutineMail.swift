import Directives
import Ledger
import Logging
import Rendering

/// What the daemon says by itself in office hours: the day's reports, and once a week that it runs.
extension ReminderEngine {
    /// What the events of the weekly message are known by.
    private static let signOfLife = "sign-of-life"

    /// When something is to be said next; nil for an engine that says nothing by itself.
    func nextRoutine() throws(LedgerError) -> Instant? {
        guard operatorMessages == .all else { return nil }
        if let next = routineMail.next(settings: settingsRevision) { return next }
        // A clock that was set back, or ahead before, silences none.
        let now = clock.now
        if routineMail.past == nil {
            routineMail.read(
                .init(
                    daily: min(try ledger.reports(limit: 1).first?.at ?? startedAt, now),
                    weekly: try ledger.lastOperatorLetter(key: Self.signOfLife).map { min($0, now) }))
        }
        return routineMail.plan(
            settings.time, first: { settings.time.nextOfficeHour(from: min(startedAt, now)) },
            settings: settingsRevision)
    }

    /// Adds what is due to be said to a transaction.
    func sendRoutineMail(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard let next = try nextRoutine(), next <= now else { return }
        // What passed while nobody watched waits for the office, as all that is late.
        if let opening = settings.time.nextOfficeHour(from: now), opening > now {
            routineMail.postpone(to: opening, settings: settingsRevision)
            return
        }
        do {
            try logHead()
            try deleteOldBytes(at: now)
            // The next periods of recurring duties, for a daemon that runs for years without a load.
            try openComingPeriods()
        } catch let error as LedgerError {
            throw error
        } catch {
            logger.error("coming periods cannot be opened: \(error)")
        }
        let isWeekly = routineMail.made(at: now, settings.time)
        try report(into: &transaction, at: now)
        if isWeekly { try sendSignOfLife(into: &transaction, at: now) }
    }

    /// Writes the head of the chain to the journal: whoever changes the ledger later must change the journal too.
    func logHead() throws(LedgerError) {
        guard let head = try ledger.head() else { return }
        logger.notice("chain head \(head.row):\(head.hash)", metadata: ["event": "chain-head"])
    }

    /// Deletes the bytes of messages that were kept long enough: once a day, a bounded number of them, in small
    /// transactions.
    private func deleteOldBytes(at now: Instant) throws(LedgerError) {
        guard let end = settings.retention.bytesEnd(at: now, in: settings.time.zone) else { return }
        for _ in 0..<10 {
            let deleted = try ledger.deleteBytes(endedBefore: end, at: now)
            if deleted == 0 { return }
            logger.info("the bytes of \(deleted) old messages are deleted", metadata: ["event": "bytes-deleted"])
        }
    }

    /// Adds the day's reports to a transaction and records the day, so that a restart neither repeats nor leaves out any.
    private func report(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let mail = SupervisorMail(ledger: ledger, settings: settings, now: now)
        let isSummary = try mail.isSummaryDue()
        let count = try isHoldingAll ? nil : postReports(mail, withSummary: isSummary, &transaction)
        transaction.noteReport(.init(letters: count ?? 0, isTold: count != nil, isSummary: isSummary))
    }

    /// Gives how many reports there are; nil on a day without one, and where the day comes again and a report of it has
    /// gone: the next one tells what this one could not.
    private func postReports(
        _ mail: SupervisorMail, withSummary isSummary: Bool, _ transaction: inout LedgerTransaction
    ) throws(LedgerError) -> Int? {
        guard let gateway = settings.gateway(for: .email) else { return nil }
        let work = { @Sendable () throws(LedgerError) in try mail.reports(withSummary: isSummary) }
        guard let reports = try background.perform(work) else { return nil }
        let midnight = settings.time.zone.instant(settings.time.zone.date(at: mail.now))
        var (count, isRepeated) = (0, false)
        for report in reports {
            let id = MessageID.make(ofLetter: "report", to: report.address, at: midnight)
            let draft = Draft(
                id: id, kind: .report, gateway: gateway, address: report.address, language: report.language,
                goes: mail.now)
            let posted = try post(draft, &transaction) { recipient in
                outgoing.renderer.render(
                    report.content.letter(
                        id: id, settings: settings, gateway: gateway, address: report.address, recipient: recipient))
            }
            if posted { count += 1 } else { isRepeated = true }
        }
        return isRepeated ? nil : count
    }

    /// The weekly message to the operator: who does not receive it knows that something is wrong.
    private func sendSignOfLife(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let counts = try ledger.counts()
        let zone = settings.time.zone
        let facts = SignOfLife(
            since: zone.iso8601(startedAt), open: counts.obligations[.open, default: 0],
            accepted: counts.messages[.accepted, default: 0], deferred: counts.messages[.deferred, default: 0],
            dead: counts.messages[.dead, default: 0] + counts.messages[.expired, default: 0], held: counts.held,
            next: try ledger.nextWake().map { zone.iso8601($0) },
            head: try ledger.head().map { "\($0.row):\($0.hash)" },
            uncovered: settings.time.calendar.missingLists(on: zone.date(at: now)))
        let words = facts.words(in: settings.language)
        notifyOperator(words.subject, words.body, key: Self.signOfLife, &transaction, at: now)
    }
}
