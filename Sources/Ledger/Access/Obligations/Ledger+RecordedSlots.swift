public import Directives

extension Ledger {
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
