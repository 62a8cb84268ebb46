public import Directives
import GRDB

extension Ledger {
    /// The ids of the messages that begin so, at most so many.
    public func messageIDs(prefix: String, limit: Int = 10) throws(LedgerError) -> [String] {
        try reading { database in
            try String.fetchAll(
                database.cachedStatement(
                    sql: "SELECT id FROM message WHERE id >= ? AND substr(id, 1, length(?)) = ? ORDER BY id LIMIT ?"),
                arguments: [prefix, prefix, prefix, limit])
        }
    }

    /// The ids of the messages that stand in for one: tried again by an operator, or sent by another channel.
    public func messagesInPlace(of id: String) throws(LedgerError) -> [String] {
        try reading { database in
            try String.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id FROM message
                        WHERE origin = (SELECT coalesce(origin, row) FROM message WHERE id = ?) AND replaces = ?
                        ORDER BY row
                        """), arguments: [id, id])
        }
    }

    /// The slots of an obligation that were recorded as not sent, by instant.
    public func skippedSlots(
        of obligation: String
    ) throws(LedgerError) -> [(key: String, at: Instant, reason: SkipReason)] {
        try reading { database in
            try database.rows("SELECT key, at, reason FROM skip WHERE obligation = ? ORDER BY at, key", [obligation])
                .map { (key: $0[0], at: $0.instant(1), reason: try $0.member(2)) }
        }
    }
}
