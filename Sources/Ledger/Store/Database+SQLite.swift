import Directives
import GRDB

/// What SQLite says of its own file.
extension Database {
    /// `DnDc`: what `file` and our own check know a ledger by.
    static let applicationID: Int32 = 0x446E_4463

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
        try script("PRAGMA application_id = \(Self.applicationID)")
    }

    /// Runs statements without parameters.
    func script(_ sql: String) throws {
        try connection.execute(sql: sql)
    }

    /// Notes in the header of the file that it is a ledger, and of which version.
    func mark(version: Int) throws {
        try script("PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(version)")
    }

    /// Runs a body whose deletions leave nothing behind in the file.
    func deletingSecurely(_ body: () throws -> Void) throws {
        try script("PRAGMA secure_delete = ON")
        defer { try? script("PRAGMA secure_delete = OFF") }
        try body()
    }

    /// Changes the text of the schema without a look at the rows: for constraints that all rows are known to meet.
    ///
    /// SQLite names this way for changes that leave what is stored as it is (lang_altertable.html, "Making Other Kinds Of
    /// Table Schema Changes"). The other way is a copy of the table.
    func editSchema(_ edit: (String) -> String) throws {
        try script("PRAGMA writable_schema = ON")
        for row in try rows("SELECT rowid, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL") {
            let old: String = try row[1]
            let new = edit(old)
            if new != old { try run("UPDATE sqlite_schema SET sql = $1 WHERE rowid = $2", [new, row[0] as Int64]) }
        }
        // The connection reads the schema anew.
        try script("PRAGMA writable_schema = RESET")
    }

    /// Gives statements of a body the functions `mark`, `sum_of` and `address_key`: a migration computes them for rows
    /// that are there.
    func withMarkFunctions(_ body: () throws -> Void) throws {
        let functions = [
            DatabaseFunction("mark", pure: true) { Checksum.mark($0.map { SQL.column($0) }) },
            DatabaseFunction("sum_of", argumentCount: 1, pure: true) {
                String.fromDatabaseValue($0[0]).map(Checksum.of)
            },
            DatabaseFunction("address_key", argumentCount: 2, pure: true) { values in
                guard let channel = String.fromDatabaseValue(values[0]).flatMap(Channel.init(rawValue:)) else {
                    return nil
                }
                return String.fromDatabaseValue(values[1]).map { channel.key(ofAddress: $0) }
            },
        ]
        for function in functions { connection.add(function: function) }
        defer { for function in functions { connection.remove(function: function) } }
        try body()
    }

    /// Runs a statement for a bounded number of rows at a time, by a column of whole numbers; `statement` is given the
    /// condition on that column.
    ///
    /// A statement over all rows would keep the old pages of all of them in a journal of its own until it ends.
    func inSlices(of table: String, by column: String, _ statement: (String) -> String) throws {
        let size: Int64 = 20_000
        guard var next: Int64 = try row("SELECT min(\(column)) FROM \(table)")?[0] else { return }
        let last = try number("SELECT max(\(column)) FROM \(table)")
        while next <= last {
            try script(statement("BETWEEN \(next) AND \(next + size - 1)"))
            next += size
        }
    }

    private func number(_ sql: String) throws -> Int64 {
        try row(sql)?[0] ?? 0
    }
}
