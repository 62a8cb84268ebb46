import Directives
import Ledger
import Logging
import Rendering

/// Messages to the operator: without a slot, not counted by the fuse.
extension ReminderEngine {
    /// Adds an alarm to a transaction, once a day for each kind.
    func alarm(_ alarm: Alarm, _ transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let words = settings.language.texts.words(of: alarm)
        // The status line names it also where the operator has been told today.
        if !alarm.isPast { operatorMail.note(trouble: words.subject) }
        guard operatorMail.isFirst(alarm, on: settings.time.zone.date(at: now)) else { return }
        if try isTold(alarm.key, at: now), !plantedBugs.contains(.alarmAfterEachRestart) { return }
        logger.warning("\(words.subject)", metadata: ["event": "operator-told"])
        try notifyOperator(words.subject, words.body, key: alarm.key, &transaction, at: now)
    }

    /// Whether the operator was told of something on the day of an instant: before a restart, or before the clock was set
    /// back.
    func isTold(_ key: String, at now: Instant) throws(LedgerError) -> Bool {
        let zone = settings.time.zone
        let today = zone.date(at: now)
        return try ledger.state.wasTold(key, from: zone.instant(today), until: zone.end(of: today))
    }

    /// Notifies with the next pass, which is asked for.
    func alarmSoon(_ alarm: Alarm) {
        operatorMail.add(alarm)
        queuePass()
    }

    /// Adds a message to each of the operator's addresses to a transaction.
    func notifyOperator(
        _ subject: String, _ body: [String], key: String, _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        guard automaticMail != .silent else { return }
        for (channel, addresses) in settings.operatorAddresses.sorted(by: { $0.key < $1.key }) {
            guard let gateway = settings.gateway(for: channel) else { continue }
            for address in addresses {
                let id = MessageID.make(ofLetter: key, to: address, at: now)
                // The same instant comes twice where the clock is set back.
                if try isWritten(id, transaction) { continue }
                let rendered = outgoing.renderer.render(
                    ReportContent(
                        id: id, written: now, gateway: gateway, address: address, language: settings.language,
                        subject: subject, body: body))
                // It is claimed without an attempt and goes as a retry that is due at once.
                transaction.claim(
                    outgoing.message(
                        .init(
                            id: id, kind: .operator, at: now, gateway: gateway, address: address, recipient: address,
                            language: settings.language), rendered,
                        // An alarm with another way to go does not wait for the day's end.
                        expires: gateway.fallback == nil ? nil : now.adding(seconds: 3_600)), due: now)
                transaction.noteOperatorLetter(.init(key: key, subject: subject), message: id)
            }
        }
    }
}
