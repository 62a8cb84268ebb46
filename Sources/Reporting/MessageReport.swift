public import Directives
public import Ledger
import Rendering

/// One message with all that is known of it: its words, its recipient, each attempt, and its part of the chain.
public struct MessageReport {
    public struct Record: Encodable, Sendable {
        public let message: String
        public let kind: String
        public let state: String
        public let reason: Nullable<String>
        public let at: String
        public let claimedAt: String
        public let expires: Nullable<String>
        public let nextAttempt: Nullable<String>
        public let gateway: String
        public let channel: String
        public let address: String
        public let to: String
        public let subject: Nullable<String>
        public let segments: Nullable<Int>
        public let sha256: String
        public let bytesDeletedAt: Nullable<String>
        public let replaces: Nullable<String>
        public let replacedBy: [String]
        public let slots: [Slot]
        public let attempts: [Attempt]
        public let events: [EventLog.Record]
        /// As a person reads it; null when its bytes are not kept any more.
        public let text: Nullable<String>
        /// What the tables say otherwise than the record, in words.
        public let contradictions: [String]

        enum CodingKeys: String, CodingKey {
            case message, kind, state, reason, at, expires, gateway, channel, address, to, subject, segments, sha256
            case claimedAt = "claimed_at"
            case nextAttempt = "next_attempt"
            case bytesDeletedAt = "bytes_deleted_at"
            case replaces
            case replacedBy = "replaced_by"
            case slots, attempts, events, text, contradictions
        }
    }

    public struct Slot: Encodable, Sendable {
        public let obligation: String
        public let version: Int
        public let role: String
        public let step: String
        public let unit: String
        public let at: String
        public let ordinal: Nullable<Int>
    }

    public struct Attempt: Encodable, Sendable {
        public let number: Int
        public let started: String
        public let ended: Nullable<String>
        public let exit: Nullable<String>
        public let meaning: Nullable<String>
        public let output: Nullable<String>
        public let gatewayID: Nullable<String>

        enum CodingKeys: String, CodingKey {
            case number, started, ended, exit, meaning, output
            case gatewayID = "gateway_id"
        }
    }

    public let record: Record
    private let events: [String]

    public init(_ message: StoredMessage, in ledger: Ledger, zone: Zone) throws(LedgerError) {
        let log = EventLog(zone: zone)
        let found = try ledger.events(EventFilter(message: message.id))
        events = found.map { "\($0.row)  \(log.line($0))  \($0.hash.prefix(12))" }
        let contradictions = try ledger.contradictions(ofMessage: message.id)
        record = Record(
            message: message.id, kind: message.kind.rawValue, state: message.state.rawValue,
            reason: Nullable(message.reason), at: zone.iso8601(message.at), claimedAt: zone.iso8601(message.claimedAt),
            expires: Nullable(message.expiresAt.map(zone.iso8601)),
            nextAttempt: Nullable(message.nextAttempt.map(zone.iso8601)), gateway: message.gateway,
            channel: message.channel.rawValue, address: message.address, to: message.recipient,
            subject: Nullable(message.subject), segments: Nullable(message.segments), sha256: message.sha256,
            bytesDeletedAt: Nullable(message.bytesDeletedAt.map(zone.iso8601)), replaces: Nullable(message.replaces),
            replacedBy: try ledger.messagesInPlace(of: message.id),
            slots: message.deliveries.map { delivery in
                let key = delivery.slot.key
                return Slot(
                    obligation: key.obligation, version: key.version, role: key.role.rawValue, step: "\(key.step)",
                    unit: key.unit, at: zone.iso8601(delivery.slot.at), ordinal: Nullable(delivery.slot.ordinal))
            },
            attempts: message.attempts.map { attempt in
                Attempt(
                    number: attempt.number, started: zone.iso8601(attempt.startedAt),
                    ended: Nullable(attempt.endedAt.map(zone.iso8601)), exit: Nullable(attempt.exit),
                    meaning: Nullable(attempt.meaning?.rawValue), output: Nullable(attempt.output),
                    gatewayID: Nullable(attempt.gatewayID))
            },
            events: found.map { log.record($0) },
            text: Nullable(
                message.bytes.map { bytes in
                    message.channel == .email ? ReadableMail(bytes).text : String(decoding: bytes, as: UTF8.self)
                }), contradictions: contradictions)
    }

    /// For people.
    public var lines: [String] {
        var lines = [
            "message   \(record.message)",
            "state     \(record.state)\(record.reason.value.map { ": \($0)" } ?? "")",
            "planned   \(record.at)",
            "gateway   \(record.gateway), to \(record.to)",
        ]
        lines.insert(contentsOf: record.contradictions.map(EventLog.mark), at: 1)
        if record.to != record.address { lines.append("planned to  \(record.address)") }
        if let next = record.nextAttempt.value { lines.append("next      \(next)") }
        if let expires = record.expires.value { lines.append("expires   \(expires)") }
        if let replaced = record.replaces.value { lines.append("in place of  \(replaced)") }
        lines += record.replacedBy.map { "replaced by  \($0)" }
        lines += record.slots.map { slot in
            let ordinal = slot.ordinal.value.map { " (no. \($0))" } ?? ""
            return "about     \(slot.obligation): \(slot.step)\(ordinal), \(slot.unit) (\(slot.role))"
        }
        lines += ["SHA-256   \(record.sha256)", "", "attempts"]
        lines += record.attempts.map { attempt in
            let words = [
                attempt.ended.value.map { "to \($0)" } ?? "without an end", attempt.exit.value, attempt.meaning.value,
                attempt.gatewayID.value.map { "named \($0)" },
                attempt.output.value == attempt.exit.value ? nil : attempt.output.value,
            ]
            return
                "  \(attempt.number)  \(attempt.started) \(words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", "))"
        }
        if record.attempts.isEmpty { lines.append("  none") }
        lines += ["", "events"] + events.map { "  \($0)" } + [""]
        if let text = record.text.value {
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        } else if let deleted = record.bytesDeletedAt.value {
            lines.append("bytes deleted by retention on \(deleted.prefix(10)); SHA-256 \(record.sha256)")
        }
        return lines
    }
}
