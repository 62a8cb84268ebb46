import Directives

/// The second version: names in tables, a mark on each row that decides what goes where, state in rows of its own, and
/// a key of each obligation apart from its id.
///
/// No table is copied. Columns are added, which costs nothing; rows are written anew where they get a mark; and the lists
/// of names in CHECK constraints become references to tables in the text of the schema alone, so that the event table,
/// the largest of all, is not touched.
extension Schema {
    static func second(_ database: Database) throws {
        for (table, names) in names { try addTable(table, of: names, database) }
        try database.editSchema { sql in
            var sql = sql
            for (list, table) in lists { sql = sql.replacing(list, with: "REFERENCES \(table) (name)") }
            return sql
        }
        try database.script(secondColumns)
        try database.withMarkFunctions {
            for step in secondValues { try step(database) }
        }
        try database.script(secondRules)
        try fillState(database)
    }

    /// The names that a column of some table can hold: a new one is one INSERT.
    private static let names: [(table: String, names: [String])] = [
        ("channels", ["email", "sms"]),
        ("message_kinds", ["reminder", "closing", "report", "operator"]),
        ("message_states", ["claimed", "accepted", "deferred", "dead", "expired", "cancelled"]),
        ("attempt_meanings", ["accepted", "deferred", "rejected", "unknown"]),
        ("obligation_states", ["open", "done", "failed", "withdrawn", "unit-ended"]),
        ("skip_reasons", ["superseded", "too-old", "done", "acknowledged", "no-longer-true"]),
        (
            "event_kinds",
            [
                "claimed", "accepted", "configuration-accepted", "configuration-refused", "opened", "occurred",
                "versioned", "acknowledged", "done", "failed", "withdrawn", "ended", "deferred", "dead", "expired",
                "cancelled", "skipped", "held", "released", "handed-over", "reported", "operator-told",
                "clock-stepped", "bytes-deleted", "started", "stopped",
            ]
        ),
    ]

