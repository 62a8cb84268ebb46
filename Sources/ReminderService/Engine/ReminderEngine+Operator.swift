import Directives
import Ledger
import Logging
import Rendering

/// Letters to the operator: without a slot, not counted by the fuse.
extension ReminderEngine {
    /// Adds an alarm to a batch, once a day for each kind.
    func alarm(_ alarm: Alarm, _ batch: inout ClaimBatch, at now: Instant) {
        let today = settings.time.zone.date(at: now)
        guard alarmsTold[alarm.key] != today else { return }
        alarmsTold[alarm.key] = today
        // What was told before a restart is told.
        let zone = settings.time.zone
        let day = EventFilter(kinds: [.operatorTold], from: zone.instant(today), until: zone.end(of: today))
        let told = (try? ledger.events(day)) ?? []
        if told.contains(where: { $0.event.detail["letter"] == alarm.key }) { return }
        let words = alarm.words(in: settings.language)
        lastTrouble = words.subject
        logger.warning("\(words.subject)", metadata: ["event": "operator-told"])
        tell(words.subject, words.body, key: alarm.key, &batch, at: now)
    }

    /// Adds a letter to each of the operator's addresses to a batch.
    func tell(_ subject: String, _ body: [String], key: String, _ batch: inout ClaimBatch, at now: Instant) {
        guard voice != .silent else { return }
        for (channel, addresses) in settings.operatorAddresses.sorted(by: { $0.key < $1.key }) {
            guard let gateway = settings.gateway(for: channel) else { continue }
            for address in addresses {
                let id = MessageID.make(ofLetter: key, to: address, at: now)
                let rendered = renderer.render(
                    SlotlessLetter(
                        id: id, written: now, gateway: gateway, address: address, language: settings.language,
                        subject: subject, body: body))
                if rendered.fellBack { note(fallbackIn: id) }
                // It is claimed without an attempt and goes as a retry that is due at once.
                batch.messages.append(
                    ClaimedMessage(
                        id: id, kind: .operator, at: now, gateway: gateway.name, channel: channel, address: address,
                        language: settings.language, bytes: rendered.bytes, subject: rendered.subject,
                        segments: rendered.segments, claimedAt: now,
                        // An alarm with another way to go does not wait for the day's end.
                        expiresAt: gateway.fallback == nil ? nil : now.adding(seconds: 3_600), firstAttempt: nil))
                batch.deferred[id] = now
                batch.events.append(
                    NewEvent(at: now, kind: .operatorTold, message: id, detail: ["subject": subject, "letter": key]))
            }
        }
    }
}
