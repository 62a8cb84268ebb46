/// The tables, and how each version of them comes from the one before.
///
/// A migration that has landed is never edited: ledgers that it made are out there, and one of each version lies in the
/// tests.
enum Schema {
    /// What brings the tables from the version before to one.
    static let migrations: [@Sendable (Database) throws -> Void] = [{ try $0.script(first) }, second, third]

    static var version: Int { migrations.count }

    /// Brings the tables up to date, in the transaction of the caller: a crash leaves them as they were.
    static func migrate(_ database: Database) throws {
        let version = try database.version()
        guard version < Self.version else { return }
        for migration in migrations[version...] { try migration(database) }
        try database.mark(version: Self.version)
    }
}
