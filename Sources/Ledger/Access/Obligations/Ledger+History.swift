public import Directives

extension Ledger {
    /// How often the leads of obligations were reminded by slots before an instant, by id; one search of two indexes
    /// for each obligation.
    ///
    /// An obligation whose lead was never reminded has no entry.
    public func reminderHistories(
        of obligations: [String], before instant: Instant
    ) throws(LedgerError) -> [String: ReminderHistory] {
        try reading { database in
            var tallies: [String: Tally] = [:]
            try database.forEachRow(
                """
                SELECT delivery.key, delivery.message, delivery.obligation, delivery.at, delivery.mark,
                  message.channel, message.state,
                  (SELECT max(ended_at) FROM attempt
                   WHERE attempt.message = message.row AND attempt.meaning = 'accepted')
                FROM delivery JOIN message ON \(Self.speaksOf)
                WHERE \(SQL.isMember("delivery.obligation", of: "$1")) AND delivery.at < $2
                """, [List(obligations), instant.milliseconds]
            ) { row in
                try Self.requireMark(row, of: "delivery", columns: 4)
                let obligation: String = try row[2]
                try tallies[obligation, default: Tally()].count(
                    key: (row[0] as String).dropFirst(obligation.count + 1), at: row.instant(3),
                    channel: row.member(5), state: row.member(6), accepted: row.instantIfPresent(7))
            }
            return tallies.compactMapValues(\.history)
        }
    }

    private struct Tally {
        private var slots: [Substring: Bool] = [:]
        private var reached: ReminderHistory.Reach?
        private var failure: ReminderHistory.Failure?

        /// - Parameter key: of the delivery, without the obligation: `version|role|step|unit|occurrence|gateway|address`.
        mutating func count(
            key: Substring, at: Instant, channel: Channel, state: MessageState, accepted: Instant?
        ) throws {
            let parts = key.split(separator: "|", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, parts[1] == Role.lead.rawValue else { return }
            slots[key[..<parts[4].endIndex]] = SlotStep(String(parts[2]))?.isOverdue ?? false
            if let accepted, reached.map({ $0.at < accepted }) ?? true {
                reached = ReminderHistory.Reach(at: accepted, channel: channel)
            }
            if state.isTerminal, state != .accepted, failure.map({ $0.at <= at }) ?? true {
                failure = ReminderHistory.Failure(at: at, channel: channel, state: state)
            }
        }

        var history: ReminderHistory? {
            guard !slots.isEmpty else { return nil }
            let failure = self.failure.flatMap { failure in
                reached.map { $0.at >= failure.at } ?? false ? nil : failure
            }
            return ReminderHistory(
                reminders: slots.count, overdueReminders: slots.values.count { $0 }, lastReached: reached,
                failure: failure)
        }
    }
}
