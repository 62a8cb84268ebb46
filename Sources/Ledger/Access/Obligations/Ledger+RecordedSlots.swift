public import Directives

extension Ledger {
    /// The slots of obligations of which a message reached its reader, or may have.
    ///
    /// A gateway took it, or it is running, is to be tried again, or was cut off while it ran. What was redirected reached
    /// nobody.
    public func toldSlots(of obligations: [String]) throws(LedgerError) -> [String: Set<Slot.Key>] {
        if obligations.isEmpty { return [:] }
        return try reading { database in
            var told: [String: Set<Slot.Key>] = [:]
            try database.forEachRow(
                """
                SELECT delivery.key, delivery.message, delivery.obligation, delivery.at, delivery.mark
                FROM delivery JOIN message ON \(Self.speaksOf)
                WHERE \(SQL.isMember("delivery.obligation", of: "$1")) AND message.recipient = message.address
                  AND (message.state IN ('claimed', 'deferred', 'accepted')
                    OR EXISTS (SELECT 1 FROM attempt WHERE attempt.message = message.row AND attempt.meaning = 'unknown'))
                """, [List(obligations)]
            ) { row in
                try Self.requireMark(row, of: "delivery")
                let obligation: String = try row[2]
                guard let slot = Slot.Key(try Delivery.parts(ofKey: row[0], obligation: obligation).slot) else {
                    throw LedgerError.damaged("delivery")
                }
                told[obligation, default: []].insert(slot)
            }
            return told
        }
    }

    /// What is recorded of the slots of obligations, by their keys; one of which nothing is recorded has no entry.
    public func recordedSlots(of obligations: [String]) throws(LedgerError) -> [String: RecordedSlots] {
        try reading { database in
            var recorded: [String: RecordedSlots] = [:]
            try database.forEachRow(
                "SELECT value, form, sum FROM delivery WHERE \(SQL.isMember("obligation", of: "$1"))",
                [List(obligations)]
            ) { row in
                let slot = try Delivery(text: row[0], form: row[1], sum: row[2]).slot
                recorded[slot.key.obligation, default: RecordedSlots()].sent[slot.key] = slot
            }
            try database.forEachRow(
                """
                SELECT key, obligation, at, reason, recorded_at, mark FROM skip
                WHERE \(SQL.isMember("obligation", of: "$1"))
                """, [List(obligations)]
            ) { row in
                try Self.requireMark(row, of: "skipped slot")
                guard let key = Slot.Key(try row[0]) else { throw LedgerError.damaged("skipped slot") }
                recorded[key.obligation, default: RecordedSlots()].skipped.insert(key)
            }
            return recorded
        }
    }
}
