import GRDB

/// The tables, and how each version of them comes from the one before.
///
/// A migration that has been released is never edited: closed lists stand in it as literals, and a test holds them
/// against the enums.
enum Schema {
    /// `DnDc`: what `file` and our own check know a ledger by.
    static let applicationID: Int32 = 0x446E_4463

    /// The condition of the index `event_rare`; SQLite uses that index only where a query says the very same.
    static let rareEvent = "kind IN ('held', 'released', 'operator-told')"

    static let migrations = [first]

    static var version: Int { migrations.count }

    private static let first = """
        CREATE TABLE ledger (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          clock TEXT NOT NULL CHECK (clock IN ('wall', 'virtual'))
        ) STRICT;

        CREATE TABLE configuration (
          id INTEGER PRIMARY KEY,
          accepted_at INTEGER NOT NULL,
          settings TEXT NOT NULL
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
          value TEXT NOT NULL
        ) STRICT;
        CREATE TABLE directive (
          id TEXT PRIMARY KEY,
          notice TEXT NOT NULL REFERENCES notice (id),
          value TEXT NOT NULL,
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
          state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed', 'withdrawn', 'unit-ended')),
          settled INTEGER NOT NULL,
          wake INTEGER,
          held INTEGER NOT NULL CHECK (held IN (0, 1)),
          value TEXT NOT NULL
        ) STRICT;
        CREATE INDEX obligation_wake ON obligation (wake, id) WHERE wake IS NOT NULL;
        CREATE INDEX obligation_directive ON obligation (directive);
        CREATE INDEX obligation_state ON obligation (state, id);
        CREATE INDEX obligation_held ON obligation (id) WHERE held = 1;

        CREATE TABLE message (
          row INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('reminder', 'operator')),
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
          state TEXT NOT NULL CHECK (state IN ('claimed', 'deferred', 'accepted', 'dead', 'expired', 'cancelled')),
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
          bytes BLOB NOT NULL
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
          started_at INTEGER NOT NULL,
          ended_at INTEGER,
          exit TEXT,
          meaning TEXT CHECK (meaning IN ('accepted', 'deferred', 'rejected', 'unknown')),
          output TEXT,
          gateway_id TEXT,
          PRIMARY KEY (message, number),
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
          kind TEXT NOT NULL CHECK (kind IN (
            'configuration-accepted', 'configuration-refused', 'opened', 'occurred', 'versioned', 'acknowledged',
            'done', 'failed', 'withdrawn', 'ended', 'claimed', 'accepted', 'deferred', 'dead', 'expired', 'cancelled',
            'skipped', 'held', 'released', 'handed-over', 'operator-told', 'clock-stepped', 'started', 'stopped')),
          obligation TEXT,
          directive TEXT,
          unit TEXT,
          message TEXT,
          author TEXT,
          detail TEXT NOT NULL,
          hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX event_at ON event (at);
        CREATE INDEX event_rare ON event (row, kind) WHERE kind IN ('held', 'released', 'operator-told');
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
        CREATE TRIGGER message_proceeds BEFORE UPDATE OF state ON message
        WHEN NEW.state <> OLD.state AND NOT (
          OLD.state = 'claimed' AND NEW.state IN ('accepted', 'deferred', 'dead', 'expired', 'cancelled')
          OR OLD.state = 'deferred' AND NEW.state IN ('claimed', 'accepted', 'dead', 'expired', 'cancelled'))
        BEGIN SELECT RAISE(ABORT, 'a message cannot go from its state to that one'); END;
        CREATE TRIGGER message_stays BEFORE UPDATE OF
          row, id, kind, at, gateway, channel, address, recipient, language, subject, segments, sha256, claimed_at,
          replaces, origin ON message
        BEGIN SELECT RAISE(ABORT, 'what a message says and to whom is never changed'); END;
        CREATE TRIGGER message_is_kept BEFORE DELETE ON message
        BEGIN SELECT RAISE(ABORT, 'a message is never deleted'); END;
        CREATE TRIGGER delivery_stays BEFORE UPDATE ON delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is never changed'); END;
        CREATE TRIGGER delivery_is_kept BEFORE DELETE ON delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is never deleted'); END;
        """
}
