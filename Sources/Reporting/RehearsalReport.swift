public import Directives
public import Ledger

/// What a rehearsal left in its ledger.
public struct RehearsalReport: Sendable {
    /// One for each delivery, in the order of claims.
    public let records: [SentRecord]
    private let messages: [StoredMessage]
    private let skipped: [LedgerEvent]
    private let zone: Zone

    public init(_ ledger: Ledger, zone: Zone) throws {
        self.zone = zone
        messages = try ledger.messages(MessageFilter(kind: .reminder), limit: .max).sorted {
            $0.claimedAt < $1.claimedAt
        }
        skipped = try ledger.events(EventFilter(kinds: [.skipped, .held]))
        var obligations: [String: Obligation] = [:]
        try ledger.forEachObligation { obligations[$0.obligation.key] = $0.obligation }
        var records: [SentRecord] = []
        for message in messages {
            let sentAt = message.attempts.last { $0.meaning == .accepted }?.startedAt
            for delivery in message.deliveries {
                guard let obligation = obligations[delivery.slot.key.obligation] else { continue }
                records.append(
                    SentRecord(
                        PlanRecord(delivery, of: obligation, in: zone), sentAt: sentAt, message: message.id, in: zone))
            }
        }
        self.records = records
    }

    /// Whether a message was not accepted.
    public var failed: Bool {
        messages.contains { $0.state != .accepted }
    }

    /// For people.
    public func lines(spool: String) -> [String] {
        var lines: [String] = []
        let days = Dictionary(grouping: messages) { zone.date(at: $0.at) }
        for (day, ofDay) in days.sorted(by: { $0.key < $1.key }) {
            let deliveries = ofDay.reduce(0) { $0 + $1.deliveries.count }
            lines.append(
                "\(day)  e-mails \(ofDay.count { $0.channel == .email }), SMS \(ofDay.count { $0.channel == .sms }), "
                    + "reminders in them \(deliveries)")
        }
        let accepted = messages.count { $0.state == .accepted }
        lines.append("\(accepted) of \(messages.count) messages written to \(spool), as *.eml and *.sms")
        if !skipped.isEmpty {
            lines.append("\(skipped.count) slots held or skipped: see the limits of the configuration")
        }
        return lines
    }
}
