extension Schema {
    /// A closed list as a condition.
    ///
    /// In SQLite `IN` with more than two members builds a temporary b-tree for each row that is written: a third of what
    /// a message cost the database.
    static func oneOf(_ column: String, _ members: [String]) -> String {
        "(" + members.map { "\(column) = '\($0)'" }.joined(separator: " OR ") + ")"
    }

    /// The kinds of event of which there were few, in the condition of the index `event_rare`.
    static let rareEvent = oneOf("kind", ["held", "released", "reported", "operator-told", "clock-stepped"])

    /// The first version.
    ///
    /// It is never edited: ledgers that bear it are out there.
    static let first = """
        CREATE TABLE ledger (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          clock TEXT NOT NULL CHECK (clock IN ('wall', 'virtual')),
          -- The bytes of the messages up to this row have been deleted.
          bytes_deleted_through INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE configuration (
          id INTEGER PRIMARY KEY,
          accepted_at INTEGER NOT NULL,
          settings TEXT NOT NULL,
          sum INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE configuration_file (
          path TEXT PRIMARY KEY,
          size INTEGER NOT NULL,
          modified_ns INTEGER NOT NULL,
          inode INTEGER NOT NULL,
          sha256 TEXT NOT NULL
        ) STRICT;
        CREATE TABLE notice (
          id TEXT PRIMARY KEY,
          value TEXT NOT NULL,
          sum INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE directive (
          id TEXT PRIMARY KEY,
          notice TEXT NOT NULL REFERENCES notice (id),
          value TEXT NOT NULL,
          sum INTEGER NOT NULL,
          hash TEXT NOT NULL,
          source_file TEXT NOT NULL,
          source_line INTEGER NOT NULL,
          first_loaded INTEGER NOT NULL,
          recurs INTEGER NOT NULL CHECK (recurs IN (0, 1)),
          in_force INTEGER NOT NULL CHECK (in_force IN (0, 1))
        ) STRICT;
        CREATE INDEX directive_notice ON directive (notice);
        CREATE INDEX directive_recurs ON directive (id) WHERE recurs = 1;

        CREATE TABLE obligation (
          id TEXT PRIMARY KEY,
          directive TEXT NOT NULL REFERENCES directive (id),
          unit TEXT NOT NULL,
          state TEXT NOT NULL CHECK (\(oneOf("state", ["open", "done", "failed", "withdrawn", "unit-ended"]))),
          settled INTEGER NOT NULL,
          wake INTEGER,
          due INTEGER,
          held INTEGER NOT NULL CHECK (held IN (0, 1)),
          -- Of the id, settled, wake and held; `sum` is that of the value.
          mark INTEGER NOT NULL,
          value TEXT NOT NULL,
          sum INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX obligation_wake ON obligation (wake, id) WHERE wake IS NOT NULL;
        CREATE INDEX obligation_directive ON obligation (directive);
        CREATE INDEX obligation_state ON obligation (state, id);
        CREATE INDEX obligation_due ON obligation (due, id) WHERE state = 'open' AND due IS NOT NULL;
        CREATE INDEX obligation_held ON obligation (id) WHERE held = 1;

        CREATE TABLE message (
          row INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('reminder', 'closing', 'report', 'operator')),
          at INTEGER NOT NULL,
          gateway TEXT NOT NULL,
          channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
          address TEXT NOT NULL,
          recipient TEXT NOT NULL,
          language TEXT NOT NULL,
          subject TEXT,
          segments INTEGER,
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
          claimed_at INTEGER NOT NULL,
          expires_at INTEGER,
          replaces TEXT REFERENCES message (id),
          origin INTEGER REFERENCES message (row),
          state TEXT NOT NULL CHECK (\(oneOf("state", ["claimed", "accepted", "deferred", "dead", "expired", "cancelled"]))),
          next_attempt INTEGER,
          reason TEXT,
          hold TEXT,
          CHECK ((state = 'deferred') = (next_attempt IS NOT NULL))
        ) STRICT;
        CREATE INDEX message_next_attempt ON message (gateway, hold, next_attempt, address) WHERE state = 'deferred';
        CREATE INDEX message_lane ON message (gateway, address, at) WHERE state = 'deferred';
        CREATE INDEX message_expires ON message (expires_at) WHERE state = 'deferred';
        CREATE INDEX message_held ON message (row) WHERE hold IS NOT NULL;
        CREATE INDEX message_claimed ON message (row) WHERE state = 'claimed';
        CREATE INDEX message_claimed_at ON message (claimed_at) WHERE kind = 'reminder';
        CREATE INDEX message_address ON message (address, claimed_at) WHERE kind = 'reminder';
        CREATE INDEX message_origin ON message (origin) WHERE origin IS NOT NULL;
        CREATE TABLE message_bytes (
          message INTEGER PRIMARY KEY REFERENCES message (row),
          -- NULL when retention has deleted them.
          bytes BLOB,
          deleted_at INTEGER,
          CHECK ((bytes IS NULL) = (deleted_at IS NOT NULL))
        ) STRICT;
        CREATE TABLE delivery (
          key TEXT NOT NULL UNIQUE,
          message INTEGER NOT NULL REFERENCES message (row),
          obligation TEXT NOT NULL REFERENCES obligation (id),
          at INTEGER NOT NULL,
          value TEXT NOT NULL
        ) STRICT;
        CREATE INDEX delivery_message ON delivery (message);
        CREATE INDEX delivery_slot ON delivery (obligation, at);
        CREATE TABLE attempt (
          message INTEGER NOT NULL REFERENCES message (row),
          number INTEGER NOT NULL CHECK (number >= 1),
          previous INTEGER CHECK (previous IS nullif(number - 1, 0)),
          started_at INTEGER NOT NULL,
          ended_at INTEGER,
          exit TEXT,
          meaning TEXT CHECK (\(oneOf("meaning", ["accepted", "deferred", "rejected", "unknown"]))),
          output TEXT,
          gateway_id TEXT,
          PRIMARY KEY (message, number),
          -- None is left out: each but the first follows one that is there.
          FOREIGN KEY (message, previous) REFERENCES attempt (message, number),
          CHECK ((ended_at IS NULL) = (meaning IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX attempt_running ON attempt (message) WHERE ended_at IS NULL;
        CREATE TABLE skip (
          key TEXT PRIMARY KEY,
          obligation TEXT NOT NULL REFERENCES obligation (id),
          at INTEGER NOT NULL,
          reason TEXT NOT NULL
            CHECK (reason IN ('superseded', 'too-old', 'done', 'acknowledged', 'no-longer-true')),
          recorded_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX skip_slot ON skip (obligation, at);

        CREATE TABLE event (
          row INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          kind TEXT NOT NULL CHECK (\(oneOf("kind", [
            "claimed", "accepted", "configuration-accepted", "configuration-refused", "opened",
            "occurred", "versioned", "acknowledged", "done", "failed", "withdrawn", "ended", "deferred",
            "dead", "expired", "cancelled", "skipped", "held", "released", "handed-over", "reported", "operator-told",
            "clock-stepped", "bytes-deleted", "started", "stopped"]))),
          obligation TEXT,
          directive TEXT,
          unit TEXT,
          message TEXT,
          author TEXT,
          detail TEXT NOT NULL,
          hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX event_at ON event (at);
        CREATE INDEX event_rare ON event (row, kind) WHERE \(rareEvent);
        CREATE INDEX event_obligation ON event (obligation) WHERE obligation IS NOT NULL;
        CREATE INDEX event_directive ON event (directive) WHERE directive IS NOT NULL;
        CREATE INDEX event_message ON event (message) WHERE message IS NOT NULL;

        CREATE TRIGGER event_is_last BEFORE INSERT ON event
        WHEN NEW.row <> (SELECT coalesce(max(row), 0) + 1 FROM event)
        BEGIN SELECT RAISE(ABORT, 'an event is appended after the last one'); END;
        CREATE TRIGGER event_stays BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
        CREATE TRIGGER event_is_kept BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

        CREATE TRIGGER message_begins BEFORE INSERT ON message
        WHEN NEW.state <> 'claimed'
        BEGIN SELECT RAISE(ABORT, 'a message begins as claimed'); END;
        CREATE TRIGGER message_proceeds BEFORE UPDATE OF state, next_attempt, reason ON message
        WHEN OLD.state NOT IN ('claimed', 'deferred') OR OLD.state = 'deferred' AND NEW.state = 'accepted'
        BEGIN SELECT RAISE(ABORT, 'a message cannot go from its state to that one'); END;
        CREATE TRIGGER message_stays BEFORE UPDATE OF
          row, id, kind, at, gateway, channel, address, recipient, language, subject, segments, sha256, claimed_at,
          replaces, origin ON message
        BEGIN SELECT RAISE(ABORT, 'what a message says and to whom is never changed'); END;
        CREATE TRIGGER message_is_kept BEFORE DELETE ON message
        BEGIN SELECT RAISE(ABORT, 'a message is never deleted'); END;
        CREATE TRIGGER bytes_stay BEFORE UPDATE ON message_bytes
        WHEN NEW.message <> OLD.message OR NEW.bytes IS NOT NULL OR OLD.bytes IS NULL
          OR (SELECT state FROM message WHERE row = OLD.message) IN ('claimed', 'deferred')
        BEGIN SELECT RAISE(ABORT, 'the bytes of a message are deleted after its end, and never changed'); END;
        CREATE TRIGGER bytes_are_kept BEFORE DELETE ON message_bytes
        BEGIN SELECT RAISE(ABORT, 'that a message had bytes is never deleted'); END;
        CREATE TRIGGER attempt_begins BEFORE INSERT ON attempt
        WHEN (SELECT state FROM message WHERE row = NEW.message) <> 'claimed'
        BEGIN SELECT RAISE(ABORT, 'only a claimed message is tried'); END;
        CREATE TRIGGER attempt_ends_once BEFORE UPDATE ON attempt
        WHEN OLD.ended_at IS NOT NULL OR NEW.message <> OLD.message OR NEW.number <> OLD.number
          OR NEW.started_at <> OLD.started_at
        BEGIN SELECT RAISE(ABORT, 'an attempt ends once'); END;
        CREATE TRIGGER attempt_is_kept BEFORE DELETE ON attempt
        BEGIN SELECT RAISE(ABORT, 'an attempt is never deleted'); END;
        CREATE TRIGGER skip_stays BEFORE UPDATE ON skip
        BEGIN SELECT RAISE(ABORT, 'what was recorded of a slot is never changed'); END;
        CREATE TRIGGER skip_is_kept BEFORE DELETE ON skip
        BEGIN SELECT RAISE(ABORT, 'what was recorded of a slot is never deleted'); END;
        CREATE TRIGGER delivery_stays BEFORE UPDATE ON delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is never changed'); END;
        CREATE TRIGGER delivery_is_kept BEFORE DELETE ON delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is never deleted'); END;
        """
}
