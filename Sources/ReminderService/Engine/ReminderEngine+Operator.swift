import Delivery
import Directives
import Ledger
import Logging

/// What the operator must hear of.
enum Alarm {
    case fuse(Fuse.Stop, address: String)
    case misconfigured(gateway: String, text: String)
    case suspended(gateway: String, text: String)
    case configurationRefused([Diagnostic])
    case clock(ClockSanity.Fault)

    /// What makes it the same alarm on one day.
    var key: String {
        switch self {
        case .fuse(let stop, _): "fuse \(stop.rawValue)"
        case .misconfigured(let gateway, _): "misconfigured \(gateway)"
        case .suspended(let gateway, _): "suspended \(gateway)"
        // Another file is another mistake, which nobody may know of yet.
        case .configurationRefused(let diagnostics): "configuration \(diagnostics.first?.location.file ?? "")"
        case .clock: "clock"
        }
    }

    func words(in language: Language) -> (subject: String, body: [String]) {
        switch (self, language) {
        case (.fuse(let stop, let address), .vietnamese):
            (
                "Đã giữ lại tin nhắc vì chạm giới hạn \(stop.rawValue)",
                [
                    "Có tin nhắc bị giữ lại vì chạm giới hạn \(stop.rawValue) (địa chỉ đầu tiên: \(address)).",
                    "Nếu đây không phải do lỗi cấu hình, hãy nâng limits trong dondoc.yaml; tin sẽ được gửi khi có chỗ.",
                    "Xem: dondoc outbox list; dondoc list --held",
                ]
            )
        case (.fuse(let stop, let address), .english):
            (
                "Reminders are held by the limit \(stop.rawValue)",
                [
                    "Reminders are held by the limit \(stop.rawValue) (the first address: \(address)).",
                    "If this is no mistake of the configuration, raise limits in dondoc.yaml; they go when there is room.",
                    "See: dondoc outbox list; dondoc list --held",
                ]
            )
        case (.misconfigured(let gateway, let text), .vietnamese):
            (
                "Cổng gửi \(gateway) có thể cấu hình sai",
                [
                    "Cổng \(gateway) trả lời: \(text)",
                    "Các tin sẽ được thử lại. Hãy kiểm tra command của cổng này trong dondoc.yaml.",
                ]
            )
        case (.misconfigured(let gateway, let text), .english):
            (
                "The gateway \(gateway) may be set up wrongly",
                [
                    "The gateway \(gateway) answered: \(text)",
                    "Its messages are tried again. Check its command in dondoc.yaml.",
                ]
            )
        case (.suspended(let gateway, let text), .vietnamese):
            (
                "Đã tạm ngừng cổng gửi \(gateway)",
                [
                    "Cổng \(gateway) không gửi được \(CircuitBreaker.threshold) lần liên tiếp; trả lời sau cùng: \(text)",
                    "Hệ thống tự thử lại từng tin một và sẽ gửi tiếp khi cổng hoạt động trở lại.",
                    "Xem: dondoc status; dondoc outbox list",
                ]
            )
        case (.suspended(let gateway, let text), .english):
            (
                "The gateway \(gateway) is suspended",
                [
                    "The gateway \(gateway) failed \(CircuitBreaker.threshold) times in a row; its last answer: \(text)",
                    "It is tried with one message at a time, and goes on by itself when it answers again.",
                    "See: dondoc status; dondoc outbox list",
                ]
            )
        case (.clock(let fault), .vietnamese):
            (
                "Đồng hồ của máy đã sai, nay đã đúng trở lại",
                [
                    "Đồng hồ của máy đã sai (\(fault)); trong thời gian đó không gửi tin nhắc nào.",
                    "Thư này được viết khi đồng hồ đã đúng trở lại; các tin đến hạn trong thời gian đó được gửi muộn.",
                    "Hãy kiểm tra việc đồng bộ giờ của máy. Xem: dondoc log --kind clock-stepped; dondoc outbox",
                ]
            )
        case (.clock(let fault), .english):
            (
                "The machine's clock was wrong, and is right again",
                [
                    "The machine's clock was wrong: \(fault). Nothing was sent meanwhile.",
                    "This is written by a clock that is right again; what came due meanwhile goes late.",
                    "See that the machine's time is kept. See: dondoc log --kind clock-stepped; dondoc outbox",
                ]
            )
        case (.configurationRefused(let diagnostics), .vietnamese):
            (
                "Cấu hình mới có lỗi, vẫn dùng cấu hình cũ",
                ["Cấu hình trên đĩa có \(diagnostics.count) lỗi nên chưa được dùng; cấu hình trước đó vẫn có hiệu lực:"]
                    + diagnostics.prefix(20).map(\.description)
            )
        case (.configurationRefused(let diagnostics), .english):
            (
                "The new configuration is refused, the old one stays in force",
                ["The files have \(diagnostics.count) mistakes and were not accepted; what was in force stays:"]
                    + diagnostics.prefix(20).map(\.description)
            )
        }
    }
}

/// Letters to the operator: without a slot, not counted by the fuse.
extension ReminderEngine {
    /// Adds an alarm to a batch, once a day for each kind.
    func alarm(_ alarm: Alarm, _ batch: inout ClaimBatch, at now: Instant) {
        let today = settings.time.zone.date(at: now)
        guard alarmsTold[alarm.key] != today else { return }
        alarmsTold[alarm.key] = today
        // What was told before a restart is told.
        let midnight = EventFilter(kinds: [.operatorTold], from: settings.time.zone.instant(today))
        let told = (try? ledger.events(midnight)) ?? []
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
