import Directives
import Ledger
import Logging
import Rendering

/// Mail that no obligation causes, sent in office hours: the day's reports and, once a week, that the daemon runs. With it
/// goes the daily housekeeping: head of the chain, retention, coming periods.
extension ReminderEngine {
    /// The key of the weekly message in its events.
    private static let signOfLife = "sign-of-life"

    /// When the next routine mail is due; nil for an engine that sends none.
    func nextRoutine() throws(LedgerError) -> Instant? {
        guard automaticMail == .all else { return nil }
        if let next = routineMail.next(settings: settingsRevision) { return next }
        // Times after now, left by a clock that was ahead, are cut to now: else no mail would be sent until then.
        let now = clock.now
        if routineMail.past == nil {
            routineMail.read(
                .init(
                    daily: min(try ledger.state.reports().last ?? startedAt, now),
                    weekly: try ledger.state.lastTold(Self.signOfLife).map { min($0, now) }))
        }
        return routineMail.plan(
            settings.time, first: { settings.time.nextOfficeHour(from: min(startedAt, now)) },
            settings: settingsRevision)
    }

    /// Adds the routine mail that is due to a transaction.
    func sendRoutineMail(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard let next = try nextRoutine(), next <= now else { return }
        // If it became due while the daemon did not run, it waits for office hours, as everything late does.
        if let opening = settings.time.nextOfficeHour(from: now), opening > now {
            routineMail.postpone(to: opening, settings: settingsRevision)
            return
        }
        do {
            try logHead()
            try deleteOldBytes(at: now)
            // The next periods of recurring duties: the daemon may run for years without a reload.
            try openComingPeriods()
        } catch let error as LedgerError {
            throw error
        } catch {
            logger.error("coming periods cannot be opened: \(error)")
        }
        let isWeekly = routineMail.made(at: now, settings.time)
        try report(into: &transaction, at: now)
        // A day that comes twice, as the clock was set back, has one.
        if isWeekly, try !isTold(Self.signOfLife, at: now) { try sendSignOfLife(into: &transaction, at: now) }
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
        let isTold = count != nil || plantedBugs.contains(.missedDayCountsAsReported)
        transaction.noteReport(.init(letters: count ?? 0, isTold: isTold, isSummary: isSummary))
    }

    /// Returns how many reports were added; nil if none is due today, or if one of today was sent already (the clock was set
    /// back): its content is in the next one.
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
                    report.content, id: id, gateway: gateway, address: report.address, recipient: recipient)
            }
            if posted { count += 1 } else { isRepeated = true }
        }
        return isRepeated ? nil : count
    }

    /// The weekly message to the operator: who does not receive it knows that something is wrong.
    private func sendSignOfLife(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let counts = try ledger.counts()
        let zone = settings.time.zone
        let life = SignOfLife(
            since: zone.iso8601(startedAt), open: counts.obligations[.open, default: 0],
            accepted: counts.messages[.accepted, default: 0], deferred: counts.messages[.deferred, default: 0],
            dead: counts.messages[.dead, default: 0] + counts.messages[.expired, default: 0], held: counts.held,
            next: try nextLook().map(zone.iso8601),
            head: try ledger.head().map { "\($0.row):\($0.hash)" },
            uncovered: settings.time.calendar.missingLists(on: zone.date(at: now)))
        let words = settings.language.texts.words(of: life)
        try notifyOperator(words.subject, words.body, key: Self.signOfLife, &transaction, at: now)
    }
}
