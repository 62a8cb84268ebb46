import Basics
public import Directives
import Synchronization

extension Ledger {
    /// The configuration in force; nil before the first one was accepted.
    public func configurationInForce() throws(LedgerError) -> StoredConfiguration? {
        try reading { database in
            guard
                let row = try database.row(
                    "SELECT id, accepted_at, settings, form, sum FROM configuration ORDER BY id DESC LIMIT 1")
            else { return nil }
            // They are numbered from 1 and none is ever deleted: else an older one would be taken for the last.
            let count: Int64? = try database.row("SELECT count(*) FROM configuration")?[0]
            guard try row[0] == count else { throw LedgerError.damaged("number of the configuration") }
            return StoredConfiguration(
                id: try row[0], acceptedAt: try row.instant(1), files: try Self.files(database),
                settings: try Settings(text: row[2], form: row[3], sum: row[4]))
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
        try database.rows("SELECT path, size, modified_ns, inode, sha256, mark FROM configuration_file ORDER BY path")
            .map { row in
                try requireMark(row, of: "list of files")
                return SourceFile(
                    path: try row[0], size: try row[1], modified: try row[2],
                    inode: UInt64(bitPattern: try row[3] as Int64), sha256: try row[4])
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
    /// - Parameters:
    ///   - recurringOnly: only those with a recurring deadline, a few of many, by an index of their own.
    ///   - removed: also those that have left the configuration.
    public func forEachDirective(
        recurringOnly: Bool = false, removed: Bool = false, _ body: (StoredDirective) -> Void
    ) throws(LedgerError) {
        var last = ""
        var decoded = DecodedDirectives()
        while true {
            let chunk = try reading { database in
                try database.rows(
                    """
                    \(Self.directiveColumns) WHERE directive.id > $1
                      \(removed ? "" : "AND directive.in_force = 1") \(recurringOnly ? "AND directive.recurs = 1" : "")
                    ORDER BY directive.id LIMIT 200
                    """,
                    [last]
                ).map { try Self.directive($0, &decoded) }
            }
            guard let final = chunk.last else { return }
            for stored in chunk { body(stored) }
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

    /// The event of an update: the hashes are of what its rows hold.
    static func event(of update: ConfigurationUpdate, at now: Instant) -> Event {
        let files = update.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return Event(
            at: now,
            .configurationAccepted(
                summary: update.summary, settingsSHA256: SHA256.hash(JSON.text(update.settings)).hexadecimal,
                filesSHA256: Checksum.sha256(files.flatMap(columns))))
    }

    private static func columns(_ file: SourceFile) -> [any ColumnValue] {
        [file.path, file.size, file.modified, Int64(bitPattern: file.inode), file.sha256]
    }

    static func install(_ update: ConfigurationUpdate, at now: Instant, _ database: Database) throws {
        let settings = JSON.text(update.settings)
        try database.run(
            "INSERT INTO configuration (accepted_at, settings, form, sum) VALUES ($1, $2, $3, $4)",
            [now.milliseconds, settings, Settings.formVersion, Checksum.of(settings)])
        try database.run("DELETE FROM configuration_file")
        for file in update.files {
            let columns = columns(file)
            try database.run(
                """
                INSERT INTO configuration_file (path, size, modified_ns, inode, sha256, mark)
                VALUES ($1, $2, $3, $4, $5, $6)
                """, columns + [Checksum.mark(columns)])
        }
        try upsert(update.upserted, database)
        for id in update.removed {
            let known = try database.row(
                "SELECT id, notice, hash, recurs FROM directive WHERE id = $1", [id.description])
            try database.change(
                "directive \(id)", "UPDATE directive SET in_force = 0, mark = $1 WHERE id = $2",
                [known.map { $0.mark(of: 0..<4, and: [false]) }, id.description])
        }
    }

    private static func upsert(_ directives: [StoredDirective], _ database: Database) throws {
        var notices: Set<Notice> = []
        for stored in directives {
            if notices.insert(stored.notice).inserted {
                let notice = JSON.text(stored.notice)
                try database.run(
                    """
                    INSERT INTO notice (id, value, form, sum) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (id) DO UPDATE SET value = excluded.value, form = excluded.form, sum = excluded.sum
                    """, [stored.notice.id, notice, Notice.formVersion, Checksum.of(notice)])
            }
            let value = JSON.text(stored.directive)
            let id = stored.directive.id.description
            // The first load stays the first, also after a removal: an opening never moves.
            try database.run(
                """
                INSERT INTO directive
                  (id, notice, value, form, sum, hash, source_file, source_line, first_loaded, loaded_mark, recurs,
                   in_force, mark)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)
                ON CONFLICT (id) DO UPDATE SET
                  notice = excluded.notice, value = excluded.value, form = excluded.form, sum = excluded.sum,
                  hash = excluded.hash, source_file = excluded.source_file, source_line = excluded.source_line,
                  recurs = excluded.recurs, in_force = 1, mark = excluded.mark
                """,
                [
                    id, stored.notice.id, value, Directive.formVersion, Checksum.of(value), stored.hash,
                    stored.sourceFile, stored.sourceLine, stored.firstLoaded.milliseconds,
                    Checksum.mark([id, stored.firstLoaded.milliseconds]), stored.directive.recurs,
                    Checksum.mark([id, stored.notice.id, stored.hash, stored.directive.recurs, true]),
                ])
        }
    }

    private static let directiveColumns = """
        SELECT directive.id, directive.notice, directive.hash, directive.recurs, directive.in_force, directive.mark,
          directive.id, directive.first_loaded, directive.loaded_mark,
          directive.id, directive.value, directive.form, directive.sum, notice.id, notice.value, notice.form, notice.sum,
          directive.source_file, directive.source_line
        FROM directive LEFT JOIN notice ON notice.id = directive.notice
        """

    private static func directive(_ row: Row, _ decoded: inout DecodedDirectives) throws -> StoredDirective {
        guard try row[5] == row.mark(of: 0..<5), try row[8] == row.mark(of: 6..<8) else {
            throw LedgerError.damaged("directive")
        }
        let value = try decoded.directive(row, at: 9)
        guard try value.recurs == row[3], try value.id.notice == row[1] else { throw LedgerError.damaged("directive") }
        return StoredDirective(
            directive: value, notice: try decoded.notice(row, at: 13), hash: try row[2],
            sourceFile: try row[17], sourceLine: try row[18], firstLoaded: try row.instant(7), inForce: try row[4])
    }
}
