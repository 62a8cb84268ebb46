import GRDB

@testable import Ledger

extension Lab {
    /// The disk of the ledger is full from now on: what would append an event fails as SQLite fails then.
    ///
    /// A bound on the pages of the database would leave room in those that it has.
    func fill() throws {
        try ledger.queue.inDatabase { database in
            database.add(
                function: DatabaseFunction("disk_is_full", argumentCount: 0) { _ in
                    throw DatabaseError(resultCode: .SQLITE_FULL)
                })
            try database.execute(
                sql: """
                    CREATE TEMP TRIGGER disk_is_full BEFORE INSERT ON main.event
                    BEGIN SELECT disk_is_full(); END
                    """)
        }
    }

    /// There is room again.
    func empty() throws {
        try ledger.queue.inDatabase { try $0.execute(sql: "DROP TRIGGER disk_is_full") }
    }
}
