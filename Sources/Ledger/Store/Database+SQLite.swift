import GRDB

/// What SQLite says of its own file.
extension Database {
    func applicationID() throws -> Int64 { try number("PRAGMA application_id") }

    /// The version of the schema; 0 for a file without any.
    func version() throws -> Int { Int(try number("PRAGMA user_version")) }

    func isEmpty() throws -> Bool { try number("SELECT count(*) FROM sqlite_schema") == 0 }

    func pageCount() throws -> Int64 { try number("PRAGMA page_count") }

    /// The size of the file without its WAL.
    func byteCount() throws -> Int64 { try pageCount() * number("PRAGMA page_size") }

    /// The first fault of the pages; nil where there is none.
    func pageFault() throws -> String? {
        let found: String = try row("PRAGMA integrity_check(1)")?[0] ?? "nothing"
        return found == "ok" ? nil : found
    }

    /// The first reference to a row that is missing.
    func brokenReference() throws -> String? {
        guard let row = try row("PRAGMA foreign_key_check") else { return nil }
        let number: Int64? = try row[1]
        return "row \(number ?? 0) of '\(try row[0] as String)' refers to a missing row of '\(try row[2] as String)'"
    }

    /// How many references the schema has.
    func referenceCount() throws -> Int {
        Int(
            try number(
                """
                SELECT count(*) FROM sqlite_schema AS one, pragma_foreign_key_list(one.name) WHERE one.type = 'table'
                """))
    }

    /// Writes the first page as it stands.
    ///
    /// A row that is set to what it holds already would not be written; the header of the file always is.
    func writeOnePage() throws {
        try script("PRAGMA application_id = \(Schema.applicationID)")
    }

    /// Runs statements without parameters.
    func script(_ sql: String) throws {
        try connection.execute(sql: sql)
    }

    /// Notes in the header of the file that it is a ledger, and of which version.
    func mark(version: Int) throws {
        try script("PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)")
    }

    /// Runs a body whose deletions leave nothing behind in the file.
    func deletingSecurely(_ body: () throws -> Void) throws {
        try script("PRAGMA secure_delete = ON")
        defer { try? script("PRAGMA secure_delete = OFF") }
        try body()
    }

    private func number(_ sql: String) throws -> Int64 {
        try row(sql)?[0] ?? 0
    }
}
