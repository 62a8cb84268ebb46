public import Directives
public import Ledger

/// Messages and what became of them.
public struct OutboxList {
    public struct Record: Encodable, Sendable {
        public let message: String
        public let kind: String
        public let at: String
        public let gateway: String
        public let to: String
        public let state: String
        public let attempts: Int
        public let lastExit: Nullable<String>
        public let nextAttempt: Nullable<String>
        public let expires: Nullable<String>
        public let subject: Nullable<String>
        public let sha256: String
        public let obligations: [String]
        public let reason: Nullable<String>
        /// Why an operator holds it; null unless one does.
        public let held: Nullable<String>
        /// The dead message that it replaces.
        public let replaces: Nullable<String>

        enum CodingKeys: String, CodingKey {
            case message, kind, at, gateway, to, state, attempts
            case lastExit = "last_exit"
            case nextAttempt = "next_attempt"
            case expires, subject, sha256, obligations, reason, held, replaces
        }
    }

    /// A passed slot that the fuse holds, or an obligation of which one is held.
    public let held: [String]
    public let records: [Record]

    public init(_ messages: [StoredMessage], held: [String], zone: Zone) {
        self.held = held
        records = messages.map { message in
            Record(
                message: message.id, kind: message.kind.rawValue, at: zone.iso8601(message.at),
                gateway: message.gateway,
                to: message.recipient, state: message.state.rawValue, attempts: message.attempts.count,
                lastExit: Nullable(message.attempts.last?.exit),
                nextAttempt: Nullable(message.nextAttempt.map(zone.iso8601)),
                expires: Nullable(message.expiresAt.map(zone.iso8601)), subject: Nullable(message.subject),
                sha256: message.sha256, obligations: message.deliveries.map(\.slot.key.obligation),
                reason: Nullable(message.reason), held: Nullable(message.state.isTerminal ? nil : message.hold),
                replaces: Nullable(message.replaces))
        }
    }

    /// The messages of a ledger that are in one of some states; nil for all.
    package init(_ ledger: Ledger, in states: Set<MessageState>?) throws(LedgerError) {
        let held = try ledger.obligations(ObligationFilter(held: true), after: "", limit: nil)
        self.init(
            try ledger.messages(MessageFilter(states: states)), held: held.map(\.obligation.id),
            zone: try ledger.configurationInForce()?.settings.time.zone ?? .utc)
    }

    /// For people.
    public var lines: [String] {
        let lines =
            TextTable.lines(
                records, .init("message") { String($0.message.prefix(12)) }, .init("at") { String($0.at.prefix(16)) },
                .init("state") { $0.held.value == nil ? $0.state : "held" }, .init("gateway") { $0.gateway },
                .init("to") { $0.to }, .init("tries") { "\($0.attempts)" },
                .init("next or last answer") { record in
                    record.held.value ?? record.nextAttempt.value ?? record.lastExit.value ?? record.reason.value ?? ""
                }) + held.map { "held: \($0)" }
        return lines + ["\(records.count) messages\(held.isEmpty ? "" : ", \(held.count) obligations held")"]
    }
}
