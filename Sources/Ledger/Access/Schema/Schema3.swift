/// The third version: which deliveries a message speaks of that takes the place of another one, and which obligations
/// ended while everything was held.
///
/// A fallback leaves out what is no longer true. In the second version it counted as a message about everything that the
/// message before it was about. Closing messages of what ended during a hold were never written.
extension Schema {
    static func third(_ database: Database) throws {
        try database.script(
            """
            CREATE TABLE replacement_delivery (
              message INTEGER NOT NULL REFERENCES message (row),
              delivery TEXT NOT NULL REFERENCES delivery (key),
              PRIMARY KEY (message, delivery)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER replacement_delivery_stays BEFORE UPDATE ON replacement_delivery
            BEGIN SELECT RAISE(ABORT, 'what a message is about is never changed'); END;
            CREATE TRIGGER replacement_delivery_is_kept BEFORE DELETE ON replacement_delivery
            BEGIN SELECT RAISE(ABORT, 'what a message is about is never deleted'); END;

            -- Obligations of whose end nobody was told yet: everything was held, or their letters wait for the hour in `wake`.
            CREATE TABLE closing_due (
              obligation TEXT PRIMARY KEY REFERENCES obligation (key),
              reason TEXT,
              mark INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)
        let replacements = try database.rows(
            "SELECT row, id, replaces FROM message WHERE origin IS NOT NULL ORDER BY row")
        for replacement in replacements {
            let claim = try RecordedMessage(replacement[1], database).claim
            try Ledger.insertDeliveries(
                ofReplacement: replacement[0], for: replacement[2], slots: claim?.fallbackSlots, database)
        }
    }
}
