public import Directives
import Synchronization

extension Ledger {
    /// The configuration in force; nil before the first one was accepted.
    public func configurationInForce() throws(LedgerError) -> StoredConfiguration? {
        try reading { database in
            guard
                let row = try database.row(
                    "SELECT id, accepted_at, settings, sum FROM configuration ORDER BY id DESC LIMIT 1")
            else { return nil }
            return StoredConfiguration(
                id: try row[0], acceptedAt: try row.instant(1), files: try Self.files(database),
                settings: try JSONText.decode(Settings.self, try row[2], sum: try row[3]))
        }
    }

    /// The files of the configuration in force, sorted by path; nil before the first one was accepted.
    ///
    /// Far cheaper than all of the configuration, and enough to tell whether the files have changed.
    public func filesInForce() throws(LedgerError) -> [SourceFile]? {
        try reading { database in
            guard try database.row("SELECT id FROM configuration LIMIT 1") != nil else { return nil }
            return try Self.files(database)
        }
    }

    private static func files(_ database: Database) throws -> [SourceFile] {
        try database.rows("SELECT path, size, modified_ns, inode, sha256 FROM configuration_file ORDER BY path").map {
            SourceFile(
                path: try $0[0], size: try $0[1], modified: try $0[2], inode: UInt64(bitPattern: try $0[3] as Int64),
                sha256: try $0[4])
        }
    }

    /// A directive of the configuration in force, or one that has left it; nil if there never was one.
    public func directive(_ id: DirectiveID) throws(LedgerError) -> StoredDirective? {
        try reading { database in
            var decoded = DecodedDirectives()
            return try database.row("\(Self.directiveColumns) WHERE directive.id = $1", [id.description])
                .map { try Self.directive($0, &decoded) }
        }
    }

    /// The directives in force, in the order of their ids as text.
    ///
    /// They are read in chunks, between which others may change the ledger; the body may call it.
    ///
    /// - Parameter recurringOnly: only those with a recurring deadline, a few of many, by an index of their own.
    public func forEachDirective(
        recurringOnly: Bool = false, _ body: (StoredDirective) throws -> Void
    ) throws {
        var last = ""
        var decoded = DecodedDirectives()
        while true {
            let chunk = try reading { database in
                try database.rows(
                    """
                    \(Self.directiveColumns) WHERE directive.id > $1 AND directive.in_force = 1
                      \(recurringOnly ? "AND directive.recurs = 1" : "")
                    ORDER BY directive.id LIMIT 200
                    """,
                    [last]
                ).map { try Self.directive($0, &decoded) }
            }
            guard let final = chunk.last else { return }
            for stored in chunk { try body(stored) }
            last = final.directive.id.description
        }
    }

    /// The hash of each directive in force, by its id.
    public func directiveHashes() throws(LedgerError) -> [String: String] {
        try reading { database in
            var hashes: [String: String] = [:]
            try database.forEachRow("SELECT id, hash FROM directive WHERE in_force = 1") {
                hashes[try $0[0]] = try $0[1]
            }
            return hashes
        }
    }

    static func install(_ update: ConfigurationUpdate, at now: Instant, _ database: Database) throws {
        let settings = try JSONText.encode(update.settings)
        try database.run(
            "INSERT INTO configuration (accepted_at, settings, sum) VALUES ($1, $2, $3)",
            [now.milliseconds, settings, Checksum.of(settings)])
        try database.run("DELETE FROM configuration_file")
        for file in update.files {
            try database.run(
                "INSERT INTO configuration_file (path, size, modified_ns, inode, sha256) VALUES ($1, $2, $3, $4, $5)",
                [file.path, file.size, file.modified, Int64(bitPattern: file.inode), file.sha256])
        }
        try upsert(update.upserted, database)
        for id in update.removed {
            try database.change(
                "directive \(id)", "UPDATE directive SET in_force = 0 WHERE id = $1", [id.description])
        }
    }

    private static func upsert(_ directives: [StoredDirective], _ database: Database) throws {
        var notices: Set<Notice> = []
        for stored in directives {
            if notices.insert(stored.notice).inserted {
                let notice = try JSONText.encode(stored.notice)
                try database.run(
                    """
                    INSERT INTO notice (id, value, sum) VALUES ($1, $2, $3)
                    ON CONFLICT (id) DO UPDATE SET value = excluded.value, sum = excluded.sum
                    """, [stored.notice.id, notice, Checksum.of(notice)])
            }
            let value = try JSONText.encode(stored.directive)
            // The first load stays the first, also after a removal: an opening never moves.
            try database.run(
                """
                INSERT INTO directive
                  (id, notice, value, sum, hash, source_file, source_line, first_loaded, recurs, in_force)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
                ON CONFLICT (id) DO UPDATE SET
                  notice = excluded.notice, value = excluded.value, sum = excluded.sum, hash = excluded.hash,
                  source_file = excluded.source_file, source_line = excluded.source_line, recurs = excluded.recurs,
                  in_force = 1
                """,
                [
                    stored.directive.id.description, stored.notice.id, value, Checksum.of(value), stored.hash,
                    stored.sourceFile, stored.sourceLine, stored.firstLoaded.milliseconds,
                    stored.directive.recurs,
                ])
        }
    }

    private static let directiveColumns = """
        SELECT directive.id, directive.value, directive.hash, directive.source_file, directive.source_line,
          directive.first_loaded, directive.in_force, notice.id, notice.value, directive.sum, notice.sum
        FROM directive JOIN notice ON notice.id = directive.notice
        """

    private static func directive(_ row: Row, _ decoded: inout DecodedDirectives) throws -> StoredDirective {
        StoredDirective(
            directive: try decoded.directive(row[0], text: row[1], sum: row[9]),
            notice: try decoded.notice(row[7], text: row[8], sum: row[10]), hash: try row[2], sourceFile: try row[3],
            sourceLine: try row[4], firstLoaded: try row.instant(5), inForce: try row[6])
    }

    /// Writes the WAL into the database and cuts it: after a bulk import it would stay large.
    func truncateWriteAheadLog() throws(LedgerError) {
        do {
            try store.truncateWriteAheadLog()
        } catch {
            throw LedgerError(error)
        }
    }
}