    private static func addTable(_ table: String, of names: [String], _ database: Database) throws {
        try database.script("CREATE TABLE \(table) (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
        for name in names { try database.run("INSERT INTO \(table) (name) VALUES ($1)", [name]) }
    }

    /// The constraints of the first version, to the letter, with the tables that take their place.
    private static var lists: [(check: String, table: String)] {
        func members(_ table: String) -> [String] { names.first { $0.table == table }?.names ?? [] }
        func anyOf(_ column: String, _ table: String) -> (String, String) {
            ("CHECK (\(oneOf(column, members(table))))", table)
        }
        func among(_ column: String, _ table: String) -> (String, String) {
            ("CHECK (\(column) IN (\(members(table).map { "'\($0)'" }.joined(separator: ", "))))", table)
        }
        return [
            among("kind", "message_kinds"), among("channel", "channels"), among("reason", "skip_reasons"),
            anyOf("state", "message_states"), anyOf("state", "obligation_states"), anyOf("meaning", "attempt_meanings"),
            anyOf("kind", "event_kinds"),
        ]
    }

    private static let secondColumns = """
        -- `form` is the version of the form of the value beside it.
        ALTER TABLE configuration ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE configuration_file ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE notice ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE directive ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
        -- Of the id, the notice, the hash, whether it recurs and is in force; the first load has a mark of its own, since
        -- it is written once.
        ALTER TABLE directive ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE directive ADD COLUMN loaded_mark INTEGER NOT NULL DEFAULT 0;

        -- The key is the id that it was first opened with, and what everything else refers to.
        ALTER TABLE obligation RENAME COLUMN id TO key;
        ALTER TABLE obligation ADD COLUMN id TEXT NOT NULL DEFAULT '';
        ALTER TABLE obligation ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
        CREATE TABLE former_id (
          id TEXT NOT NULL,
          obligation TEXT NOT NULL REFERENCES obligation (key),
          PRIMARY KEY (id, obligation)
        ) STRICT, WITHOUT ROWID;

        -- The address with the domain in lower case.
        ALTER TABLE message ADD COLUMN address_key TEXT NOT NULL DEFAULT '';
        -- Of all that never changes but the subject; and of the id, the state, the next attempt and the hold.
        ALTER TABLE message ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN state_mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE delivery ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE delivery ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE delivery ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE attempt ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE skip ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE ledger DROP COLUMN bytes_deleted_through;

        -- What the daemon must not forget, a row each; the sum is of the name and the value.
        CREATE TABLE state (
          name TEXT PRIMARY KEY,
          form INTEGER NOT NULL,
          value TEXT NOT NULL,
          sum INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- What the operator was told, by the key of the alarm or letter.
        CREATE TABLE letter (
          row INTEGER PRIMARY KEY,
          key TEXT NOT NULL,
          at INTEGER NOT NULL,
          message TEXT NOT NULL REFERENCES message (id),
          mark INTEGER NOT NULL
        ) STRICT;

        DROP TRIGGER message_stays;
        DROP TRIGGER delivery_stays;
        DROP TRIGGER attempt_ends_once;
        DROP TRIGGER skip_stays;
        DROP TRIGGER message_proceeds;
        DROP INDEX message_address;
        """

    /// The marks of the rows that are there, a bounded number of rows at a time.
    private static let secondValues: [@Sendable (Database) throws -> Void] = [
        { database in
            try database.script(
                """
                UPDATE configuration_file SET mark = mark(path, size, modified_ns, inode, sha256);
                UPDATE directive SET mark = mark(id, notice, hash, recurs, in_force), loaded_mark = mark(id, first_loaded);
                UPDATE obligation SET id = key;
                UPDATE skip SET mark = mark(key, obligation, at, reason, recorded_at);
                """)
        },
        { database in
            try database.inSlices(of: "message", by: "row") {
                """
                UPDATE message SET address_key = address_key(channel, address),
                  mark = mark(id, kind, at, gateway, channel, address, address_key(channel, address), recipient, language,
                    segments, sha256, claimed_at, expires_at, replaces, origin),
                  state_mark = mark(id, state, next_attempt, hold),
                  subject = CASE WHEN EXISTS
                      (SELECT 1 FROM message_bytes WHERE message_bytes.message = message.row AND bytes IS NULL)
                    THEN NULL ELSE subject END
                WHERE row \($0)
                """
            }
        },
        { database in
            try database.inSlices(of: "delivery", by: "rowid") {
                "UPDATE delivery SET sum = sum_of(value), mark = mark(key, message, obligation, at) WHERE rowid \($0)"
            }
        },
        { database in
            try database.inSlices(of: "attempt", by: "message") {
                """
                UPDATE attempt SET mark = mark(message, number, started_at, ended_at, exit, meaning, output, gateway_id)
                WHERE message \($0)
                """
            }
        },
    ]

    private static let secondRules = """
        CREATE UNIQUE INDEX obligation_id ON obligation (id);
        CREATE INDEX former_id_obligation ON former_id (obligation);
        CREATE INDEX message_address ON message (address_key, claimed_at) WHERE kind = 'reminder';
        CREATE INDEX message_bytes_kept ON message_bytes (message) WHERE bytes IS NOT NULL;
        CREATE INDEX letter_key ON letter (key);
        CREATE INDEX letter_message ON letter (message);

        CREATE TRIGGER obligation_stays BEFORE UPDATE OF key, directive, unit ON obligation
        WHEN NEW.key <> OLD.key OR NEW.directive <> OLD.directive OR NEW.unit <> OLD.unit
        BEGIN SELECT RAISE(ABORT, 'what an obligation is of is never changed'); END;
        CREATE TRIGGER obligation_is_kept BEFORE DELETE ON obligation
        BEGIN SELECT RAISE(ABORT, 'an obligation is never deleted'); END;
        -- An order may name an obligation by an id that it had.
        CREATE TRIGGER obligation_was BEFORE UPDATE OF id ON obligation WHEN NEW.id <> OLD.id
        BEGIN
          INSERT INTO former_id (id, obligation) SELECT OLD.id, OLD.key
          WHERE NOT EXISTS (SELECT 1 FROM former_id WHERE id = OLD.id AND obligation = OLD.key);
        END;
        CREATE TRIGGER former_id_stays BEFORE UPDATE ON former_id
        BEGIN SELECT RAISE(ABORT, 'an id that was is never changed'); END;
        CREATE TRIGGER former_id_is_kept BEFORE DELETE ON former_id
        BEGIN SELECT RAISE(ABORT, 'an id that was is never deleted'); END;

        CREATE TRIGGER message_stays BEFORE UPDATE OF
          row, id, kind, at, gateway, channel, address, address_key, recipient, language, segments, sha256, claimed_at,
          expires_at, replaces, origin, mark ON message
        BEGIN SELECT RAISE(ABORT, 'what a message says and to whom is never changed'); END;
        CREATE TRIGGER message_proceeds BEFORE UPDATE OF state, next_attempt, reason, hold, state_mark ON message
        WHEN OLD.state NOT IN ('claimed', 'deferred') OR OLD.state = 'deferred' AND NEW.state = 'accepted'
        BEGIN SELECT RAISE(ABORT, 'a message cannot go from its state to that one'); END;
        CREATE TRIGGER subject_stays BEFORE UPDATE OF subject ON message
        WHEN NEW.subject IS NOT NULL
          OR EXISTS (SELECT 1 FROM message_bytes WHERE message = OLD.row AND bytes IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'the subject of a message is deleted with its bytes, and never changed'); END;
        CREATE TRIGGER delivery_stays BEFORE UPDATE ON delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is never changed'); END;
        CREATE TRIGGER attempt_ends_once BEFORE UPDATE ON attempt
        WHEN OLD.ended_at IS NOT NULL OR NEW.message <> OLD.message OR NEW.number <> OLD.number
          OR NEW.started_at <> OLD.started_at
        BEGIN SELECT RAISE(ABORT, 'an attempt ends once'); END;
        CREATE TRIGGER skip_stays BEFORE UPDATE ON skip
        BEGIN SELECT RAISE(ABORT, 'what was recorded of a slot is never changed'); END;
        CREATE TRIGGER letter_stays BEFORE UPDATE ON letter
        BEGIN SELECT RAISE(ABORT, 'what the operator was told is never changed'); END;
        CREATE TRIGGER letter_is_kept BEFORE DELETE ON letter
        BEGIN SELECT RAISE(ABORT, 'what the operator was told is never deleted'); END;
        CREATE TRIGGER state_is_kept BEFORE DELETE ON state
        BEGIN SELECT RAISE(ABORT, 'a row of state is never deleted'); END;
        """

    /// State that the first version read out of events gets rows of its own, once.
    private static func fillState(_ database: Database) throws {
        try LedgerState.begin(database)
        try database.forEachRow("\(Ledger.eventColumns) WHERE \(rareEvent) ORDER BY row") {
            let entry = try Ledger.event($0)
            try LedgerState.note(entry.event, row: entry.row, database)
        }
        try database.script("DROP INDEX event_rare")
    }
}
