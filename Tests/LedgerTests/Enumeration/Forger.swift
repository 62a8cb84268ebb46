import Directives
import GRDB
import Testing

@testable import Ledger

/// Somebody who holds the file but no earlier head: changes a row past the triggers, and makes good what he can compute.
struct Forger {
    enum Skill: CaseIterable {
        /// Changes the row alone.
        case none
        /// Computes the marks and sums of all rows anew, the columns of an obligation from its value, and the chain.
        case all
    }

    private let whole = try! DatabaseQueue()
    private let store: Store

    /// - Parameter ledger: is copied, without its triggers.
    init(of ledger: Ledger) throws {
        try ledger.queue.backup(to: whole)
        try whole.writeWithoutTransaction { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
        }
        store = try Store.temporary()
    }

    /// The ledger with one change; nil where a constraint refuses it, or where what was changed is computed anew.
    func ledger(_ change: RowChange, _ skill: Skill) throws -> Ledger? {
        try whole.backup(to: store.queue)
        do {
            try store.queue.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
                defer {
                    try? connection.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF")
                }
                try connection.execute(sql: change.sql, arguments: change.arguments)
                #expect(connection.changesCount == 1, "\(change)")
                if skill == .all { try makeGood(change, connection) }
            }
            let isBack = try change.isBack.map { back in
                try store.queue.read { try Bool.fetchOne($0, sql: back.sql, arguments: back.arguments) } ?? false
            }
            if isBack ?? false { return nil }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            return nil
        }
        return Ledger(store)
    }

    private func makeGood(_ change: RowChange, _ connection: GRDB.Database) throws {
        let database = Database(connection: connection)
        if change.name.hasPrefix("obligation.value.") { try database.script(Self.columns) }
        let mark = DatabaseFunction("obligation_mark", argumentCount: 4) { values in
            Checksum.of(
                id: String.fromDatabaseValue(values[0]) ?? "",
                settled: Instant(milliseconds: Int64.fromDatabaseValue(values[1]) ?? 0),
                wake: Int64.fromDatabaseValue(values[2]).map(Instant.init(milliseconds:)),
                held: Bool.fromDatabaseValue(values[3]) ?? false)
        }
        connection.add(function: mark)
        defer { connection.remove(function: mark) }
        try database.withMarkFunctions { try database.script(Self.marks) }
        if change.name.hasSuffix("event") || change.name.hasPrefix("event.") { try Ledger.linkAnew(database) }
    }

    private static let columns = """
        UPDATE obligation SET id = json_extract(value, '$.id'),
          key = coalesce(json_extract(value, '$.key'), json_extract(value, '$.id')),
          directive = json_extract(value, '$.directive'), unit = json_extract(value, '$.unit'),
          state = json_extract(value, '$.state'), due = json_extract(value, '$.track.dated._0.due');
        """

    private static let marks = """
        UPDATE configuration SET sum = sum_of(settings);
        UPDATE configuration_file SET mark = mark(path, size, modified_ns, inode, sha256);
        UPDATE notice SET sum = sum_of(value);
        UPDATE directive SET sum = sum_of(value), mark = mark(id, notice, hash, recurs, in_force),
          loaded_mark = mark(id, first_loaded);
        UPDATE obligation SET sum = sum_of(value), mark = obligation_mark(key, settled, wake, held);
        UPDATE message SET mark = mark(id, kind, at, gateway, channel, address, address_key, recipient, language, segments,
            sha256, claimed_at, expires_at, replaces, origin),
          state_mark = mark(id, state, next_attempt, hold);
        UPDATE delivery SET sum = sum_of(value), mark = mark(key, message, obligation, at);
        UPDATE attempt SET mark = mark(message, number, started_at, ended_at, exit, meaning, output, gateway_id);
        UPDATE skip SET mark = mark(key, obligation, at, reason, recorded_at);
        UPDATE letter SET mark = mark(key, at, message);
        UPDATE state SET sum = mark(name, value);
        UPDATE closing_due SET mark = mark(obligation, reason);
        """
}
