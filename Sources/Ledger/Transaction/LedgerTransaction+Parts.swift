import Directives

extension LedgerTransaction {
    /// What the ledger can take or refuse by itself.
    public struct Part: Sendable {
        public let transaction: LedgerTransaction
        /// The message that it writes; nil where it is about no message.
        public let message: String?
        /// Whether the message is a new one.
        public let isClaim: Bool
        /// The keys of the obligations that it claims something of, moves on or skips a slot of.
        public let obligations: Set<String>
    }

    /// The same message by message, then obligation by obligation, then the rest, in an order in which they can be written.
    ///
    /// Each leaves a state from which the daemon goes on, as after a death between two transactions.
    public var parts: [Part] {
        let written: [[String]] = [
            outcomes.map(\.message), starts.map(\.message), claims.map(\.message.id), waits.keys.sorted(),
            endings.map(\.message), messageHolds.map(\.message), events.compactMap(\.message),
        ]
        var parts: [Part] = []
        var known: Set<String> = []
        for id in written.joined() where known.insert(id).inserted {
            var part = LedgerTransaction(at: at)
            part.outcomes = outcomes.filter { $0.message == id }
            part.starts = starts.filter { $0.message == id }
            part.claims = claims.filter { $0.message.id == id }
            part.waits = waits.filter { $0.key == id }
            part.endings = endings.filter { $0.message == id }
            part.messageHolds = messageHolds.filter { $0.message == id }
            part.events = events.filter { $0.message == id }
            let deliveries = part.claims.flatMap(\.message.deliveries)
            parts.append(
                Part(
                    transaction: part, message: id, isClaim: !part.claims.isEmpty,
                    obligations: Set(deliveries.map(\.slot.key.obligation))))
        }
        func add(of obligation: String, _ fill: (inout LedgerTransaction) -> Void) {
            var part = LedgerTransaction(at: at)
            fill(&part)
            parts.append(Part(transaction: part, message: nil, isClaim: false, obligations: [obligation]))
        }
        for advance in advances { add(of: advance.id) { $0.advances = [advance] } }
        for skip in skips { add(of: skip.key.obligation) { $0.skips = [skip] } }
        var rest = self
        (rest.outcomes, rest.starts, rest.claims, rest.waits, rest.endings) = ([], [], [], [:], [])
        (rest.messageHolds, rest.advances, rest.skips) = ([], [], [])
        rest.events = events.filter { $0.message == nil }
        if !rest.isEmpty { parts.append(Part(transaction: rest, message: nil, isClaim: false, obligations: [])) }
        return parts
    }
}
