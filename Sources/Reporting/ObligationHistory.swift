public import Directives
public import Ledger

/// The history of an obligation: what was sent to whom, when and with which answer, and what people did.
public struct ObligationHistory {
    public struct Record: Encodable, Sendable {
        public let obligation: String
        public let directive: String
        public let unit: String
        public let state: String
        public let version: Int
        public let due: Nullable<String>
        public let opened: String
        public let task: Nullable<String>
        public let told: [SlotRecord]
        public let events: [EventLog.Record]
        /// What the tables say otherwise than the record, of it and of the messages about it, in words.
        public let contradictions: [String]
    }

    /// A slot with what was sent for it; without a message where it was skipped.
    public struct SlotRecord: Encodable, Sendable {
        public let at: String
        public let slot: String
        public let version: Int
        public let step: String
        public let role: String
        public let unit: String
        public let ordinal: Nullable<Int>
        /// Of the slot, over all of its messages.
        public let slotState: String
        public let reason: Nullable<String>
        public let message: Nullable<String>
        public let state: Nullable<String>
        public let to: Nullable<String>
        public let gateway: Nullable<String>
        public let answer: Nullable<String>

        enum CodingKeys: String, CodingKey {
            case at, slot, version, step, role, unit, ordinal, reason, message, state, to, gateway, answer
            case slotState = "slot_state"
        }
    }

    public let record: Record
    private let events: [String]

    public init(_ row: ObligationRow, in ledger: Ledger, zone: Zone) throws(LedgerError) {
        let obligation = row.obligation
        let directive = try ledger.directive(obligation.directive)?.directive
        let log = EventLog(zone: zone)
        let found = try ledger.events(EventFilter(obligation: obligation.key))
        // What became of messages stands beside their slots.
        let ofMessages: Set<EventKind> = [.claimed, .accepted, .deferred, .dead, .expired, .cancelled, .skipped]
        events = found.filter { !($0.kind.map(ofMessages.contains) ?? false) }.map { log.line($0) }
        let told = try Self.slots(row, in: ledger, zone: zone)
        var contradictions = try ledger.contradictions(of: obligation)
        for message in Set(told.compactMap(\.message.value)).sorted() {
            contradictions += try ledger.contradictions(ofMessage: message)
        }
        record = Record(
            obligation: obligation.id, directive: "\(obligation.directive)", unit: obligation.unit,
            state: obligation.state.rawValue, version: obligation.version,
            due: Nullable(obligation.due.map { "\($0.dueDate)" }), opened: zone.iso8601(obligation.opened),
            task: Nullable(directive.flatMap { $0.restricted ? nil : $0.task }),
            told: told, events: found.map { log.record($0) }, contradictions: contradictions)
    }

    private static func slots(_ row: ObligationRow, in ledger: Ledger, zone: Zone) throws(LedgerError) -> [SlotRecord] {
        let messages = try ledger.messages(MessageFilter(obligation: row.obligation.key)).reversed()
        let skips = try ledger.skippedSlots(of: row.obligation.key)
        var states: [String: [MessageState]] = [:]
        var lines: [(at: Instant, record: (SlotState) -> SlotRecord, slot: String)] = []
        for message in messages {
            for delivery in message.deliveries where delivery.slot.key.obligation == row.obligation.key {
                let (slot, key) = (delivery.slot, delivery.slot.key)
                states[key.description, default: []].append(message.state)
                let answer = message.attempts.last?.exit ?? message.reason
                lines.append(
                    (
                        message.claimedAt,
                        { state in
                            SlotRecord(
                                at: zone.iso8601(message.claimedAt), slot: key.description, version: key.version,
                                step: "\(key.step)", role: key.role.rawValue, unit: key.unit,
                                ordinal: Nullable(slot.ordinal), slotState: state.rawValue, reason: Nullable(nil),
                                message: Nullable(message.id), state: Nullable(message.state.rawValue),
                                to: Nullable(message.recipient), gateway: Nullable(message.gateway),
                                answer: Nullable(answer))
                        }, key.description
                    ))
            }
        }
        for skip in skips {
            // `OBLIGATION|VERSION|ROLE|STEP|UNIT|OCCURRENCE`, as the key writes itself.
            let parts = skip.key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 6 else { continue }
            lines.append(
                (
                    skip.at,
                    { state in
                        SlotRecord(
                            at: zone.iso8601(skip.at), slot: skip.key, version: Int(parts[1]) ?? 0, step: parts[3],
                            role: parts[2], unit: parts[4], ordinal: Nullable(nil), slotState: state.rawValue,
                            reason: Nullable(skip.reason.rawValue), message: Nullable(nil), state: Nullable(nil),
                            to: Nullable(nil), gateway: Nullable(nil), answer: Nullable(nil))
                    }, skip.key
                ))
        }
        let reasons = Dictionary(skips.map { ($0.key, $0.reason) }, uniquingKeysWith: { first, _ in first })
        return lines.sorted { ($0.at, $0.slot) < ($1.at, $1.slot) }.map { line in
            line.record(
                SlotState(messages: states[line.slot] ?? [], skipped: reasons[line.slot], isHeld: row.held))
        }
    }

    /// For people.
    public var lines: [String] {
        var lines = [
            "\(record.obligation)  \(record.state), version \(record.version)"
                + (record.due.value.map { ", due \($0)" } ?? "")
        ]
        if let task = record.task.value { lines.append("  \(task)") }
        lines += record.contradictions.map { "  \(EventLog.mark($0))" }
        let table = TextTable.lines(
            record.told, indent: "  ", .init("told at") { String($0.at.prefix(16)) },
            .init("step") { $0.step + ($0.ordinal.value.map { " (no. \($0))" } ?? "") },
            .init("unit") { "\($0.unit) (\($0.role))" }, .init("to") { $0.to.value ?? "-" },
            .init("state") { $0.state.value ?? $0.slotState },
            .init("message") { $0.message.value.map { String($0.prefix(12)) } ?? "-" },
            .init("answer") { $0.answer.value ?? $0.reason.value ?? "" })
        lines += record.told.isEmpty ? ["  nobody has been told yet"] : table
        return lines + events.map { "  \($0)" }
    }
}
