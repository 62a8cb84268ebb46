import Directives
import Ledger
import Logging
import Rendering

/// Letters to the operator: without a slot, not counted by the fuse.
extension ReminderEngine {
    /// Adds an alarm to a transaction, once a day for each kind.
    func alarm(_ alarm: Alarm, _ transaction: inout LedgerTransaction, at now: Instant) {
        let today = settings.time.zone.date(at: now)
        guard alarmsTold[alarm.key] != today else { return }
        alarmsTold[alarm.key] = today
        // What was told before a restart is told.
        let zone = settings.time.zone
        let day = (from: zone.instant(today), until: zone.end(of: today))
        if (try? ledger.lastOperatorLetter(key: alarm.key, from: day.from, until: day.until)) ?? nil != nil { return }
        let words = alarm.words(in: settings.language)
        lastTrouble = words.subject
        logger.warning("\(words.subject)", metadata: ["event": "operator-told"])
        tell(words.subject, words.body, key: alarm.key, &transaction, at: now)
    }

    /// Adds a letter to each of the operator's addresses to a transaction.
    func tell(_ subject: String, _ body: [String], key: String, _ transaction: inout LedgerTransaction, at now: Instant)
    {
        guard voice != .silent else { return }
        for (channel, addresses) in settings.operatorAddresses.sorted(by: { $0.key < $1.key }) {
            guard let gateway = settings.gateway(for: channel) else { continue }
            for address in addresses {
                let id = MessageID.make(ofLetter: key, to: address, at: now)
                let rendered = renderer.render(
                    ReportContent(
                        id: id, written: now, gateway: gateway, address: address, language: settings.language,
                        subject: subject, body: body))
                if rendered.fellBack { note(fallbackIn: id) }
                // It is claimed without an attempt and goes as a retry that is due at once.
                transaction.claim(
                    ClaimedMessage(
                        id: id, kind: .operator, at: now, gateway: gateway.name, channel: channel, address: address,
                        language: settings.language, bytes: rendered.bytes, subject: rendered.subject,
                        segments: rendered.segments,
                        // An alarm with another way to go does not wait for the day's end.
                        expiresAt: gateway.fallback == nil ? nil : now.adding(seconds: 3_600), firstAttempt: nil),
                    due: now)
                transaction.noteOperatorLetter(.init(key: key, subject: subject), message: id)
            }
        }
    }
}
